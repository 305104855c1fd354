"""Who is in a class on a day, and a child's way through school."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import reaches, visible
from kinkeeper.mission.education.models import Enrolment, Papers, SchoolClass
from kinkeeper.mission.education.models.facilities import READ
from kinkeeper.mission.education.process import HEARD

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

CLASS = "school_class__facility__place", "school_class__year"


def enrolment(pk: UUID, *, by: Account, purpose: str = "care") -> Enrolment | None:
    rows = visible(Enrolment, by=by, purpose=purpose).select_related("person__place", *CLASS)
    return rows.filter(pk=pk).first()


def enrolments_by_ids(ids: Iterable[UUID]) -> dict[UUID, Enrolment]:
    rows = Enrolment.objects.select_related("person__place", *CLASS)
    return {row.pk: row for row in rows.filter(pk__in=list(ids))}


def pupils_on(school_class: SchoolClass, day: date) -> list[Enrolment]:
    """Everybody in the class on that day, by the name on its list."""
    rows = Enrolment.objects.filter(
        Q(until=None) | Q(until__gt=day), school_class=school_class, since__lte=day
    )
    return _listed(rows)


def pupils_of(school_class: SchoolClass) -> list[Enrolment]:
    """Everybody who sat in the class during the year, those who left too."""
    return _listed(Enrolment.objects.filter(school_class=school_class).exclude(since=None))


def _listed(rows: QuerySet[Enrolment]) -> list[Enrolment]:
    return sorted(rows.select_related("person"), key=lambda e: (e.called.casefold(), str(e.pk)))


def places_taken(school_class: SchoolClass) -> int:
    return Enrolment.objects.filter(school_class=school_class, until=None).count()


def counts_of(ids: Iterable[UUID]) -> dict[UUID, int]:
    """Pupils now, by facility."""
    rows = Enrolment.objects.filter(
        until=None, since__isnull=False, school_class__facility__in=list(ids)
    )
    counted = rows.values(at=F("school_class__facility")).annotate(n=Count("pk"))
    return dict(counted.values_list("at", "n"))


def school_way(person: UUID) -> list[Enrolment]:
    """Every class a child sat in, latest first: for whoever may meet the child's own file."""
    rows = Enrolment.objects.filter(person=person).select_related(*CLASS)
    return sorted(rows, key=lambda e: (e.since or e.asked_on, str(e.pk)), reverse=True)


def reads_school_of(person: "Person", *, by: Account) -> bool:
    """Where the child lives, not where its school stands: its own people follow it anywhere."""
    return reaches(by, READ, person.place)


def levels_before(person: UUID, year: str) -> list[tuple[str, str]]:
    """(school year, level) of the years before a year, those that were only asked for left out."""
    rows = Enrolment.objects.filter(person=person, daycare=False).exclude(since=None)
    rows = rows.filter(school_class__year__name__lt=year)
    return list(rows.values_list("school_class__year__name", "school_class__level"))


def evidence(found: Enrolment) -> frozenset[str]:
    return frozenset({HEARD.code}) if found.heard_on else frozenset()


def papers_due(by: Account, until: date) -> QuerySet[Enrolment]:
    """Enrolled on declaration, the papers still to follow by that day."""
    rows = visible(Enrolment, by=by).filter(
        papers=Papers.TO_FOLLOW, papers_by__lt=until, until=None
    )
    return rows.select_related("person__place", *CLASS).order_by("papers_by", "pk")
