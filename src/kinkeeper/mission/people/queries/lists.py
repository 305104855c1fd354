"""The lists of families and of people: a page at a time, without counting everything."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import scope_for, within
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.places.models import Level, Place
from kinkeeper.ground.places.queries import below
from kinkeeper.ground.records.models import Change, Record
from kinkeeper.mission.people.models import Family, Membership, Person
from kinkeeper.mission.people.queries.reader import Reader

R = TypeVar("R", bound=Record)
PAGE = 50
MOST_PLACES = 400


@dataclass(frozen=True)
class Page(Generic[R]):
    """One page and whether another follows; the whole is never counted."""

    rows: list[R]
    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def previous_number(self) -> int:
        return self.number - 1

    @property
    def next_number(self) -> int:
        return self.number + 1

    @property
    def has_other_pages(self) -> bool:
        return self.has_next or self.has_previous


def families(reader: Reader, *, place: Place | None = None, page: int = 1) -> Page[Family]:
    """Families in alphabetical order; by code for those who may not meet names."""
    rows = _in_place(reader.rows(Family), place)
    return _page(rows, ["name"] if reader.names else ["code"], page, shown=counted)


def persons(reader: Reader, *, place: Place | None = None, page: int = 1) -> Page[Person]:
    """People by family name, then given name; by code for those who may not meet names."""
    rows = _in_place(reader.rows(Person), place)
    return _page(rows, ["family_name", "given_name"] if reader.names else ["code"], page)


def counted(rows: QuerySet[Any], family: str = "pk") -> QuerySet[Any]:
    """The same rows, each with the number of present members of its family as `members_now`."""
    held = Membership.objects.filter(family=OuterRef(family), until=None).order_by()
    number = held.values("family").annotate(number=Count("pk")).values("number")
    found: QuerySet[Any] = rows.annotate(members_now=Coalesce(Subquery(number), 0))
    return found


def as_they_are(rows: QuerySet[R]) -> QuerySet[R]:
    return rows


def last_written(records: Iterable[Record]) -> dict[UUID, datetime]:
    """When each record was last changed here. One query, from the ledger's index."""
    rows = Change.objects.filter(record__in=[r.pk for r in records]).values("record")
    return dict(rows.annotate(last=Max("recorded_at")).values_list("record", "last"))


def families_now(persons: Iterable[Person]) -> dict[UUID, Membership]:
    """The present family of each person. One query."""
    ids = [p.pk for p in persons]
    rows = Membership.objects.filter(person__in=ids, until=None).select_related("family__place")
    return {m.person_id: m for m in rows.order_by("since", "pk")}


def places_to_choose(by: Account, capability: str, purpose: str = CARE) -> list[Place]:
    """Places where this account holds the capability, along the tree, today's units only.

    Where the tree is too long for a list of choices, without villages and quarters.
    """
    rows = within(Place.objects.filter(until=None), scope_for(by, capability, purpose), by=by)
    rows = rows.exclude(level=Level.COUNTRY).order_by("path")
    found = list(rows[: MOST_PLACES + 1])
    if len(found) > MOST_PLACES:
        found = list(rows.exclude(level=Level.VILLAGE)[:MOST_PLACES])
    return found


def _in_place(rows: QuerySet[R], place: Place | None) -> QuerySet[R]:
    return rows if place is None else rows.filter(place__in=below(place))


def _page(
    rows: QuerySet[R], order: list[str], number: int,
    *, shown: Callable[[QuerySet[R]], QuerySet[R]] = as_they_are,
) -> Page[R]:  # fmt: skip
    """The ids of the page are found first, from an index that holds the order and the place;
    only their rows are read whole, as they are `shown`."""
    number = max(number, 1)
    start = (number - 1) * PAGE
    ids = rows.order_by(*order, "pk").values("pk")[start : start + PAGE + 1]
    whole = rows.model._default_manager.filter(pk__in=ids).select_related("place")
    found = list(shown(whole).order_by(*order, "pk"))
    return Page(found[:PAGE], number, len(found) > PAGE)
