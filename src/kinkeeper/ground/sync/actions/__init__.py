"""What may be done with phones, and what phones do. The door for other rooms."""

from kinkeeper.ground.sync.actions.carried_by_hand import Opened, open_carried
from kinkeeper.ground.sync.actions.devices import (
    add_phone,
    confirm_erased,
    end_phone,
    enrol,
    fresh_code,
    move_phone,
)
from kinkeeper.ground.sync.actions.download import NOTHING, Page, page_for
from kinkeeper.ground.sync.actions.sealed import take_sealed
from kinkeeper.ground.sync.actions.sounds import LARGEST, drop_sound, keep_sound
from kinkeeper.ground.sync.actions.upload import Answer, SentChange, take_changes

__all__ = [
    "LARGEST", "NOTHING", "Answer", "Opened", "Page", "SentChange", "add_phone", "confirm_erased",
    "drop_sound", "end_phone",
    "enrol", "fresh_code", "keep_sound", "move_phone", "open_carried", "page_for", "take_changes",
    "take_sealed",
]  # fmt: skip
