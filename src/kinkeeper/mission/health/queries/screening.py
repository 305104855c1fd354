"""Children of the age of screening, within the reader's scope."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.places.queries import below
from kinkeeper.mission.health.growth.ages import DAYS_OF_MONTH
from kinkeeper.mission.health.models import Measurement, NutritionCase
from kinkeeper.mission.health.rules import FIVE_YEARS, SIX_MONTHS
from kinkeeper.mission.people.queries import Person, reader_of


@dataclass(frozen=True, slots=True)
class Screened:
    """How many children of 6-59 months there are, and how many were measured this month."""

    children: int
    this_month: int


def born_between(first: int, last: int, day: date) -> tuple[date, date]:
    """Births (earliest, latest) of who is at least `first` and less than `last` months old."""
    oldest = day - timedelta(days=int(last * DAYS_OF_MONTH))
    return oldest + timedelta(days=1), day - timedelta(days=int(first * DAYS_OF_MONTH))


def to_screen(
    *, by: Account, today: date, place: Place | None = None, only: str = ""
) -> QuerySet[Person]:
    """`only`: "month", not measured this month; "thin", followed for malnutrition."""
    earliest, latest = born_between(SIX_MONTHS, FIVE_YEARS, today)
    rows = reader_of(by).rows(Person).filter(birth_date__range=(earliest, latest), died_on=None)
    if place is not None:
        rows = rows.filter(place__in=below(place))
    if only == "month":
        rows = rows.exclude(pk__in=_measured_in_month(today))
    if only == "thin":
        open_ = visible(NutritionCase, by=by).filter(until=None)
        rows = reader_of(by).rows(Person).filter(pk__in=open_.values("person"))
    return rows.select_related("place").order_by("family_name", "given_name", "pk")


def screened(*, by: Account, today: date) -> Screened:
    rows = to_screen(by=by, today=today)
    measured = rows.filter(pk__in=_measured_in_month(today))
    return Screened(rows.count(), measured.count())


def _measured_in_month(today: date) -> QuerySet[Measurement, Any]:
    rows = Measurement.objects.filter(on__gte=today.replace(day=1), mistaken=False)
    return rows.values("person")
