"""What phones carry of classes, and the call of a class as they send it.

The list of a class travels with the names of its own list, so that a teacher's phone holds no
child's file.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from pydantic import Field

from kinkeeper.ground.access.queries import may, visible
from kinkeeper.ground.places.queries import below
from kinkeeper.ground.records.actions import Received
from kinkeeper.ground.sync.loading import met
from kinkeeper.ground.sync.offers import (
    Carry,
    Doubted,
    Load,
    Sent,
    Took,
    Verb,
    offer_carries,
    offer_verbs,
)
from kinkeeper.ground.sync.shapes import Strict, Sure
from kinkeeper.mission.education import actions
from kinkeeper.mission.education.actions.doubts import LookAgain
from kinkeeper.mission.education.models import ClassCall, Enrolment, Facility, SchoolClass
from kinkeeper.mission.education.process import CALL
from kinkeeper.mission.education.queries import class_by_id

CALL_DAYS = 14
MOST = 400


class CalledSent(Strict):
    """marks: enrolment -> present, absent, excused or late. sure: codes of the
    questions that were shown and looked at."""

    school_class: UUID
    on: date
    marks: Mapping[UUID, str] = Field(max_length=MOST)
    sure: Sure = frozenset()


def _called(sent: Sent) -> Took:
    wanted = CalledSent.model_validate(sent.values)
    school_class = met(class_by_id(wanted.school_class, by=sent.by))
    try:
        got = _call(school_class, wanted, sent, sure=False)
    except LookAgain as asked:
        if not wanted.sure.issuperset(asked.codes):
            raise Doubted(asked.codes, asked.by_field()) from asked
        got = _call(school_class, wanted, sent, sure=True)
    return Took(got.record, got.clash)


def _call(school_class: SchoolClass, wanted: CalledSent, sent: Sent, *, sure: bool) -> Received:
    return actions.call_class(
        school_class, wanted.marks, by=sent.by, on=wanted.on, base=sent.base, sure=sure
    )


def _classes(load: Load) -> QuerySet[SchoolClass]:
    """Of the phone's place and the present school year, for who calls classes."""
    rows = visible(SchoolClass, by=load.by).filter(facility__place__in=below(load.place))
    today = timezone.localdate()
    rows = rows.filter(year__since__lte=today, year__until__gte=today)
    return rows if may(load.by, CALL) else rows.none()


def _facilities(load: Load) -> QuerySet[Facility]:
    rows = visible(Facility, by=load.by)
    return rows.filter(pk__in=_classes(load).values("facility"))


def _pupils(load: Load) -> QuerySet[Enrolment]:
    rows = visible(Enrolment, by=load.by).filter(until=None, since__isnull=False)
    return rows.filter(school_class__in=_classes(load))


def _calls(load: Load) -> QuerySet[ClassCall]:
    since = timezone.localdate() - timedelta(days=CALL_DAYS)
    rows = visible(ClassCall, by=load.by).filter(on__gte=since)
    return rows.filter(school_class__in=_classes(load))


def offer() -> None:
    offer_carries(
        Carry(Facility, ("name",), _facilities),
        Carry(SchoolClass, ("facility", "name", "level"), _classes),
        Carry(Enrolment, ("school_class", "called"), _pupils),
        Carry(ClassCall, ("school_class", "on", "marks"), _calls),
    )
    offer_verbs(Verb("education.call", CALL, _called))
