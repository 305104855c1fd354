"""Calls, absences, results of terms and examinations."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Max

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.process.queries import limit_days
from kinkeeper.mission.education import limits
from kinkeeper.mission.education.models import (
    AbsenceLook,
    ClassCall,
    Enrolment,
    ExamResult,
    SchoolClass,
    TermResult,
)
from kinkeeper.mission.education.rules import Day, LongAbsence, long_absence

LOOK_BACK = timedelta(days=60)


def call_of(school_class: SchoolClass, on: date) -> ClassCall | None:
    return ClassCall.objects.filter(school_class=school_class, on=on).first()


def calls_of(school_class: SchoolClass, *, since: date, until: date) -> list[ClassCall]:
    """Oldest first, both days included."""
    rows = ClassCall.objects.filter(school_class=school_class, on__gte=since, on__lte=until)
    return list(rows.order_by("on"))


def last_called(ids: Iterable[UUID]) -> dict[UUID, date]:
    rows = ClassCall.objects.filter(school_class__in=list(ids))
    return dict(
        rows.values("school_class").annotate(at=Max("on")).values_list("school_class", "at")
    )


def days_of(found: Enrolment) -> list[Day]:
    """What every call of its class said of one pupil, oldest first."""
    rows = ClassCall.objects.filter(school_class=found.school_class_id).order_by("on")
    mine = str(found.pk)
    return [Day(row.on, row.marks[mine]) for row in rows if mine in row.marks]


def looks_of(found: Enrolment) -> list[AbsenceLook]:
    return list(AbsenceLook.objects.filter(enrolment=found).order_by("-on", "-pk"))


def absences(by: Account, today: date) -> list[tuple[Enrolment, LongAbsence]]:
    """Pupils of the reader's scope whose absence calls for somebody to look into it."""
    rows = visible(ClassCall, by=by).filter(on__gt=today - LOOK_BACK, on__lte=today)
    days: dict[str, list[Day]] = defaultdict(list)
    for on, marks in rows.order_by("on").values_list("on", "marks"):
        for pupil, mark in marks.items():
            days[pupil].append(Day(on, mark))
    run, month = limit_days(limits.RUN) or 5, limit_days(limits.MONTH) or 10
    looked = _looked(days)
    found = {
        pupil: long
        for pupil, known in days.items()
        if (long := long_absence(known, run_of=run, month_of=month, after=looked.get(pupil)))
    }
    pupils = Enrolment.objects.filter(pk__in=list(found), until=None)
    pupils = pupils.select_related("person__place", "school_class__facility__place")
    return sorted(
        ((pupil, found[str(pupil.pk)]) for pupil in pupils), key=lambda pair: pair[1].since
    )


def _looked(days: Iterable[str]) -> dict[str, date]:
    rows = AbsenceLook.objects.filter(enrolment__in=list(days)).values("enrolment")
    return {str(pk): on for pk, on in rows.annotate(at=Max("on")).values_list("enrolment", "at")}


def results_of(ids: Iterable[UUID]) -> dict[UUID, list[TermResult]]:
    found: dict[UUID, list[TermResult]] = defaultdict(list)
    for row in TermResult.objects.filter(enrolment__in=list(ids)).order_by("term"):
        found[row.enrolment_id].append(row)
    return found


def term_results(school_class: SchoolClass, term: int) -> dict[UUID, TermResult]:
    rows = TermResult.objects.filter(enrolment__school_class=school_class, term=term)
    return {row.enrolment_id: row for row in rows}


def exams_of(ids: Iterable[UUID]) -> dict[UUID, ExamResult]:
    rows = ExamResult.objects.filter(enrolment__in=list(ids))
    return {row.enrolment_id: row for row in rows}
