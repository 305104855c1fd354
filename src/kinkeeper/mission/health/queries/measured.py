"""The measurements of a child, in order, and the child as the growth engine needs it."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.access.roles import CARE
from kinkeeper.mission.health.models import Measurement
from kinkeeper.mission.health.rules import Earlier
from kinkeeper.mission.health.scores import Child, Measured

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person


def measurement(pk: UUID, *, by: Account, purpose: str = CARE) -> Measurement | None:
    rows = visible(Measurement, by=by, purpose=purpose).select_related("person__place", "place")
    return rows.filter(pk=pk).first()


def measurements_of(person: "Person", *, by: Account, purpose: str = CARE) -> QuerySet[Measurement]:
    """Oldest first; within the reader's scope."""
    rows = visible(Measurement, by=by, purpose=purpose).filter(person=person)
    return rows.select_related("place").order_by("on", "pk")


def last_measurements(persons: Iterable[UUID]) -> dict[UUID, Measurement]:
    """The last one of each child; whoever shows them has asked `access` for the children."""
    rows = Measurement.objects.filter(person__in=list(persons), mistaken=False).order_by("on", "pk")
    return {row.person_id: row for row in rows}


def child_of(person: "Person") -> Child:
    return Child(person.sex, person.birth_date, sure=person.birth_precision == "day")


def measured(row: Measurement) -> Measured:
    return Measured(
        weight=None if row.weight is None else float(row.weight),
        lenhei=None if row.lenhei is None else float(row.lenhei),
        position=row.position,
        muac_mm=row.muac_mm,
        oedema=int(row.oedema) if row.oedema else None,
    )


def before(person: "Person", on: date, *, other_than: UUID | None = None) -> Earlier | None:
    """The measurement that day or the last one before."""
    rows = Measurement.objects.filter(person=person, on__lte=on, mistaken=False)
    if other_than is not None:
        rows = rows.exclude(pk=other_than)
    row = rows.order_by("-on", "-pk").first()
    if row is None:
        return None
    was = measured(row)
    return Earlier((on - row.on).days, was.weight, was.lenhei, was.position, was.muac_mm)
