"""The verbs of growing up and leaving: prepare, agree a plan, save, hand over, stay in contact."""

from kinkeeper.mission.leaving.actions.aftercare import (
    NewContact,
    give_support,
    record_contact,
    set_rhythm,
)
from kinkeeper.mission.leaving.actions.consequences import Given
from kinkeeper.mission.leaving.actions.handing import Handover, hand_over, note_papers
from kinkeeper.mission.leaving.actions.money import (
    NewEntry,
    agree_allowance,
    open_savings,
    pay_allowance,
    pay_in,
    take_out,
)
from kinkeeper.mission.leaving.actions.plans import (
    NewGoal,
    add_goal,
    agree_plan,
    settle_goal,
    write_plan,
)
from kinkeeper.mission.leaving.actions.steps import (
    decline_step,
    prepare,
    propose_step,
    take_step,
)

__all__ = [
    "Given", "Handover", "NewContact", "NewEntry", "NewGoal", "add_goal", "agree_allowance",
    "agree_plan", "decline_step", "give_support", "hand_over", "note_papers", "open_savings",
    "pay_allowance", "pay_in", "prepare", "propose_step", "record_contact", "set_rhythm",
    "settle_goal", "take_out", "take_step", "write_plan",
]  # fmt: skip
