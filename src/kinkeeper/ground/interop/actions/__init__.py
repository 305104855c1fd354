"""The verbs of an import: take a file in, confirm columns, settle localities, decide, apply."""

from kinkeeper.ground.interop.actions.applying import apply, apply_job, start_applying
from kinkeeper.ground.interop.actions.checking import Tell, check, check_job, start_checking
from kinkeeper.ground.interop.actions.deciding import (
    ask_again,
    choose_place,
    create_place,
    decide,
    decide_all,
    leave_out,
)
from kinkeeper.ground.interop.actions.ending import cancel, forget_record, throw_away
from kinkeeper.ground.interop.actions.mapping import confirm_columns, named_columns
from kinkeeper.ground.interop.actions.taking import read_job, take_in

__all__ = [
    "Tell", "apply", "apply_job", "ask_again", "cancel", "check", "check_job", "choose_place",
    "confirm_columns", "create_place", "decide", "decide_all", "forget_record", "leave_out",
    "named_columns", "read_job", "start_applying", "start_checking", "take_in", "throw_away",
]  # fmt: skip
