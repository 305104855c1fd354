"""Readers for measures: the same rows from the live tables or as they were known."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinkeeper.ground.records.queries import Rows
from kinkeeper.ground.text.dates import RoughDate, rough
from kinkeeper.mission.people.models import Family, FormerPlace, Membership, Person


@dataclass(frozen=True)
class MemberRow:
    person: UUID
    family: UUID
    since: date | None
    until: date | None
    relation: str
    caregiver: bool

    def holds_on(self, day: date) -> bool:
        started = self.since is None or self.since <= day
        return started and (self.until is None or day < self.until)


def sexes_and_births(rows: Rows, persons: Set[UUID]) -> dict[UUID, tuple[str, RoughDate]]:
    """Of each person: "F", "M" or "" for not known, and the birth as precisely as known."""
    found = rows.of(Person, "id", "sex", "birth_date", "birth_precision", id=frozenset(persons))
    return {pk: (sex, _birth(day, precision)) for pk, sex, day, precision in found}


def birth_acts(rows: Rows, persons: Set[UUID]) -> dict[UUID, str]:
    """What was answered about the birth act of each; without those never asked about."""
    found = rows.of(Person, "id", "birth_act", id=frozenset(persons))
    return {pk: answer for pk, answer in found if answer}


def schooling_said(rows: Rows, persons: Set[UUID]) -> dict[UUID, str]:
    """Whether the file of a person says that it goes to school: "yes", "no"; others left out."""
    found = rows.of(Person, "id", "schooling", id=frozenset(persons))
    return {pk: said for pk, said in found if said}


def memberships(rows: Rows, families: Set[UUID]) -> list[MemberRow]:
    """Every membership these families ever had."""
    found = rows.of(
        Membership, "person_id", "family_id", "since", "until", "relation", "caregiver",
        family_id=frozenset(families),
    )  # fmt: skip
    return [MemberRow(*row) for row in found]


def people_in(members: Iterable[MemberRow], day: date) -> set[UUID]:
    """Who belonged to one of the families on a day."""
    return {m.person for m in members if m.holds_on(day)}


@dataclass(frozen=True)
class Homes:
    """Where a family lives, and the places it left before, oldest first, each with the day."""

    now: UUID
    left: tuple[tuple[date, UUID], ...] = ()

    def on(self, day: date) -> UUID:
        return next((place for until, place in self.left if day < until), self.now)


def places_of_families(rows: Rows, families: Set[UUID]) -> dict[UUID, Homes]:
    """The place of each family on any day."""
    ids = frozenset(families)
    left: dict[UUID, list[tuple[date, UUID]]] = {}
    for family, until, place in rows.of(
        FormerPlace, "family_id", "until", "place_id", family_id=ids
    ):
        left.setdefault(family, []).append((until, place))
    found = rows.of(Family, "id", "place_id", id=ids)
    return {family: Homes(now, tuple(sorted(left.get(family, ())))) for family, now in found}


def _birth(day: date | None, precision: str) -> RoughDate:
    return rough(day, "estimated" if day and precision == "unknown" else precision)
