"""The verbs of birth papers: open a file, take a step."""

from kinkeeper.mission.papers.actions.steps import (
    Given,
    decline_step,
    open_file,
    propose_step,
    take_step,
)

__all__ = ["Given", "decline_step", "open_file", "propose_step", "take_step"]
