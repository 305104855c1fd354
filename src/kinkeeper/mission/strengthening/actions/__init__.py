"""The verbs of the programme, as a session plan reads: identify, take a step, report a loss ..."""

from kinkeeper.mission.strengthening.actions.after import (
    record_exit_contact,
    report_loss_of_care,
    take_up_loss,
)
from kinkeeper.mission.strengthening.actions.consequences import Given
from kinkeeper.mission.strengthening.actions.handing_over import hand_over
from kinkeeper.mission.strengthening.actions.sessions import (
    offer_session,
    record_attendance,
    record_knowledge,
)
from kinkeeper.mission.strengthening.actions.steps import (
    decline_step,
    identify,
    propose_step,
    screen,
    take_step,
)
from kinkeeper.mission.strengthening.actions.targets import name_targets

__all__ = [
    "Given", "decline_step", "hand_over", "identify", "name_targets", "offer_session",
    "propose_step", "record_attendance", "record_exit_contact", "record_knowledge",
    "report_loss_of_care", "screen", "take_step", "take_up_loss",
]  # fmt: skip
