"""The children who are counted by rooms that know no kind of work: who, where, how old."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from kinkeeper.ground.records.queries import Rows
from kinkeeper.ground.reports.figures import (
    AGE,
    NOT_RECORDED,
    PLACE,
    SEX,
    Asked,
    Ref,
    Traits,
    band,
)
from kinkeeper.ground.reports.measures import kept
from kinkeeper.ground.text.dates import UNKNOWN_DATE, RoughDate, age_band
from kinkeeper.mission.casework.queries.participants import (
    Participant,
    children_in_care,
    participants,
)
from kinkeeper.mission.people.queries import places_of_families, sexes_and_births

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Homes

PERSON = "people.person"
T = TypeVar("T")
Read = Callable[[Rows, tuple[Participant, ...]], T]


@dataclass(frozen=True)
class Crowd:
    """taking_part: their times. places: family -> where it lived. A room adds its own facts."""

    taking_part: tuple[Participant, ...] = ()
    sexes: Mapping[UUID, str] = field(default_factory=dict)
    births: Mapping[UUID, RoughDate] = field(default_factory=dict)
    places: Mapping[UUID, "Homes"] = field(default_factory=dict)

    def here(self, asked: Asked, *, since: date | None = None) -> dict[UUID, list[Participant]]:
        """Child -> its times within the period (from `since`, else its first day), in the places
        asked for."""
        known: dict[UUID, list[Participant]] = {}
        for one in self.taking_part:
            if one.within(since or asked.since, asked.on) and self._in(one, asked):
                known.setdefault(one.person, []).append(one)
        return known

    def _in(self, one: Participant, asked: Asked) -> bool:
        return asked.places is None or self.place_of(one, asked.on) in asked.places

    def place_of(self, one: Participant, day: date) -> UUID | None:
        """Where the family lives on a day, or where the child belongs."""
        homes = self.places.get(one.family) if one.family else None
        return homes.on(day) if homes else one.place

    def traits(self, days: Mapping[UUID, date], asked: Asked) -> dict[Ref, Traits]:
        """Sex, age on the day given, and the localities of the period."""
        if asked.bare:
            return {}
        here = self.here(asked)
        return {
            (PERSON, person): {
                SEX: frozenset({self.sexes.get(person) or NOT_RECORDED}),
                AGE: frozenset({band(age_band(self.births.get(person, UNKNOWN_DATE), day))}),
                PLACE: self._localities(here.get(person, ()), asked.on),
            }
            for person, day in days.items()
        }

    def _localities(self, times: Iterable[Participant], day: date) -> frozenset[str]:
        found = {str(place) for one in times if (place := self.place_of(one, day))}
        return frozenset(found or {NOT_RECORDED})


def crowd_of(rows: Rows, taking_part: tuple[Participant, ...]) -> Crowd:
    known = sexes_and_births(rows, {p.person for p in taking_part})
    families = frozenset(p.family for p in taking_part if p.family is not None)
    return Crowd(
        taking_part=taking_part,
        sexes={person: sex for person, (sex, _birth) in known.items()},
        births={person: birth for person, (_sex, birth) in known.items()},
        places=places_of_families(rows, families),
    )


def written_as(one: Mapping[UUID, UUID], taking_part: Iterable[Participant]) -> frozenset[UUID]:
    """The ids under which these children may be written: their own, and of doubles of theirs."""
    persons = frozenset(p.person for p in taking_part)
    return persons | {double for double, keeps in one.items() if keeps in persons}


def people(ids: Iterable[UUID]) -> frozenset[Ref]:
    return frozenset((PERSON, i) for i in ids)


def by_project(key: str, read: Read[T]) -> Callable[[Rows, UUID], T]:
    """What `read` makes of the children of a project, once a page."""

    def group(rows: Rows, project: UUID) -> T:
        return kept(rows, (key, project), lambda: read(rows, participants(rows, project)))

    return group


def by_care(key: str, read: Read[T]) -> Callable[[Rows, UUID], T]:
    """The same of the children in care, of whatever project."""

    def group(rows: Rows, _project: UUID) -> T:
        return kept(rows, f"{key}.in_care", lambda: read(rows, children_in_care(rows)))

    return group
