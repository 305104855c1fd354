"""What may be done with people and families. The door for other rooms."""

from kinkeeper.mission.people.actions.codes import fresh_code
from kinkeeper.mission.people.actions.correcting import (
    correct_family,
    correct_person,
    record_death,
    settle,
)
from kinkeeper.mission.people.actions.entering import (
    NewMember,
    NewPerson,
    register_family,
    register_person,
)
from kinkeeper.mission.people.actions.kin import end_kin, link_kin
from kinkeeper.mission.people.actions.membership import (
    add_member,
    change_membership,
    end_membership,
)
from kinkeeper.mission.people.actions.moving import move_family

__all__ = [
    "NewMember",
    "NewPerson",
    "add_member",
    "change_membership",
    "correct_family",
    "correct_person",
    "end_kin",
    "end_membership",
    "fresh_code",
    "link_kin",
    "move_family",
    "record_death",
    "register_family",
    "register_person",
    "settle",
]
