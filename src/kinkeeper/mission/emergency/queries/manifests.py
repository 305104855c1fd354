"""The list by household and its convoys."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.mission.emergency.models import Convoy, Leg, Line, Manifest, Movement
from kinkeeper.mission.emergency.process import (
    RETURN_FROZEN,
    RETURN_ORDERED,
    RETURNED,
    RETURNING,
)
from kinkeeper.mission.emergency.rules import seal

HOMEWARD = frozenset({RETURN_ORDERED, RETURN_FROZEN, RETURNING, RETURNED})
ROLES = {role: place for place, role in enumerate(
    ("mother", "aunt", "counsellor", "educator", "child", "staff", "other")
)}  # fmt: skip


@dataclass(frozen=True)
class Household:
    """People who stay together. convoys: the names of those they travel in."""

    name: str
    lines: tuple[Line, ...]

    @property
    def going(self) -> int:
        return sum(line.goes for line in self.lines)

    @property
    def convoys(self) -> list[Convoy]:
        found = {line.convoy_id: line.convoy for line in self.lines if line.goes and line.convoy}
        return list(found.values())

    @property
    def convoy(self) -> Convoy | None:
        """The one in which all of them travel."""
        return self.convoys[0] if len(self.convoys) == 1 else None


def leg_in(state: str) -> str:
    """The way that is being prepared or made in a state."""
    return Leg.BACK if state in HOMEWARD else Leg.OUT


def manifest(pk: UUID, *, by: Account) -> Manifest | None:
    rows = visible(Manifest, by=by).filter(pk=pk)
    return rows.select_related("movement__village__place", "frozen_by").first()


def manifest_of(movement: Movement, leg: str) -> Manifest | None:
    rows = Manifest.objects.filter(movement=movement.pk, leg=leg)
    return rows.select_related("movement__village__place", "frozen_by").first()


def manifests_of(movement: Movement) -> list[Manifest]:
    rows = Manifest.objects.filter(movement=movement.pk)
    return sorted(rows.select_related("movement__village"), key=lambda m: m.leg != Leg.OUT)


def lines_of(manifest: Manifest, *, person: UUID | None = None) -> list[Line]:
    """The names of the list: by number once it is frozen, by household before; or one alone."""
    rows = Line.objects.filter(manifest=manifest.pk, taken_off_on=None)
    if person:
        rows = rows.filter(person=person)
    found = list(rows.select_related("person", "placement", "convoy__destination"))
    for line in found:
        line.manifest = manifest
    return sorted(found, key=lambda line: (line.number or 1_000_000, *in_order(line)))


def in_order(line: Line) -> tuple[str, int, str]:
    """Households together, the mother first, then the children by name."""
    return (line.household.casefold(), ROLES[line.role], line.name.casefold())


def lines_among(manifest: Manifest, ids: Iterable[UUID]) -> dict[UUID, Line]:
    """Those of the names that stand on the list, by id."""
    rows = Line.objects.filter(manifest=manifest.pk, taken_off_on=None, pk__in=list(ids))
    return {line.pk: line for line in rows.select_related("person", "placement")}


def households(lines: Iterable[Line]) -> list[Household]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.household, []).append(line)
    return [Household(name, tuple(members)) for name, members in found.items()]


def line(pk: UUID, *, by: Account) -> Line | None:
    rows = visible(Line, by=by).filter(pk=pk, taken_off_on=None)
    return rows.select_related(
        "manifest__movement__village__place", "person", "convoy", "placement"
    ).first()  # fmt: skip


def convoys_of(manifest: Manifest) -> list[Convoy]:
    rows = Convoy.objects.filter(manifest=manifest.pk)
    return list(rows.select_related("destination__place").order_by("name"))


def sealed_rows(lines: Iterable[Line]) -> list[tuple[str, ...]]:
    """What the seal of a list stands for: the names as they were frozen, not who came later."""
    return [
        (str(line.number), line.name, line.household, line.role, str(line.goes),
         str(line.convoy_id or ""))
        for line in lines if line.added_on is None
    ]  # fmt: skip


def is_intact(manifest: Manifest, lines: Iterable[Line]) -> bool:
    """Whether the list still is what was frozen."""
    return seal(sealed_rows(lines)) == manifest.seal
