"""The village on a day: its houses, who sleeps in each, who is away, and how full it was."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count
from django.db.models.functions import Cast

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import reaches
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.places.models import Place
from kinkeeper.mission.care.models import (
    Capacity,
    Carer,
    House,
    Placement,
    SiblingMember,
    SosFamily,
    Stay,
    Village,
)
from kinkeeper.mission.care.queries.placements import on_day
from kinkeeper.mission.care.queries.villages import beds_on, carers_in, families_at, houses_of


@dataclass(frozen=True)
class Sleeper:
    """A child where it sleeps on a day. group: of its brothers and sisters."""

    stay: Stay
    group: UUID | None = None

    @property
    def guest(self) -> bool:
        """Does the child belong to another village?"""
        return bool(self.stay.village_id != self.stay.placement.village_id)


@dataclass
class Household:
    """A house on a day, with everybody in it."""

    house: House
    family: SosFamily | None
    beds: int
    carers: list[Carer] = field(default_factory=list)
    children: list[Sleeper] = field(default_factory=list)

    @property
    def guests(self) -> int:
        return sum(child.guest for child in self.children)

    @property
    def free(self) -> int:
        return max(0, self.beds - len(self.children))


@dataclass(frozen=True)
class Board:
    """The village on a day. hosted: with families or alone, outside its houses. away: belong to
    the village and sleep in another."""

    village: Village
    on: date
    households: tuple[Household, ...]
    hosted: tuple[Sleeper, ...]
    away: tuple[Sleeper, ...]

    @property
    def sleepers(self) -> list[Sleeper]:
        return [*(c for h in self.households for c in h.children), *self.hosted]

    @property
    def beds(self) -> int:
        return sum(h.beds for h in self.households)

    @property
    def free(self) -> int:
        return sum(h.free for h in self.households)

    @property
    def guests(self) -> int:
        return sum(child.guest for child in self.sleepers)

    @property
    def belonging(self) -> int:
        return len(self.sleepers) - self.guests + len(self.away)


SHOWN = (
    "placement", "village", "house", "family", "host", "form", "why", "placement__person",
    "placement__village", "placement__person__code", "placement__person__given_name",
    "placement__person__family_name", "placement__person__birth_date",
    "placement__person__birth_precision", "placement__person__place",
)  # fmt: skip
"""What a board shows of a child: hundreds of rows are read for a page."""


def board_of(village: Village, on: date, *, by: Account, purpose: str = CARE) -> Board | None:
    """None for a reader who does not reach the village. Nine statements, whatever its size."""
    if not reaches(by, Stay.about.read, village.place, purpose=purpose):
        return None
    rows = Stay.objects.filter(on_day(on)).select_related("placement__person").only(*SHOWN)
    here = list(rows.filter(village=village.pk))
    belong = rows.filter(on_day(on, "placement__"), placement__village=village.pk)
    away = list(belong.exclude(village=village.pk))
    _complete([*here, *away])
    groups = _groups([*here, *away])
    children = _in_order(Sleeper(s, groups.get(s.placement.person_id)) for s in here)
    households = _households(village, on, by=by, purpose=purpose)
    hosted = [child for child in children if not _put_to_bed(child, households)]
    ordered = _in_order(Sleeper(s, groups.get(s.placement.person_id)) for s in away)
    return Board(village, on, tuple(households.values()), tuple(hosted), tuple(ordered))


def _households(
    village: Village, on: date, *, by: Account, purpose: str
) -> dict[UUID | None, Household]:
    houses = houses_of(village, on)
    families, beds = families_at(village, on), beds_on((h.pk for h in houses), on)
    found: dict[UUID | None, Household] = {
        h.pk: Household(h, families.get(h.pk), beds.get(h.pk, 0)) for h in houses
    }
    house_of: dict[UUID | None, UUID] = {family.pk: pk for pk, family in families.items()}
    for carer in carers_in(village, on, by=by, purpose=purpose):
        at = carer.house_id or house_of.get(carer.family_id)
        if at in found:
            found[at].carers.append(carer)
    return found


def _complete(stays: list[Stay]) -> None:
    """Villages and places are few and children many: each is read once and shared."""
    ids = {s.village_id for s in stays} | {s.placement.village_id for s in stays}
    villages = Village.objects.select_related("place").in_bulk(list(ids))
    places = Place.objects.in_bulk(list({s.placement.person.place_id for s in stays}))
    for stay in stays:
        stay.village = villages[stay.village_id]
        stay.placement.village = villages[stay.placement.village_id]
        stay.placement.person.place = places[stay.placement.person.place_id]


def _put_to_bed(child: Sleeper, households: dict[UUID | None, Household]) -> bool:
    house = households.get(child.stay.house_id)
    if house:
        house.children.append(child)
    return house is not None


def _groups(stays: Iterable[Stay]) -> dict[UUID, UUID]:
    persons = [stay.placement.person_id for stay in stays]
    rows = SiblingMember.objects.filter(person__in=persons, until=None)
    return dict(rows.values_list("person_id", "group_id"))


def _in_order(children: Iterable[Sleeper]) -> list[Sleeper]:
    """The eldest first, brothers and sisters under each other."""
    found = sorted(children, key=_born)
    eldest: dict[UUID | None, tuple[date, str]] = {}
    for child in found:
        eldest.setdefault(child.group, _born(child))
    return sorted(
        found, key=lambda c: (eldest[c.group] if c.group else _born(c), str(c.group), _born(c))
    )


def _born(child: Sleeper) -> tuple[date, str]:
    person = child.stay.placement.person
    return person.birth_date or date.max, person.code


# --- over the years ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Fullness:
    """How many children slept in the village's houses on a day, and how many beds there were."""

    on: date
    taken: int
    beds: int


def fullness(village: Village, days: Iterable[date]) -> list[Fullness]:
    """For a reader who was let into the village. Two statements, whatever the number of days."""
    stays = Stay.objects.filter(village=village.pk).exclude(house=None).values_list(*ENDS)
    capacities = Capacity.objects.filter(house__village=village.pk).values_list(*ENDS, "beds")
    beds = _Steps(ends for *ends, many in capacities for _bed in range(many))
    taken = _Steps(stays)
    return [Fullness(day, taken.on(day), beds.on(day)) for day in days]


ENDS = (Cast("since", CharField()), Cast("until", CharField()))
"""Days as ISO text: they compare as days do, and thousands need not be made into dates."""


class _Steps:
    """How many of many periods hold on a day: those begun until then, less those ended."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        periods = list(rows)
        self._began = sorted(since for since, _until in periods)
        self._ended = sorted(until for _since, until in periods if until)

    def on(self, day: date) -> int:
        told = day.isoformat()
        return bisect_right(self._began, told) - bisect_right(self._ended, told)


def first_day_of(village: Village) -> date:
    """The first day on which a child slept there, or its opening."""
    first = Stay.objects.filter(village=village.pk).order_by("since").first()
    return min(first.since, village.opened_on) if first else village.opened_on


def counts_on(villages: Iterable[Village], on: date) -> dict[UUID, tuple[int, int, int]]:
    """Village -> how many children sleep there on a day, in a house of it, and belong there."""
    ids = [v.pk for v in villages]
    stays = Stay.objects.filter(on_day(on), village__in=ids).values("village")
    slept = stays.annotate(all=Count("pk"), housed=Count("house")).order_by()
    here = {row["village"]: (row["all"], row["housed"]) for row in slept}
    rows = Placement.objects.filter(on_day(on), village__in=ids).values("village")
    belong = dict(rows.annotate(n=Count("pk")).order_by().values_list("village", "n"))
    return {pk: (*here.get(pk, (0, 0)), belong.get(pk, 0)) for pk in ids}


def beds_in(villages: Iterable[Village], on: date) -> dict[UUID, int]:
    """Village -> beds in its houses on a day."""
    rows = Capacity.objects.filter(on_day(on), house__village__in=[v.pk for v in villages])
    found: dict[UUID, int] = {}
    for pk, beds in rows.values_list("house__village_id", "beds"):
        found[pk] = found.get(pk, 0) + beds
    return found
