"""Structures and what is recorded of them. Rows of one structure are read for who may meet it."""

from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.places.queries import below
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.records.models import Attachment
from kinkeeper.mission.community.models import (
    Capacity,
    Gathering,
    Member,
    Membership,
    Norm,
    Paper,
    Structure,
)
from kinkeeper.mission.community.models.organisations import Priority
from kinkeeper.mission.community.models.structures import Role
from kinkeeper.mission.community.norms import DEFAULTS

Projects = Callable[[Account, date], Iterable[tuple[UUID, str]]]
_PROJECTS: list[Projects] = []


def offer_projects(source: Projects) -> None:
    """The projects room says which projects run on a day, for those who record a structure."""
    _PROJECTS.append(source)


def projects_for(by: Account, day: date) -> list[tuple[UUID, str]]:
    return [project for source in _PROJECTS for project in source(by, day)]


def structure(pk: UUID, *, by: Account, purpose: str = CARE) -> Structure | None:
    rows = visible(Structure, by=by, purpose=purpose).select_related("place", "carried_by")
    return rows.filter(pk=pk).first()


def structures(
    *, by: Account, sort: str = "", place: Place | None = None, open_only: bool = True
) -> QuerySet[Structure]:
    """In the order of the alphabet, in one place with all below."""
    rows = visible(Structure, by=by).select_related("place")
    if sort:
        rows = rows.filter(sort=sort)
    if place is not None:
        rows = rows.filter(place__in=below(place))
    if open_only:
        rows = rows.filter(until=None)
    return rows.order_by("name", "pk")


def numbers_by_sort(*, by: Account) -> dict[str, int]:
    """How many structures of each sort there are today."""
    rows = visible(Structure, by=by).filter(until=None).order_by()
    return dict(rows.values_list("sort").annotate(Count("pk")))


def structures_by_ids(ids: Iterable[UUID]) -> dict[UUID, Structure]:
    """Whoever shows them has asked `access` for their stages."""
    rows = Structure.objects.filter(pk__in=list(ids)).select_related("place")
    return {row.pk: row for row in rows}


def states_of(ids: Iterable[UUID]) -> dict[UUID, Stage]:
    """The open stage of each structure."""
    rows = Stage.objects.filter(subject__in=list(ids), until=None)
    return {row.subject: row for row in rows if row.process.startswith("community.")}


def last_counts(ids: Iterable[UUID]) -> dict[UUID, Membership]:
    """The newest count of members of each structure."""
    rows = Membership.objects.filter(structure__in=list(ids)).order_by("counted_on", "pk")
    return {row.structure_id: row for row in rows}


def papers_of(of: Structure) -> list[Paper]:
    return list(of.papers.order_by("-dated_on", "-pk"))


def scans_of(papers: Iterable[Paper], *, by: Account) -> dict[UUID, Attachment]:
    """The scan of each paper that the reader may open."""
    rows = visible(Attachment, by=by).filter(subject__in=[paper.pk for paper in papers])
    return {row.subject: row for row in rows.order_by("pk")}


def paper_in_force(of: Structure, kind: str, day: date) -> Paper | None:
    """The newest paper of a kind that is valid on the day."""
    rows = of.papers.filter(kind=kind, dated_on__lte=day).order_by("-dated_on", "-pk")
    return next((p for p in rows if p.until is None or p.until >= day), None)


def members_of(of: Structure, day: date) -> list[Member]:
    rows = of.members.select_related("person").filter(since__lte=day)
    held = [row for row in rows if row.until is None or day < row.until]
    order = list(Role.values)
    return sorted(held, key=lambda row: (order.index(row.role), row.since, str(row.pk)))


def member(pk: UUID, *, by: Account) -> Member | None:
    rows = visible(Member, by=by).select_related("structure", "person")
    return rows.filter(pk=pk).first()


def capacities_of(of: Structure) -> list[Capacity]:
    """Oldest first; those recorded in error are left out."""
    return list(of.capacities.filter(mistaken=False).order_by("held_on", "pk"))


def capacity(pk: UUID, *, by: Account) -> Capacity | None:
    rows = visible(Capacity, by=by).select_related("structure__place")
    return rows.filter(pk=pk).first()


def priorities_of(of: Structure) -> list[Priority]:
    """Those of the last assessment first, by their day."""
    rows = of.priorities.select_related("capacity")
    return sorted(rows, key=lambda row: (row.by_day, str(row.pk)))


def priority(pk: UUID, *, by: Account) -> Priority | None:
    rows = visible(Priority, by=by).select_related("structure__place")
    return rows.filter(pk=pk).first()


def gatherings_of(of: Structure) -> QuerySet[Gathering]:
    """Newest first."""
    return of.gatherings.select_related("place").order_by("-held_on", "-pk")


def gatherings(*, by: Account) -> QuerySet[Gathering]:
    """All that the reader may meet, newest first."""
    rows = visible(Gathering, by=by).select_related("place", "structure")
    return rows.order_by("-held_on", "-pk")


def gathering(pk: UUID, *, by: Account) -> Gathering | None:
    return gatherings(by=by).filter(pk=pk).first()


def norms() -> dict[str, int]:
    """Every threshold: the office's own, else the default."""
    return DEFAULTS | dict(Norm.objects.values_list("key", "value"))


def own_norms() -> dict[str, Norm]:
    return {norm.key: norm for norm in Norm.objects.all()}
