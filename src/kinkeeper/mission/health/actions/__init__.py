"""The verbs of the health room: measure a child, refer it, follow it."""

from kinkeeper.mission.health.actions.measuring import (
    AskAgain,
    Values,
    compute_again,
    correct,
    derived,
    measure,
    take_back,
)
from kinkeeper.mission.health.actions.protocol import set_protocol
from kinkeeper.mission.health.actions.steps import Given, decline_step, propose_step, take_step
from kinkeeper.mission.health.caring.actions import record_functioning

__all__ = [
    "AskAgain", "Given", "Values", "compute_again", "correct", "decline_step", "derived", "measure",
    "propose_step", "record_functioning", "set_protocol", "take_back", "take_step",
]  # fmt: skip
