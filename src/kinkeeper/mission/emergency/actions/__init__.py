"""The verbs of an evacuation, as it goes: alert, list, freeze, count, settle, hear, return."""

from kinkeeper.mission.emergency.actions.away import (
    assess_return,
    give_bed,
    hear_child,
    review_relocation,
    settle,
    settle_household,
    state_site,
)
from kinkeeper.mission.emergency.actions.counting import (
    Counted,
    Said,
    add_at,
    check_in,
    enter_paper,
)
from kinkeeper.mission.emergency.actions.lists import (
    add_name,
    change_line,
    form_convoy,
    list_village,
    plan_stop,
    seat_household,
    take_off,
)
from kinkeeper.mission.emergency.actions.movements import (
    Given,
    decline_step,
    give_alert,
    name_host,
    propose_step,
    take_step,
)

__all__ = [
    "Counted", "Given", "Said", "add_at", "add_name", "assess_return", "change_line", "check_in",
    "decline_step", "enter_paper", "form_convoy", "give_alert", "give_bed", "hear_child",
    "list_village", "name_host", "plan_stop", "propose_step", "review_relocation",
    "seat_household", "settle", "settle_household", "state_site", "take_off", "take_step",
]  # fmt: skip
