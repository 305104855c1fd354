"""What the figures of youth are made of: plain dated facts beside those of care. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from uuid import UUID

from kinkeeper.mission.care.queries import Care, in_places
from kinkeeper.mission.leaving.reckoning import DEFAULT, Rhythm


@dataclass(frozen=True, slots=True)
class Course:
    """A young person's way. planned_on: the day of leaving as planned last."""

    id: UUID
    person: UUID
    planned_on: date | None


@dataclass(frozen=True, slots=True)
class Agreed:
    """A plan of a way was agreed on a day."""

    way: UUID
    on: date


@dataclass(frozen=True, slots=True)
class Left:
    """A handover at the exit of a placement: were birth certificate and identity card in it?"""

    id: UUID
    way: UUID
    placement: UUID
    on: date
    birth_act: bool
    identity: bool


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody was reached after leaving. activity: a code."""

    exit: UUID
    on: date
    activity: str


@dataclass(frozen=True, slots=True)
class Stood:
    """A way was in a stage from a day until the day before another."""

    way: UUID
    state: str
    since: date
    until: date | None


@dataclass(frozen=True)
class Youth:
    """Everything that is counted."""

    care: Care
    ways: tuple[Course, ...] = ()
    plans: tuple[Agreed, ...] = ()
    exits: tuple[Left, ...] = ()
    contacts: tuple[Met, ...] = ()
    stages: tuple[Stood, ...] = ()
    rhythm: Rhythm = field(default=DEFAULT)

    @cached_property
    def way_of(self) -> dict[UUID, Course]:
        """Person -> the way."""
        return {way.person: way for way in self.ways}

    @cached_property
    def first_agreed(self) -> dict[UUID, date]:
        """Way -> the day its first plan was agreed."""
        found: dict[UUID, date] = {}
        for plan in self.plans:
            found[plan.way] = min(plan.on, found.get(plan.way, plan.on))
        return found

    @cached_property
    def exit_of(self) -> dict[UUID, Left]:
        """Placement -> the handover at its end."""
        return {left.placement: left for left in self.exits}

    @cached_property
    def met_after(self) -> Mapping[UUID, list[Met]]:
        """Exit -> contacts in which somebody was reached, oldest first."""
        found: dict[UUID, list[Met]] = {}
        for met in sorted(self.contacts, key=lambda m: m.on):
            found.setdefault(met.exit, []).append(met)
        return found


def youth_in(youth: Youth, places: frozenset[UUID]) -> Youth:
    """Only the young people who belong to villages in these places."""
    return replace(youth, care=in_places(youth.care, places))


def still_after(youth: Youth, day: date, states: Iterable[str]) -> set[UUID]:
    """Ways that stood in one of these stages on a day."""
    wanted = set(states)
    return {
        s.way
        for s in youth.stages
        if s.state in wanted and s.since <= day and (s.until is None or day < s.until)
    }
