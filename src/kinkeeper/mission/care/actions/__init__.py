"""The verbs of care: open a house, found a family, place, move, relocate, end. The door."""

from kinkeeper.mission.care.actions.placements import (
    NewDocument,
    add_document,
    begin_placement,
    begin_placements,
    end_placement,
    move_house,
    reopen_placement,
)
from kinkeeper.mission.care.actions.relocation import come_home, relocate
from kinkeeper.mission.care.actions.siblings import (
    approve_exception,
    approve_split,
    end_split,
    name_siblings,
    propose_exception,
    propose_split,
)
from kinkeeper.mission.care.actions.villages import (
    assign_carer,
    change_capacity,
    close_house,
    close_village,
    end_assignment,
    found_family,
    move_family,
    open_house,
    open_village,
    record_training,
)

__all__ = [
    "NewDocument", "add_document", "approve_exception", "approve_split", "assign_carer",
    "begin_placement", "begin_placements", "change_capacity", "close_house", "close_village",
    "come_home", "end_assignment", "end_placement", "end_split", "found_family", "move_family",
    "move_house", "name_siblings", "open_house", "open_village", "propose_exception",
    "propose_split", "record_training", "relocate", "reopen_placement",
]  # fmt: skip
