"""Rows of families and people for tables that leave: in the scope of whoever asks, bounded."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import highest_class, visible
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.places.queries import below as places_below
from kinkeeper.mission.people.models import Family, Membership, Person

R = TypeVar("R", Family, Person)
PORTION = 900  # under SQLite's limit on parameters


@dataclass(frozen=True)
class FamilyRow:
    """A family and how many live in it now."""

    family: Family
    members: int
    caregivers: int


@dataclass(frozen=True)
class PersonRow:
    """A person and the membership of her or his present family, if there is one."""

    person: Person
    home: Membership | None


def family_rows(*, by: Account, purpose: str, below: Place | None, most: int) -> list[FamilyRow]:
    """At most `most` families of the account's scope, sorted as the account may know them."""
    rows = _within(visible(Family, by=by, purpose=purpose), below).select_related("place")
    found = list(rows.order_by(_order(by, purpose), "pk")[:most])
    counts = _counts([family.pk for family in found])
    return [FamilyRow(family, *counts.get(family.pk, (0, 0))) for family in found]


def person_rows(*, by: Account, purpose: str, below: Place | None, most: int) -> list[PersonRow]:
    """At most `most` people of the account's scope."""
    rows = _within(visible(Person, by=by, purpose=purpose), below).select_related("place")
    found = list(rows.order_by(_order(by, purpose), "pk")[:most])
    homes = _homes([person.pk for person in found], visible(Membership, by=by, purpose=purpose))
    return [PersonRow(person, homes.get(person.pk)) for person in found]


def _order(by: Account, purpose: str) -> str:
    """An order by name would tell something of names to those who may not meet them."""
    return "search_key" if highest_class(by, purpose) >= 2 else "code"


def _within(rows: QuerySet[R], below: Place | None) -> QuerySet[R]:
    return rows if below is None else rows.filter(place__in=places_below(below))


def _counts(families: list[UUID]) -> dict[UUID, tuple[int, int]]:
    found: dict[UUID, tuple[int, int]] = {}
    for part in _portions(families):
        rows = Membership.objects.filter(family__in=part, until=None).values("family")
        counted = rows.annotate(all=Count("pk"), adults=Count("pk", filter=Q(caregiver=True)))
        found |= {family: (n, m) for family, n, m in counted.values_list("family", "all", "adults")}
    return found


def _homes(people: list[UUID], rows: QuerySet[Membership]) -> dict[UUID, Membership]:
    """The present family of each, only where the reader may meet it too."""
    found: dict[UUID, Membership] = {}
    for part in _portions(people):
        now = rows.filter(person__in=part, until=None).select_related("family")
        found |= {m.person_id: m for m in now.order_by("since", "pk")}
    return found


def _portions(ids: list[UUID]) -> Iterator[Iterable[UUID]]:
    return (ids[start : start + PORTION] for start in range(0, len(ids), PORTION))
