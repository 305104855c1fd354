"""Facilities, whether they are open on a day, school years and classes."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.places.queries import below
from kinkeeper.mission.education.levels import ORDER
from kinkeeper.mission.education.models import (
    Facility,
    FacilityState,
    SchoolClass,
    SchoolYear,
    ServiceState,
)

SHUT = frozenset({ServiceState.CLOSED.value, ServiceState.DAMAGED.value})


def facilities(by: Account) -> QuerySet[Facility]:
    return visible(Facility, by=by).select_related("place").order_by("place__name", "name", "pk")


def facility(pk: UUID, *, by: Account) -> Facility | None:
    return visible(Facility, by=by).select_related("place").filter(pk=pk).first()


def states_of(found: Facility) -> list[FacilityState]:
    """The present state first."""
    return list(FacilityState.objects.filter(facility=found).order_by("-since", "-pk"))


def states_at(place: Place, *, by: Account) -> list[FacilityState]:
    """Of every facility there and below that the reader may meet: what holds, then what was, the
    newest first."""
    rows = visible(FacilityState, by=by).filter(facility__place__in=below(place))
    return sorted(
        rows.select_related("facility"),
        key=lambda s: (s.until is not None, s.facility.name, -s.since.toordinal()),
    )


def states_on(ids: Iterable[UUID], day: date) -> dict[UUID, FacilityState]:
    rows = FacilityState.objects.filter(
        Q(until=None) | Q(until__gt=day), facility__in=list(ids), since__lte=day
    )
    return {row.facility_id: row for row in rows.order_by("since")}


def state_on(found: Facility, day: date) -> FacilityState | None:
    return states_on([found.pk], day).get(found.pk)


def is_open(found: Facility, day: date) -> bool:
    """Nothing recorded counts as open."""
    state = state_on(found, day)
    return state is None or state.state not in SHUT


def years() -> list[SchoolYear]:
    """Configuration, the same for everybody; the latest first."""
    return list(SchoolYear.objects.order_by("-since"))


def year_on(day: date) -> SchoolYear | None:
    """The school year of a day; in the holidays the one that ended last."""
    return SchoolYear.objects.filter(since__lte=day).order_by("-since").first()


def class_by_id(pk: UUID, *, by: Account) -> SchoolClass | None:
    rows = visible(SchoolClass, by=by).select_related("facility__place", "year", "teacher")
    return rows.filter(pk=pk).first()


def classes_of(found: Facility, year: SchoolYear) -> list[SchoolClass]:
    """In the order of the levels, with how many pupils each has now (`pupils`)."""
    rows = SchoolClass.objects.filter(facility=found, year=year).select_related("teacher")
    return _in_order(rows)


def classes_on(day: date, *, by: Account) -> list[SchoolClass]:
    """Every class of the reader's scope in the school year of that day."""
    rows = visible(SchoolClass, by=by).filter(year__since__lte=day, year__until__gte=day)
    return _in_order(rows.select_related("facility__place", "year"))


def _in_order(rows: QuerySet[SchoolClass]) -> list[SchoolClass]:
    inside = Q(enrolments__until=None, enrolments__since__isnull=False)
    found = rows.annotate(pupils=Count("enrolments", filter=inside))
    return sorted(found, key=lambda c: (str(c.facility_id), ORDER[c.level], c.name))
