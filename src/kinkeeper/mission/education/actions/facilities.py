"""Facilities, whether they are open, school years and classes."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, reaches
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.education.actions.doubts import ask, check_day
from kinkeeper.mission.education.levels import DAYCARE, LEVELS, NURSERY, VOCATIONAL
from kinkeeper.mission.education.models import (
    Facility,
    FacilityKind,
    FacilityState,
    SchoolClass,
    SchoolYear,
)
from kinkeeper.mission.education.models.facilities import MANAGE
from kinkeeper.mission.education.rules import LARGE_CLASS

ONLY: dict[str, frozenset[str]] = {
    FacilityKind.NURSERY: frozenset({NURSERY, DAYCARE}),
    FacilityKind.DAYCARE: frozenset({DAYCARE}),
    FacilityKind.VOCATIONAL: frozenset({VOCATIONAL}),
}
"""Stages of the kinds of facility that have not all of them."""


def register_facility(
    *,
    by: Account,
    place: Place,
    name: str,
    kind: str,
    sector: str = "private",
    own: bool = False,
    closes_at: time | None = None,
    invented: bool = False,
) -> Facility:
    """A school, nursery or daycare centre, the association's own or another's. Raises
    ValidationError for a name that is there already, Refused outside the scope."""
    if not reaches(by, MANAGE, place):
        raise Refused
    called = name.strip()
    if Facility.objects.filter(place=place, kind=kind, name=called).exists():
        raise ValidationError({"name": _("A facility of this name is registered there already.")})
    return write(
        Facility(place=place, kind=kind, invented=invented),
        by=by, name=called, sector=sector, own=own, closes_at=closes_at,
    )  # fmt: skip


def state_service(
    facility: Facility, *, by: Account, state: str, since: date, why: str = ""
) -> FacilityState:
    """From a day on it is open, reduced, closed ...; the state before ends that day. Raises
    ValidationError (`since`) for a day ahead or before the last state began."""
    if not may(by, MANAGE, facility):
        raise Refused
    check_day(since, field="since")
    last = FacilityState.objects.filter(facility=facility.pk, until=None).first()
    if last and since < last.since:
        raise ValidationError({"since": _("This day lies before the present state began.")})
    with transaction.atomic():
        if last:
            write(last, by=by, occurred_on=since, until=since)
        row = FacilityState(facility=facility, state=state, since=since)
        return write(row, by=by, occurred_on=since, why=why.strip())


def add_year(
    *, by: Account, name: str, since: date, first: date, second: date, until: date
) -> SchoolYear:
    """A school year with the ends of its terms. Raises ValidationError where years overlap or the
    days are not in order, Refused."""
    if not since < first < second < until:
        raise ValidationError({"until": _("The terms must follow each other.")})
    if SchoolYear.objects.filter(since__lte=until, until__gte=since).exists():
        raise ValidationError({"since": _("Another school year lies on these days.")})
    return write(
        SchoolYear(), by=by, name=name.strip(), since=since, first_term_until=first,
        second_term_until=second, until=until,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class NewClass:
    """places: how many pupils it can take, None where nobody said."""

    level: str
    name: str
    places: int | None = None
    teacher: UUID | None = None


def open_class(
    facility: Facility, *, by: Account, year: SchoolYear, new: NewClass, sure: bool = False
) -> SchoolClass:
    """Raises LookAgain for more than 100 places, ValidationError, Refused."""
    if not may(by, MANAGE, facility):
        raise Refused
    allowed = ONLY.get(facility.kind)
    if allowed and LEVELS[new.level].stage not in allowed:
        raise ValidationError({"level": _("This kind of facility does not have this level.")})
    if SchoolClass.objects.filter(facility=facility, year=year, name=new.name.strip()).exists():
        raise ValidationError({"name": _("There is a class of this name already.")})
    ask(["large"] if (new.places or 0) > LARGE_CLASS else [], sure=sure)
    return write(
        SchoolClass(facility=facility, year=year), by=by, level=new.level, name=new.name.strip(),
        places=new.places, teacher_id=new.teacher,
    )  # fmt: skip
