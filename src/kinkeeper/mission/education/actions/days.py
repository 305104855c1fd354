"""The days of a class: the call, an absence looked into, results of a term, the examination."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.records.actions import Note, Received, receive, write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.education.actions.doubts import ask, check_day
from kinkeeper.mission.education.levels import LEVELS
from kinkeeper.mission.education.models import (
    AbsenceLook,
    ClassCall,
    Enrolment,
    ExamOutcome,
    ExamResult,
    Mark,
    SchoolClass,
    TermResult,
)
from kinkeeper.mission.education.models.days import CALL
from kinkeeper.mission.education.queries import call_of, is_open, pupils_on
from kinkeeper.mission.education.rules import doubts_of_call, mark_problem, uncalled

TERMS = (1, 2, 3)


def call_class(
    school_class: SchoolClass, marks: Mapping[UUID, str], *, by: Account, on: date,
    base: int = 0, sure: bool = False,
) -> Received:  # fmt: skip
    """Who was there, of everybody of the class that day, by the pupil's enrolment.

    base: version of the day's call that the writer had seen, 0 for none; where a colleague called
    the class otherwise meanwhile, both are kept to be settled. Raises LookAgain for a Sunday, a
    closed school, an empty or a very large class; ValidationError for a pupil without a mark.
    """
    if not may(by, CALL, school_class):
        raise Refused
    check_day(on)
    _check_marks(school_class, marks, on)
    plain = {str(pupil): mark for pupil, mark in marks.items()}
    ask(doubts_of_call(on, plain, open_=is_open(school_class.facility, on)), sure=sure)
    known = call_of(school_class, on)
    if known is None:
        row = write(ClassCall(school_class=school_class, on=on), by=by, occurred_on=on, marks=plain)
        return Received(row, None)
    note = Note(occurred_on=on)
    return receive(ClassCall, known.pk, base=base, by=by, note=note, values={"marks": plain})


def _check_marks(school_class: SchoolClass, marks: Mapping[UUID, str], on: date) -> None:
    year = school_class.year
    if not year.since <= on <= year.until:
        raise ValidationError({"on": _("This day lies outside the school year of the class.")})
    pupils = {pupil.pk for pupil in pupils_on(school_class, on)}
    if not pupils:
        raise ValidationError(_("Nobody is enrolled in this class on that day."))
    if set(marks) - pupils:
        raise ValidationError(_("A pupil of this list is not in the class on that day."))
    if set(marks.values()) - set(Mark.values):
        raise ValidationError(_("Choose present, absent, excused or late."))
    if missing := uncalled(pupils, marks):
        said = ngettext(
            "%(n)s pupil has no mark yet.", "%(n)s pupils have no mark yet.", missing
        )  # fmt: skip
        raise ValidationError(said % {"n": missing})


def look_into(
    found: Enrolment, *, by: Account, on: date, what: str, agreed: str = ""
) -> AbsenceLook:
    """Somebody asked why the child is absent; the absences up to that day are settled."""
    check_day(on)
    if found.since is None or on < found.since:
        raise ValidationError({"on": _("This day lies before the enrolment.")})
    row = AbsenceLook(enrolment=found, on=on)
    return write(row, by=by, occurred_on=on, found=what, agreed=agreed.strip())


def record_results(
    school_class: SchoolClass, term: int, averages: Mapping[UUID, Decimal | None], *,
    by: Account, on: date,
) -> int:  # fmt: skip
    """The averages of a term; None leaves a pupil as it is. Returns how many were written. Raises
    ValidationError for an average outside the scale of the class."""
    if not may(by, CALL, school_class):
        raise Refused
    check_day(on)
    out_of = LEVELS[school_class.level].out_of
    _check_results(term, averages, out_of)
    known = {r.enrolment_id: r for r in TermResult.objects.filter(
        enrolment__school_class=school_class, term=term)}  # fmt: skip
    with transaction.atomic():
        written = 0
        for pupil in _mine(school_class, averages):
            average, row = averages[pupil.pk], known.get(pupil.pk)
            if average is None or (row and row.average == average):
                continue
            write(
                row or TermResult(enrolment=pupil, term=term), by=by, occurred_on=on,
                average=average, out_of=out_of,
            )  # fmt: skip
            written += 1
    return written


def _check_results(term: int, averages: Mapping[UUID, Decimal | None], out_of: int) -> None:
    if not out_of:
        raise ValidationError(_("In this class no marks are given."))
    if term not in TERMS:
        raise ValidationError(_("Choose the first, second or third term."))
    wrong = [a for a in averages.values() if a is not None and mark_problem(a, out_of=out_of)]
    if wrong:
        said = _("An average lies outside 0 to %(out_of)s: look at it again.")
        raise ValidationError(said % {"out_of": out_of})


def _mine(school_class: SchoolClass, named: Mapping[UUID, object]) -> list[Enrolment]:
    rows = list(Enrolment.objects.filter(school_class=school_class, pk__in=named))
    if len(rows) != len(named):
        raise ValidationError(_("A pupil of this list is not in the class."))
    return rows


def record_exams(
    school_class: SchoolClass, outcomes: Mapping[UUID, str], *, by: Account, on: date
) -> int:
    """Who passed the examination that ends this class. Returns how many were written."""
    exam = LEVELS[school_class.level].exam
    if not may(by, CALL, school_class):
        raise Refused
    check_day(on)
    if not exam:
        raise ValidationError(_("No examination ends this class."))
    if set(outcomes.values()) - {*ExamOutcome.values, ""}:
        raise ValidationError(_("Choose admitted, not admitted, or did not sit it."))
    known = {r.enrolment_id: r for r in ExamResult.objects.filter(
        enrolment__school_class=school_class, exam=exam)}  # fmt: skip
    with transaction.atomic():
        changed = [
            (known.get(pupil.pk) or ExamResult(enrolment=pupil, exam=exam), outcomes[pupil.pk])
            for pupil in _mine(school_class, outcomes)
        ]
        changed = [(row, said) for row, said in changed if said and row.outcome != said]
        for row, said in changed:
            write(row, by=by, occurred_on=on, on=on, outcome=said)
    return len(changed)
