"""Who takes part in a project: each kind of work says it of its own people, and rooms that know
none of them (health, education) count among them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinkeeper.ground.records.queries import Rows
from kinkeeper.ground.reports.measures import kept


@dataclass(frozen=True, slots=True)
class Participant:
    """A child or guardian accompanied from `since` until `until` (half-open); `family` where there
    is one, else `place`, where it belongs."""

    person: UUID
    family: UUID | None
    since: date
    until: date | None
    place: UUID | None = None

    def within(self, first: date, last: date) -> bool:
        """At least one day from `first` to `last`, both included."""
        return self.since <= last and (self.until is None or self.until > max(self.since, first))


Offer = Callable[[Rows, UUID], Iterable[Participant]]
InCare = Callable[[Rows], Iterable[Participant]]
_OFFERED: list[Offer] = []
_IN_CARE: list[InCare] = []
_GUARDIANS: list[Offer] = []


def offer_participants(offer: Offer) -> None:
    """`offer(rows, project)`: the children a kind of work accompanies within a project; a child
    written twice already as one."""
    _OFFERED.append(offer)


def offer_in_care(offer: InCare) -> None:
    """`offer(rows)`: the children in care, of no project: their figures are counted by village."""
    _IN_CARE.append(offer)


def children_in_care(rows: Rows) -> tuple[Participant, ...]:
    return kept(
        rows, "casework.in_care", lambda: tuple(one for offer in _IN_CARE for one in offer(rows))
    )


def participants(rows: Rows, project: UUID) -> tuple[Participant, ...]:
    return kept(rows, ("casework.participants", project), lambda: _asked(rows, project))


def _asked(rows: Rows, project: UUID) -> tuple[Participant, ...]:
    return tuple(one for offer in _OFFERED for one in offer(rows, project))


def offer_guardians(offer: Offer) -> None:
    """The same for the guardians (tuteurs) a kind of work accompanies within a project."""
    _GUARDIANS.append(offer)


def guardians(rows: Rows, project: UUID) -> tuple[Participant, ...]:
    found = (one for offer in _GUARDIANS for one in offer(rows, project))
    return kept(rows, ("casework.guardians", project), lambda: tuple(found))
