"""What the figures of care are made of: plain dated facts of all villages. Pure.

Placements and stays are half-open: who leaves on a day is not in care that night. A period asked
for is closed on both sides.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Protocol
from uuid import UUID

from kinkeeper.ground.reports.figures import AGE, NOT_RECORDED, PLACE, SEX, Asked, Ref, Traits, band
from kinkeeper.ground.text.dates import UNKNOWN_DATE, RoughDate, age_band, age_on
from kinkeeper.mission.care.rules import Household

PERSON, PLACEMENT, SIBLINGS = "people.person", "care.placement", "care.siblings"


class Dated(Protocol):
    """Holds from `since` until the day before `until`."""

    @property
    def since(self) -> date: ...
    @property
    def until(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Time:
    """A placement: a child's time in care. village: where it belongs."""

    id: UUID
    person: UUID
    village: UUID
    since: date
    until: date | None
    route: str
    reason: str


@dataclass(frozen=True, slots=True)
class Nights:
    """Where the child of a placement slept. housed: in a house of that village."""

    placement: UUID
    village: UUID
    household: Household
    form: str
    since: date
    until: date | None

    @property
    def housed(self) -> bool:
        return self.household.house is not None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the authority: valid from its date until its expiry, both included."""

    placement: UUID
    issued_on: date
    expires_on: date | None

    def valid_on(self, day: date) -> bool:
        return self.issued_on <= day and (self.expires_on is None or day <= self.expires_on)


@dataclass(frozen=True, slots=True)
class Brotherhood:
    """`person` was one of a group of brothers and sisters."""

    group: UUID
    person: UUID
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Exempt:
    """An exception under three that was approved, until a day included."""

    person: UUID
    since: date
    must_end_by: date


@dataclass(frozen=True, slots=True)
class Beds:
    """A house of a village could hold so many children."""

    village: UUID
    number: int
    since: date
    until: date | None


@dataclass(frozen=True)
class Care:
    """Everything that is counted. places: village -> its place. reached: placement -> the days on
    which the child was seen or spoken to after its return to the family."""

    times: tuple[Time, ...] = ()
    nights: tuple[Nights, ...] = ()
    papers: tuple[Paper, ...] = ()
    siblings: tuple[Brotherhood, ...] = ()
    exempt: tuple[Exempt, ...] = ()
    beds: tuple[Beds, ...] = ()
    reached: Mapping[UUID, Collection[date]] = field(default_factory=dict)
    places: Mapping[UUID, UUID] = field(default_factory=dict)
    sexes: Mapping[UUID, str] = field(default_factory=dict)
    births: Mapping[UUID, RoughDate] = field(default_factory=dict)

    @cached_property
    def times_of(self) -> dict[UUID, list[Time]]:
        """Person -> placements, oldest first."""
        found: dict[UUID, list[Time]] = {}
        for time in sorted(self.times, key=lambda t: (t.since, t.id)):
            found.setdefault(time.person, []).append(time)
        return found

    @cached_property
    def nights_of(self) -> dict[UUID, list[Nights]]:
        """Placement -> stays."""
        found: dict[UUID, list[Nights]] = {}
        for nights in self.nights:
            found.setdefault(nights.placement, []).append(nights)
        return found

    @cached_property
    def papers_of(self) -> dict[UUID, list[Paper]]:
        found: dict[UUID, list[Paper]] = {}
        for paper in self.papers:
            found.setdefault(paper.placement, []).append(paper)
        return found


def holds(row: Dated, day: date) -> bool:
    return row.since <= day and (row.until is None or day < row.until)


def in_period(day: date | None, asked: Asked) -> bool:
    return day is not None and asked.since <= day <= asked.on


def in_care(care: Care, day: date) -> dict[UUID, Time]:
    """Person -> the placement that holds on a day: one for each child, the newest."""
    ordered = sorted((t for t in care.times if holds(t, day)), key=lambda t: (t.since, t.id))
    return {time.person: time for time in ordered}


def asleep(care: Care, time: Time, day: date) -> Nights | None:
    """Where the child slept that night."""
    return next((n for n in care.nights_of.get(time.id, ()) if holds(n, day)), None)


def months_old(care: Care, person: UUID, day: date) -> int | None:
    age = age_on(care.births.get(person, UNKNOWN_DATE), day)
    return age.total_months if age else None


def in_places(care: Care, places: frozenset[UUID]) -> Care:
    """Only the children who belong to villages in these places, and the beds there."""
    here = {village for village, place in care.places.items() if place in places}
    times = tuple(t for t in care.times if t.village in here)
    ids = {t.id for t in times}
    return replace(
        care, times=times,
        nights=tuple(n for n in care.nights if n.placement in ids or n.village in here),
        papers=tuple(p for p in care.papers if p.placement in ids),
        beds=tuple(b for b in care.beds if b.village in here),
    )  # fmt: skip


def days_in_care(times: Iterable[Time], asked: Asked) -> int:
    """Days inside the period, each once, however placements overlap. Oldest first."""
    end, total, reached = asked.on + timedelta(days=1), 0, asked.since
    for time in times:
        start, stop = max(time.since, reached), min(time.until or end, end)
        if stop > start:
            total += (stop - start).days
            reached = stop
    return total


# --- what is known of those counted -----------------------------------------------------------


def of_person(care: Care, time: Time, day: date) -> Traits:
    """Sex, age on a day, and the place of the village to which the child belongs."""
    birth = care.births.get(time.person, UNKNOWN_DATE)
    return {
        SEX: frozenset({care.sexes.get(time.person) or NOT_RECORDED}),
        AGE: frozenset({band(age_band(birth, day))}),
        PLACE: frozenset({place_of(care, time.village)}),
    }


def place_of(care: Care, village: UUID) -> str:
    place = care.places.get(village)
    return str(place) if place else NOT_RECORDED


def children(times: Iterable[Time]) -> frozenset[Ref]:
    return frozenset((PERSON, t.person) for t in times)


def placements(times: Iterable[Time]) -> frozenset[Ref]:
    return frozenset((PLACEMENT, t.id) for t in times)
