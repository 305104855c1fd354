"""Who is in care, where the child belongs and where it sleeps, on any day."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import reaches, visible
from kinkeeper.ground.access.roles import CARE
from kinkeeper.mission.care.models import AuthorityDocument, Placement, Stay, Village

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person


def on_day(day: date, prefix: str = "") -> Q:
    """Rows that hold on a day, by their own period or that of a related row."""
    since, until = f"{prefix}since", f"{prefix}until"
    return Q(**{f"{since}__lte": day}) & (Q(**{until: None}) | Q(**{f"{until}__gt": day}))


def placement(pk: UUID, *, by: Account, purpose: str = CARE) -> Placement | None:
    rows = visible(Placement, by=by, purpose=purpose).filter(pk=pk)
    return rows.select_related("person__place", "village__place").first()


def placements_of(person: "Person", *, by: Account, purpose: str = CARE) -> list[Placement]:
    """Every time in care that the reader may meet, oldest first.

    A relocated child's placement is met by the village where it sleeps as well.
    """
    here = visible(Stay, by=by, purpose=purpose).filter(placement__person=person.pk)
    mine = visible(Placement, by=by, purpose=purpose).filter(person=person.pk)
    rows = Placement.objects.filter(
        Q(pk__in=here.values("placement")) | Q(pk__in=mine.values("pk"))
    )
    return list(rows.select_related("village").order_by("since", "pk"))


def placement_of(person: "Person", on: date | None = None) -> Placement | None:
    """The open placement, or the one that held on a day. For rooms that checked the scope."""
    rows = Placement.objects.filter(person=person.pk).select_related("village__place")
    held = rows.filter(on_day(on)) if on else rows.filter(until=None)
    return held.order_by("since").last()


def stays_of(placement: Placement) -> list[Stay]:
    """Where the child of this placement slept, oldest first."""
    rows = Stay.objects.filter(placement=placement.pk)
    return list(rows.select_related("village", "house", "family").order_by("since", "pk"))


def stays_of_many(placements: Iterable[UUID]) -> dict[UUID, list[Stay]]:
    """As `stays_of` for several placements. One query."""
    rows = Stay.objects.filter(placement__in=list(placements))
    found: dict[UUID, list[Stay]] = {}
    for stay in rows.select_related("village", "house", "family").order_by("since", "pk"):
        found.setdefault(stay.placement_id, []).append(stay)
    return found


def stay_of(placement: Placement, on: date | None = None) -> Stay | None:
    """The open stay, or the one that held on a day."""
    rows = Stay.objects.filter(placement=placement.pk)
    held = rows.filter(on_day(on)) if on else rows.filter(until=None)
    return held.select_related("village__place", "house", "family").order_by("since").last()


def placements_in(village: Village, on: date, *, by: Account) -> list[Placement]:
    """Who belongs to the village on a day, wherever the child sleeps."""
    rows = visible(Placement, by=by).filter(on_day(on), village=village.pk)
    return list(rows.select_related("person", "village").order_by("since", "pk"))


def staying_in(village: Village, on: date, *, by: Account, purpose: str = CARE) -> list[Stay]:
    """Who sleeps in the village on a day, guests too. Nobody for a reader out of scope."""
    if not reaches(by, Stay.about.read, village.place, purpose=purpose):
        return []
    return list(stays_on(on).filter(village=village.pk))


def stays_on(day: date) -> QuerySet[Stay]:
    rows = Stay.objects.filter(on_day(day))
    return rows.select_related(
        "placement__person__place", "placement__village__place", "village__place", "house", "family"
    )  # fmt: skip


def documents_of(placement: Placement) -> list[AuthorityDocument]:
    """The authority's documents, the newest first."""
    return list(placement.documents.order_by("-issued_on", "-pk"))


def documents_of_many(placements: Iterable[UUID]) -> dict[UUID, list[AuthorityDocument]]:
    """As `documents_of` for several placements. One query."""
    rows = AuthorityDocument.objects.filter(placement__in=list(placements))
    found: dict[UUID, list[AuthorityDocument]] = {}
    for paper in rows.order_by("-issued_on", "-pk"):
        found.setdefault(paper.placement_id, []).append(paper)
    return found


def document_of(placement: Placement, on: date) -> AuthorityDocument | None:
    """A document that is valid on a day: issued, and not expired."""
    rows = placement.documents.filter(issued_on__lte=on)
    valid = rows.filter(Q(expires_on=None) | Q(expires_on__gte=on))
    return valid.order_by("issued_on", "pk").last()
