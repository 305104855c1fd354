"""Records of people written twice: who is kept for whom. Nothing here decides anything."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.records.queries import Rows
from kinkeeper.mission.people.models import SamePerson
from kinkeeper.mission.people.twice.process import SUSPECTED, TWICE


def ones(rows: Rows) -> dict[UUID, UUID]:
    """For each double the person who is kept, for figures: each human being counts once."""
    found = rows.of(SamePerson, "double_id", "kept_id", "since", "until")
    return {double: kept for double, kept, since, until in found if since and until is None}


def united() -> QuerySet[SamePerson]:
    rows = SamePerson.objects.filter(since__isnull=False, until=None)
    return rows.select_related("double__place", "kept__place").order_by("since", "pk")


@dataclass(frozen=True)
class Pairs:
    """Pairs in which one person stands. doubles: the records shown within this one; kept: within
    whom it is shown itself; suspicions: what waits for somebody's decision."""

    doubles: list[SamePerson]
    kept: SamePerson | None
    suspicions: list[SamePerson]


def pairs_of(person: UUID) -> Pairs:
    """One query."""
    waiting = _waiting().filter(subject=OuterRef("pk"))
    rows = list(
        SamePerson.objects.filter(Q(double=person) | Q(kept=person))
        .annotate(waits=Exists(waiting))
        .select_related("double__place", "kept__place")
        .order_by("since", "pk")
    )
    united = [row for row in rows if row.since and row.until is None]
    return Pairs(
        [row for row in united if row.kept_id == person],
        next((row for row in united if row.double_id == person), None),
        [row for row in rows if row.since is None and row.waits],
    )


def kept_for(persons: Iterable[UUID]) -> dict[UUID, SamePerson]:
    """For each of these that is a double, within whom it is shown. One query."""
    return {same.double_id: same for same in united().filter(double__in=set(persons))}


def open_suspicions(persons: Iterable[UUID]) -> list[SamePerson]:
    """Pairs about these people that wait for somebody's decision."""
    ids = set(persons)
    rows = SamePerson.objects.filter(Q(double__in=ids) | Q(kept__in=ids), since=None)
    return list(rows.filter(pk__in=_waiting().values("subject")))


def _waiting() -> QuerySet[Stage]:
    return Stage.objects.filter(process=TWICE.name, state=SUSPECTED, until=None)


def same_person(pk: UUID, *, by: Account, purpose: str = CARE) -> SamePerson | None:
    rows = visible(SamePerson, by=by, purpose=purpose)
    return rows.select_related("double__place", "kept__place").filter(pk=pk).first()
