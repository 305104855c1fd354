"""The verbs of school and daycare."""

from kinkeeper.mission.education.actions.daycare import (
    agree_hand_over,
    ask_hand_over,
    end_collector,
    name_collector,
    sign_in,
    sign_out,
)
from kinkeeper.mission.education.actions.days import (
    call_class,
    look_into,
    record_exams,
    record_results,
)
from kinkeeper.mission.education.actions.facilities import (
    NewClass,
    add_year,
    open_class,
    register_facility,
    state_service,
)
from kinkeeper.mission.education.actions.pupils import (
    NewPupil,
    apply_for_place,
    end_year,
    enrol_displaced,
    see_papers,
)
from kinkeeper.mission.education.actions.steps import (
    Given,
    decline_step,
    propose_step,
    take_step,
)

__all__ = [
    "Given", "NewClass", "NewPupil", "add_year", "agree_hand_over", "apply_for_place",
    "ask_hand_over", "call_class", "decline_step", "end_collector", "end_year",
    "enrol_displaced", "look_into", "name_collector", "open_class", "propose_step",
    "record_exams", "record_results", "register_facility", "see_papers", "sign_in", "sign_out",
    "state_service", "take_step",
]  # fmt: skip
