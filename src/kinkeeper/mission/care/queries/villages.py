"""Villages, houses, SOS families and who looks after them, on any day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import reaches, visible
from kinkeeper.ground.access.roles import CARE
from kinkeeper.mission.care.models import (
    Capacity,
    Carer,
    FamilyHome,
    House,
    SosFamily,
    Stay,
    Training,
    Village,
)
from kinkeeper.mission.care.queries.placements import on_day
from kinkeeper.mission.care.rules import Period, most_at_once


@dataclass(frozen=True)
class HouseRoom:
    """A house on a day: the SOS family in it, children taken in, places left (never below 0)."""

    house: House
    family: SosFamily | None
    beds: int
    taken: int

    @property
    def free(self) -> int:
        return max(0, self.beds - self.taken)

    @property
    def over(self) -> int:
        """Children beyond the capacity: an evacuation may crowd a house."""
        return max(0, self.taken - self.beds)


def villages(*, by: Account, purpose: str = CARE) -> list[Village]:
    rows = visible(Village, by=by, purpose=purpose).select_related("place")
    return list(rows.order_by("opened_on", "name"))


def open_villages() -> list[Village]:
    """Every village that is not closed, for choosing one: its name and place are public (L0)."""
    rows = Village.objects.filter(closed_on=None).select_related("place")
    return list(rows.order_by("opened_on", "name"))


def village(pk: UUID, *, by: Account, purpose: str = CARE) -> Village | None:
    rows = visible(Village, by=by, purpose=purpose).filter(pk=pk)
    return rows.select_related("place").first()


def village_called(name: str) -> Village | None:
    return Village.objects.filter(name=name).select_related("place").first()


def house(pk: UUID, *, by: Account, purpose: str = CARE) -> House | None:
    rows = visible(House, by=by, purpose=purpose).filter(pk=pk)
    return rows.select_related("village__place").first()


def family(pk: UUID, *, by: Account, purpose: str = CARE) -> SosFamily | None:
    rows = visible(SosFamily, by=by, purpose=purpose).filter(pk=pk)
    return rows.select_related("village__place").first()


def carer(pk: UUID, *, by: Account, purpose: str = CARE) -> Carer | None:
    rows = visible(Carer, by=by, purpose=purpose).filter(pk=pk)
    return rows.select_related("person", "village__place", "family", "house").first()


def houses_of(village: Village, on: date) -> list[House]:
    """The houses in use on a day, by form and name."""
    rows = House.objects.filter(on_day(on), village=village.pk)
    return sorted(rows, key=lambda h: (h.form != "sos_house", h.form, natural(h.name)))


def natural(name: str) -> list[tuple[int, int, str]]:
    """House 2 before house 10."""
    words = name.casefold().split()
    return [(0, int(w), "") if w.isdecimal() else (1, 0, w) for w in words]


def families_at(village: Village, on: date) -> dict[UUID, SosFamily]:
    """House -> the SOS family that lives in it on a day."""
    rows = FamilyHome.objects.filter(on_day(on), house__village=village.pk)
    return {home.house_id: home.family for home in rows.select_related("family")}


def house_of(family: SosFamily, on: date) -> House | None:
    rows = FamilyHome.objects.filter(on_day(on), family=family.pk).select_related("house__village")
    home = rows.first()
    return home.house if home else None


def homes_of(family: SosFamily) -> list[FamilyHome]:
    """Where the family lived, oldest first."""
    rows = FamilyHome.objects.filter(family=family.pk).select_related("house__village")
    return list(rows.order_by("since", "pk"))


def beds_on(houses: Iterable[UUID], day: date) -> dict[UUID, int]:
    rows = Capacity.objects.filter(on_day(day), house__in=list(houses))
    return dict(rows.values_list("house_id", "beds"))


def beds_of(house: House, on: date) -> int:
    return beds_on([house.pk], on).get(house.pk, 0)


def most_taken(house: House, during: Period, *, but: Iterable[UUID] = ()) -> int:
    """The largest number of children on one day, without the placements named in `but`."""
    rows = Stay.objects.filter(house=house.pk).exclude(placement__in=list(but))
    periods = (Period(since, until) for since, until in rows.values_list("since", "until"))
    return most_at_once(periods, during=during)


def houses_with_room(village: Village, on: date, *, by: Account) -> list[HouseRoom]:
    """The houses of the village that have a place left on a day."""
    return [room for room in rooms_of(village, on, by=by) if room.free]


def rooms_of(village: Village, on: date, *, by: Account, purpose: str = CARE) -> list[HouseRoom]:
    """Every house in use on a day, with who is in it by number."""
    if not reaches(by, House.about.read, village.place, purpose=purpose):
        return []
    houses = houses_of(village, on)
    families, beds = families_at(village, on), beds_on((h.pk for h in houses), on)
    taken: dict[UUID, int] = {}
    ids = [h.pk for h in houses]
    for pk in Stay.objects.filter(on_day(on), house__in=ids).values_list("house_id", flat=True):
        taken[pk] = taken.get(pk, 0) + 1
    return [HouseRoom(h, families.get(h.pk), beds.get(h.pk, 0), taken.get(h.pk, 0)) for h in houses]


def carers_in(village: Village, on: date, *, by: Account, purpose: str = CARE) -> list[Carer]:
    """Mothers first, then aunts and counsellors, who work in the village on a day."""
    if not reaches(by, Carer.about.read, village.place, purpose=purpose):
        return []
    rows = Carer.objects.filter(on_day(on), village=village.pk)
    found = rows.select_related("person__place", "family", "house").order_by("since", "pk")
    return sorted(found, key=lambda c: c.role != "mother")


def carers_of(family: SosFamily) -> list[Carer]:
    """Everybody who ever looked after the family, oldest first."""
    rows = Carer.objects.filter(family=family.pk).select_related("person__place")
    return list(rows.order_by("since", "pk"))


def trainings_of(persons: Iterable[UUID]) -> dict[UUID, list[Training]]:
    found: dict[UUID, list[Training]] = {}
    for row in Training.objects.filter(person__in=list(persons)).order_by("-held_on", "pk"):
        found.setdefault(row.person_id, []).append(row)
    return found


def capacities_of(house: House) -> list[Capacity]:
    """How many children the house could hold, oldest first."""
    return list(Capacity.objects.filter(house=house.pk).order_by("since", "pk"))


def families_in(house: House) -> list[FamilyHome]:
    """The SOS families that lived in the house, oldest first."""
    rows = FamilyHome.objects.filter(house=house.pk).select_related("family")
    return list(rows.order_by("since", "pk"))


def children_of(family: SosFamily) -> list[Stay]:
    """Every stay with the family, by the day the child came; one child may have several."""
    rows = Stay.objects.filter(family=family.pk)
    found = rows.select_related("placement__person__place", "placement__village", "village")
    return list(found.order_by("since", "pk"))
