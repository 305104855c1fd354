"""The verbs of an admission: refer, hear a child, enquire, weigh options, take a step ..."""

from kinkeeper.mission.admission.actions.consequences import Given, Home, NewPaper
from kinkeeper.mission.admission.actions.enquiring import (
    hear_child,
    record_enquiry,
    weigh_options,
)
from kinkeeper.mission.admission.actions.referring import add_child, refer, take_off_child
from kinkeeper.mission.admission.actions.steps import decline_step, propose_step, take_step

__all__ = [
    "Given", "Home", "NewPaper", "add_child", "decline_step", "hear_child", "propose_step",
    "record_enquiry", "refer", "take_off_child", "take_step", "weigh_options",
]  # fmt: skip
