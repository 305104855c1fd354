"""The part this room adds to the page of a person: in care, where, with whom, by which paper."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.timezone import localdate

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, reaches
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.care.models import AuthorityDocument, Placement, Stay
from kinkeeper.mission.care.page import Known, known_of
from kinkeeper.mission.care.queries import Sibling, exceptions_of, siblings_on, splits_of
from kinkeeper.mission.care.views.deeds import Button, deeds_for
from kinkeeper.mission.people.queries import Reader, may_be_child, reader_of

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person


@dataclass(frozen=True)
class Time:
    """A placement with its stays, oldest first, and its documents, the newest first."""

    placement: Placement
    stays: list[Stay]
    documents: list[AuthorityDocument]

    @property
    def now(self) -> Stay | None:
        return self.stays[-1] if self.stays and self.placement.until is None else None

    def unproven(self, day: date) -> bool:
        """No document of the authority is valid on the day."""
        valid = [d for d in self.documents if d.expires_on is None or d.expires_on >= day]
        return self.placement.until is None and not valid


@dataclass(frozen=True)
class Kin:
    """A brother or sister. pk: of the file, None where this reader may not open it."""

    pk: UUID | None
    name: str
    where: str
    together: bool
    in_care: bool


def person(record: Record, by: Account) -> dict[str, Any] | None:
    """Left out for who was never in care, unless this reader could place the child."""
    reader = reader_of(by)
    if not may(by, "care.read", purpose=reader.purpose):
        return None
    who: Person = record  # type: ignore[assignment]
    known, today = known_of(who, by=by), localdate()
    writes = reader.names and reaches(by, "care.write", who.place)
    child = who.died_on is None and may_be_child(who, today)
    if not known.placements and not (writes and child):
        return None
    times = [Time(p, known.stays.get(p.pk, []), known.documents.get(p.pk, []))
             for p in reversed(known.placements)]  # fmt: skip
    context = {
        "times": times, "reader": reader, "today": today, "person": who,
        "unproven": child and any(time.unproven(today) for time in times),
        "kin": _kin(who, reader, today) if reader.names else [],
        "deeds": _deeds(who, known, by, child=child and writes),
    }  # fmt: skip
    return context | (_decisions(who, by) if reader.names else {})


def _kin(who: "Person", reader: Reader, today: date) -> list[Kin]:
    return [_sibling(found, reader) for found in siblings_on(who, today)]


def _sibling(found: Sibling, reader: Reader) -> Kin:
    near = reader.reaches(found.person.place)
    where = _where(found.stay) if found.stay and near else ""
    name = str(found.person) if near else found.person.code
    in_care = found.stay is not None
    return Kin(found.person.pk if near else None, name, where, found.together, in_care)


def _where(stay: Stay) -> str:
    return str(stay.family or stay.house or stay.get_form_display())


def _deeds(who: "Person", known: Known, by: Account, *, child: bool) -> list[Button]:
    """What concerns the placement first; whoever was placed before comes back, and begins anew
    only at another address."""
    last = known.placements[-1] if known.placements else None
    placed = deeds_for("placement", last, by=by) if last else []
    own = deeds_for("person", who, by=by) if child else []
    return [*placed, *(b for b in own if not (last and b.verb == "begin_placement"))]


def _decisions(who: "Person", by: Account) -> dict[str, Any]:
    """Living apart and exceptions under three, each with the buttons of whoever decides."""
    splits, exceptions = splits_of(who), exceptions_of(who)
    for split in splits:
        split.person = who
    for exception in exceptions:
        exception.person = who
    return {
        "splits": [(row, deeds_for("split", row, by=by)) for row in splits],
        "exceptions": [(row, deeds_for("exception", row, by=by)) for row in exceptions],
    }
