"""The part this room adds to the page of a child: where its birth papers stand."""

from typing import TYPE_CHECKING, Any, cast

from django.utils.timezone import localdate

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, may_meet
from kinkeeper.ground.process.models import Proposal
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.papers.models import BirthFile
from kinkeeper.mission.papers.process import WORK
from kinkeeper.mission.papers.queries import file_of
from kinkeeper.mission.papers.rules import IN_HAND
from kinkeeper.mission.papers.standing import standing_of
from kinkeeper.mission.people.queries import may_be_child, purpose_of

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person


def papers(person: Record, by: Account) -> dict[str, Any] | None:
    """Left out for adults without a file, and for who may not meet the answer."""
    purpose, child = purpose_of(by), cast("Person", person)
    meets = may_meet(BirthFile, "act", by=by, purpose=purpose)
    if not (meets and may(by, "papers.read", purpose=purpose)):
        return None
    found = file_of(child)
    young = child.died_on is None and may_be_child(child, localdate())
    if found is None and not young:
        return None
    open_ = found is not None and found.until is None
    return {
        "child": child, "file": found,
        "at": standing_of(found, by=by) if found else None,
        "answer": child.get_birth_act_display(), "in_hand": child.birth_act == IN_HAND,
        "may_open": young and not open_ and child.birth_act != IN_HAND and may(by, WORK, child),
        "notes": may_meet(Proposal, "note", by=by, purpose=purpose),
    }  # fmt: skip
