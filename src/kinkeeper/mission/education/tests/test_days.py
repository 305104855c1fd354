"""The days of a class: the call, long absences, results, the examination."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.education import actions
from kinkeeper.mission.education.actions.doubts import LookAgain
from kinkeeper.mission.education.due import due_lines
from kinkeeper.mission.education.models import ClassCall, ExamResult, TermResult
from kinkeeper.mission.education.queries import days_of
from kinkeeper.mission.education.tests.make import MONDAY
from kinkeeper.mission.people.queries import clash_for

SUNDAY = MONDAY - timedelta(days=1)


@pytest.fixture
def pupils(school):
    return [school.enrolled() for _n in range(3)]


def call(school, pupils, on=MONDAY, *, away=(), by=None, **more):
    marks = {p.pk: "absent" if p in away else "present" for p in pupils}
    return actions.call_class(school.sixth, marks, by=by or school.awa, on=on, **more)


def test_a_teacher_calls_the_class_in_one_write(school, pupils, cast):
    got = call(school, pupils, away=pupils[:1], by=cast.bintou)
    assert got.clash is None
    assert ClassCall.objects.get().marks[str(pupils[0].pk)] == "absent"
    assert [d.mark for d in days_of(pupils[1])] == ["present"]


def test_a_pupil_without_a_mark_or_of_another_class_is_asked_again(school, pupils):
    with pytest.raises(ValidationError, match="1"):
        call(school, pupils[:2])
    stranger = school.enrolled(into=school.class_of(school.facility, "f5", "5 A"))
    with pytest.raises(ValidationError):
        call(school, [*pupils, stranger])
    assert not ClassCall.objects.exists()


def test_a_sunday_and_a_closed_school_are_asked_about_and_then_kept(school, pupils, cast):
    with pytest.raises(LookAgain) as asked:
        call(school, pupils, SUNDAY)
    assert asked.value.codes == ["sunday"]
    call(school, pupils, SUNDAY, sure=True)
    actions.state_service(school.facility, by=cast.fatim, state="closed", since=MONDAY)
    with pytest.raises(LookAgain):
        call(school, pupils)
    assert ClassCall.objects.count() == 1


def test_the_same_day_called_by_two_people_keeps_both(school, pupils, cast):
    call(school, pupils)
    same = call(school, pupils)
    assert same.clash is None
    other = call(school, pupils, away=pupils[:1], by=cast.bintou)
    assert other.clash is not None
    assert ClassCall.objects.get().marks[str(pupils[0].pk)] == "present"


def test_whoever_decides_between_two_calls_sees_the_pupils_they_differ_in(school, pupils, cast):
    call(school, pupils)
    other = call(school, pupils, away=pupils[:1], by=cast.bintou)
    with override("en"):
        found = clash_for(other.clash.id, by=cast.fatim)
        (side,) = found.sides
    name = pupils[0].called
    assert (side.stands, side.other) == (f"{name}: was present", f"{name}: absent")
    assert str(school.sixth) in found.title


def test_whoever_saw_the_call_may_correct_it(school, pupils):
    first = call(school, pupils).record
    got = call(school, pupils, away=pupils[:1], base=first.version)
    assert got.clash is None
    assert ClassCall.objects.get().marks[str(pupils[0].pk)] == "absent"


@pytest.mark.parametrize("on", [date(2018, 9, 30), date(2100, 1, 4)])
def test_a_day_without_school_is_not_taken(school, pupils, on):
    with pytest.raises(ValidationError):
        call(school, pupils, on)


def test_a_long_absence_is_due_until_somebody_looks_into_it(school, pupils, cast):
    for n in range(5):
        call(school, pupils, MONDAY + timedelta(days=n), away=pupils[:1])
    friday = MONDAY + timedelta(days=4)
    for account in (cast.awa, cast.bintou):
        lines = [line for line in due_lines(account, friday) if line.url.endswith("/absence/")]
        assert [line.due_on for line in lines] == [MONDAY]
        assert "5" in str(lines[0].note)
    assert not list(due_lines(cast.oumar, friday))
    actions.look_into(pupils[0], by=cast.bintou, on=friday, what="work", agreed="revient lundi")
    assert not [line for line in due_lines(cast.awa, friday) if line.url.endswith("/absence/")]


def test_results_of_a_term_stay_on_the_scale_and_are_written_once(school, pupils, cast):
    averages = {pupils[0].pk: Decimal("7.25"), pupils[1].pk: None}
    assert actions.record_results(
        school.sixth, 1, averages, by=cast.bintou, on=MONDAY
    ) == 1  # fmt: skip
    assert actions.record_results(school.sixth, 1, averages, by=cast.bintou, on=MONDAY) == 0
    row = TermResult.objects.get()
    assert (row.average, row.out_of, row.term) == (Decimal("7.25"), 10, 1)
    with pytest.raises(ValidationError, match="10"):
        actions.record_results(
            school.sixth, 1, {pupils[0].pk: Decimal(11)}, by=cast.bintou, on=MONDAY
        )


def test_the_examination_that_ends_a_class_and_no_other(school, pupils, cast):
    with pytest.raises(ValidationError):
        actions.record_exams(school.sixth, {pupils[0].pk: "admitted"}, by=cast.bintou, on=MONDAY)
    ninth = school.class_of(school.facility, "f9", "9 A")
    sat = school.enrolled(school.child(born=date(2003, 1, 1)), ninth)
    june = date(2019, 6, 25)
    outcomes = {sat.pk: "admitted"}
    assert actions.record_exams(ninth, outcomes, by=cast.bintou, on=june) == 1
    assert actions.record_exams(ninth, outcomes, by=cast.bintou, on=june) == 0
    assert ExamResult.objects.get().exam == "DEF"


@pytest.mark.parametrize("name", ["oumar", "claire", "pierre", "hawa", "nadia", "nobody", "mariam"])
def test_who_does_not_work_with_the_class_calls_nobody(school, pupils, cast, name):
    with pytest.raises(Refused):
        call(school, pupils, by=getattr(cast, name))
    with pytest.raises(Refused):
        actions.record_results(
            school.sixth, 1, {pupils[0].pk: Decimal(5)}, by=getattr(cast, name), on=MONDAY
        )
