"""What may be done with phones, and what phones do. The door for other rooms."""

from kinkeeper.ground.sync.actions.devices import (
    add_phone,
    confirm_erased,
    end_phone,
    enrol,
    fresh_code,
    move_phone,
)
from kinkeeper.ground.sync.actions.download import NOTHING, Page, page_for
from kinkeeper.ground.sync.actions.upload import Answer, SentChange, take_changes

__all__ = [
    "NOTHING", "Answer", "Page", "SentChange", "add_phone", "confirm_erased", "end_phone", "enrol",
    "fresh_code", "move_phone", "page_for", "take_changes",
]  # fmt: skip
