"""What the page of a person shows of care, read once for its section and its life line."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.once_a_page import kept_on
from kinkeeper.mission.care.models import AuthorityDocument, Placement, Stay
from kinkeeper.mission.care.queries import documents_of_many, placements_of, stays_of_many
from kinkeeper.mission.people.queries import purpose_of

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person


@dataclass(frozen=True)
class Known:
    """Every time in care that the reader may meet, oldest first, with stays and documents."""

    placements: list[Placement]
    stays: dict[UUID, list[Stay]]
    documents: dict[UUID, list[AuthorityDocument]]

    @property
    def open(self) -> Placement | None:
        last = self.placements[-1] if self.placements else None
        return last if last and last.until is None else None


def known_of(person: "Person", *, by: Account) -> Known:
    """Kept on the record, so that a page asks once."""
    return kept_on(person, "care.known", by.pk, lambda: _read(person, by))


def _read(person: "Person", by: Account) -> Known:
    placements = placements_of(person, by=by, purpose=purpose_of(by))
    ids = [p.pk for p in placements]
    if not ids:
        return Known([], {}, {})
    for placement in placements:
        placement.person = person
    return Known(placements, stays_of_many(ids), documents_of_many(ids))
