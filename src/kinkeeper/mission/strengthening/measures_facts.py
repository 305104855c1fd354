"""What the figures of family strengthening are made of: plain dated facts of one project. Pure.

Every period is closed on both sides ("from 1 October to 31 December"); a stay in the programme is
half-open, so its last day inside is the day before `until`. What was registered twice or in error
never gets here.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from kinkeeper.ground.reports.figures import AGE, NOT_RECORDED, PLACE, SEX, Asked, Ref, Traits, band
from kinkeeper.ground.text.dates import UNKNOWN_DATE, RoughDate, age_band

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Homes

T = TypeVar("T")
K = TypeVar("K")
CHILD, CAREGIVER = "child", "caregiver"
PERSON, FAMILY = "people.person", "people.family"
STAY, REVIEW = "strengthening.enrolment", "casework.review"


@dataclass(frozen=True, slots=True)
class Stay:
    """A family's time in the programme, from admission to exit."""

    id: UUID
    family: UUID
    since: date
    until: date | None
    reason: str
    followed: bool


@dataclass(frozen=True, slots=True)
class Spell:
    """A child or caregiver accompanied within a stay."""

    person: UUID
    part: str
    family: UUID
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Return:
    """A family was taken up: enrolment, family, and the day, in this project or another."""

    enrolment: UUID
    family: UUID
    on: date


@dataclass(frozen=True, slots=True)
class Loss:
    """A child lost parental care on a day."""

    id: UUID
    person: UUID
    on: date


@dataclass(frozen=True, slots=True)
class Contact:
    """The family was seen so many months after its exit."""

    stay: UUID
    months: int
    on: date


@dataclass(frozen=True, slots=True)
class Check:
    """An assessment. person None: of the family. scores: eight, 1 to 4, None where not seen."""

    family: UUID
    person: UUID | None
    occasion: str
    on: date
    scores: tuple[int | None, ...]

    @property
    def complete(self) -> bool:
        return None not in self.scores

    def at_least(self, level: int) -> int:
        """How many dimensions reach the level."""
        return sum(1 for score in self.scores if score is not None and score >= level)


@dataclass(frozen=True, slots=True)
class Agreed:
    """A development plan with its dates."""

    id: UUID
    family: UUID
    since: date
    until: date | None
    agreed_on: date | None
    next_review_on: date | None


@dataclass(frozen=True, slots=True)
class Due:
    """A review of the plan: when it was due, when it was held."""

    id: UUID
    plan: UUID
    family: UUID
    due_on: date
    held_on: date | None


@dataclass(frozen=True, slots=True)
class Knows:
    """A caregiver's knowledge and practice in percent, on a day."""

    person: UUID
    on: date
    percent: int


@dataclass(frozen=True, slots=True)
class Offered:
    """A parenting session offered to a caregiver."""

    person: UUID
    on: date
    attended: bool


@dataclass(frozen=True)
class Programme:
    """Everything that is counted, of one project. places: family -> where it lived when."""

    stays: tuple[Stay, ...] = ()
    spells: tuple[Spell, ...] = ()
    returns: tuple[Return, ...] = ()
    losses: tuple[Loss, ...] = ()
    contacts: tuple[Contact, ...] = ()
    checks: tuple[Check, ...] = ()
    plans: tuple[Agreed, ...] = ()
    reviews: tuple[Due, ...] = ()
    knowledge: tuple[Knows, ...] = ()
    sessions: tuple[Offered, ...] = ()
    sexes: Mapping[UUID, str] = field(default_factory=dict)
    births: Mapping[UUID, RoughDate] = field(default_factory=dict)
    places: Mapping[UUID, "Homes"] = field(default_factory=dict)

    @cached_property
    def stays_of(self) -> dict[UUID, list[Stay]]:
        """Family -> its stays, oldest first."""
        return grouped(sorted(self.stays, key=lambda s: (s.since, s.id)), lambda s: s.family)

    @cached_property
    def spells_of(self) -> dict[str, dict[UUID, list[Spell]]]:
        """Part -> person -> spells, oldest first."""
        parts = grouped(sorted(self.spells, key=lambda s: s.since), lambda s: s.part)
        return {part: grouped(spells, lambda s: s.person) for part, spells in parts.items()}

    @cached_property
    def children_of(self) -> dict[UUID, set[UUID]]:
        """Family -> its target children, of all time."""
        found: dict[UUID, set[UUID]] = {}
        for spell in self.spells:
            if spell.part == CHILD:
                found.setdefault(spell.family, set()).add(spell.person)
        return found

    @cached_property
    def losses_of(self) -> dict[UUID, list[Loss]]:
        return grouped(self.losses, lambda e: e.person)

    @cached_property
    def returns_of(self) -> dict[UUID, list[Return]]:
        return grouped(self.returns, lambda r: r.family)

    @cached_property
    def reviews_of(self) -> dict[UUID, list[Due]]:
        """Plan -> its reviews."""
        return grouped(self.reviews, lambda r: r.plan)

    @cached_property
    def family_checks(self) -> dict[UUID, list[Check]]:
        rows = sorted((c for c in self.checks if c.person is None), key=lambda c: c.on)
        return grouped(rows, lambda c: c.family)

    @cached_property
    def child_checks(self) -> dict[UUID, list[Check]]:
        """Person -> complete assessments, oldest first."""
        rows = sorted((c for c in self.checks if c.person and c.complete), key=lambda c: c.on)
        return {p: found for p, found in grouped(rows, lambda c: c.person).items() if p}


def grouped(rows: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    found: dict[K, list[T]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def in_places(programme: Programme, places: frozenset[UUID], day: date) -> Programme:
    """Only the families that lived in these places on a day, and what belongs to them."""
    here = {family for family, homes in programme.places.items() if homes.on(day) in places}
    persons = {s.person for s in programme.spells if s.family in here}
    return replace(
        programme,
        stays=tuple(s for s in programme.stays if s.family in here),
        spells=tuple(s for s in programme.spells if s.family in here),
        losses=tuple(e for e in programme.losses if e.person in persons),
        checks=tuple(c for c in programme.checks if c.family in here),
        plans=tuple(p for p in programme.plans if p.family in here),
        reviews=tuple(r for r in programme.reviews if r.family in here),
    )


# --- days -------------------------------------------------------------------------------------


def within(row: Stay | Spell | Agreed, day: date) -> bool:
    return row.since <= day and (row.until is None or day < row.until)


def touches(row: Stay | Spell, asked: Asked) -> bool:
    """At least one day of the period."""
    if row.since > asked.on:
        return False
    return row.until is None or row.until > max(row.since, asked.since)


def in_period(day: date, asked: Asked) -> bool:
    return asked.since <= day <= asked.on


def days_enrolled(spells: Iterable[Spell], asked: Asked) -> int:
    """Days inside the period, each once, however many stays overlap. Spells oldest first."""
    end = asked.on + timedelta(days=1)
    total, reached = 0, asked.since
    for spell in spells:
        start = max(spell.since, reached)
        stop = end if spell.until is None else min(end, spell.until)
        if stop > start:
            total += (stop - start).days
            reached = stop
    return total


def accompanied(programme: Programme, part: str, asked: Asked) -> set[UUID]:
    """Those enrolled at least one day of the period."""
    people = programme.spells_of.get(part, {})
    return {p for p, spells in people.items() if any(touches(s, asked) for s in spells)}


# --- what is known of those counted -----------------------------------------------------------


def of_families(programme: Programme, families: Iterable[UUID], asked: Asked) -> dict[Ref, Traits]:
    if asked.bare:
        return {}
    return {(FAMILY, f): {PLACE: localities(programme, [f], asked.on)} for f in families}


def of_people(
    programme: Programme, part: str, days: Mapping[UUID, date], asked: Asked
) -> dict[Ref, Traits]:
    """Sex, age on the day given for each person, and the localities of the period."""
    if asked.bare:
        return {}
    spells = programme.spells_of.get(part, {})
    return {
        (PERSON, person): {
            SEX: frozenset({programme.sexes.get(person) or NOT_RECORDED}),
            AGE: frozenset({band(age_band(programme.births.get(person, UNKNOWN_DATE), day))}),
            PLACE: localities(programme, _families_in(spells[person], asked), asked.on),
        }
        for person, day in days.items()
    }


def _families_in(spells: list[Spell], asked: Asked) -> list[UUID]:
    """Where the child was accompanied in the period; for an event on the day of leaving, ever."""
    return [s.family for s in spells if touches(s, asked)] or [s.family for s in spells]


def localities(programme: Programme, families: Iterable[UUID], day: date) -> frozenset[str]:
    found = {str(programme.places[f].on(day)) for f in families if f in programme.places}
    return frozenset(found or {NOT_RECORDED})


def people(ids: Iterable[UUID]) -> frozenset[Ref]:
    return frozenset((PERSON, i) for i in ids)


def families(ids: Iterable[UUID]) -> frozenset[Ref]:
    return frozenset((FAMILY, i) for i in ids)
