"""ED-1 to ED-5: on invented facts worked out by hand, and out of the records now and as known."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from kinkeeper.ground.records.queries import AsKnown, Now, position
from kinkeeper.ground.reports.figures import SEX, Asked, State
from kinkeeper.ground.reports.measures import measure_of
from kinkeeper.ground.text.dates import rough
from kinkeeper.mission.care.tests import make as care
from kinkeeper.mission.casework.queries import Crowd, Participant
from kinkeeper.mission.education import actions
from kinkeeper.mission.education import measures_rules as rules
from kinkeeper.mission.education.measures_rules import Called, Exam, Place, Schooling, Year
from kinkeeper.mission.education.tests.make import START
from kinkeeper.mission.people.models import Person

YEAR = Year(UUID(int=900), date(2018, 10, 1), date(2019, 6, 28))
NEXT = Year(UUID(int=901), date(2019, 10, 1), date(2020, 6, 30))
JUNE = date(2019, 6, 28)
ASKED = Asked(UUID(int=1), YEAR.since, JUNE)


def pupil(n):
    return UUID(int=n)


def place(n, outcome="", *, since=YEAR.since, until=JUNE, year=YEAR, pk=None):
    return Place(
        UUID(int=pk or 100 + n), pupil(n), year.id, since, until if outcome else None, outcome
    )


def facts(*places, count=6, exams=(), calls=(), said=None, born=date(2008, 1, 1)):
    """Children 1, 2, ... of ten years, all taking part since 2017; the odd ones girls."""
    ids = [pupil(n) for n in range(1, count + 1)]
    crowd = Crowd(
        taking_part=tuple(Participant(i, None, date(2017, 1, 1), None) for i in ids),
        sexes={i: "F" if i.int % 2 else "M" for i in ids},
        births={i: rough(born, "day") for i in ids},
    )
    return Schooling(
        crowd, years=(YEAR, NEXT), places=tuple(places), exams=tuple(exams), calls=tuple(calls),
        said=said or {},
    )  # fmt: skip


def details(figure):
    return {d.code: d.value for d in figure.details}


def cell(figure, sex):
    return next(c for c in figure.cells if (c.scheme, c.key) == (SEX, sex))


def test_enrolled_out_of_all_of_school_age_with_what_nobody_recorded_apart():
    some = facts(
        place(1), place(2), place(3, "dropped_out", until=date(2019, 2, 1)), said={pupil(4): "no"}
    )
    found = rules.enrolled(some, Asked(ASKED.project, YEAR.since, date(2019, 5, 1)))
    assert (found.numerator, found.denominator, found.value) == (2, 6, Decimal("33.3"))
    assert details(found) == {
        "not_recorded": 2, "not_enrolled": 2, "parity": Decimal("1.00"),
    }  # fmt: skip


def test_before_the_drop_out_the_child_counts_as_enrolled():
    some = facts(place(3, "dropped_out", until=date(2019, 2, 1)))
    early = rules.enrolled(some, Asked(ASKED.project, YEAR.since, date(2019, 1, 31)))
    late = rules.enrolled(some, Asked(ASKED.project, YEAR.since, date(2019, 2, 1)))
    assert (early.numerator, late.numerator) == (1, 0)


def test_in_the_holidays_the_year_that_ended_is_meant_and_the_next_one_begins_anew():
    some = facts(place(1, "promoted"), place(2, "repeats"))
    holidays = rules.enrolled(some, Asked(ASKED.project, YEAR.since, date(2019, 8, 15)))
    october = rules.enrolled(some, Asked(ASKED.project, NEXT.since, date(2019, 10, 15)))
    assert (holidays.numerator, october.numerator) == (2, 0)


@pytest.mark.parametrize(
    ("born", "counts"),
    [
        (date(2013, 6, 28), True), (date(2013, 6, 29), False),
        (date(2001, 6, 29), True), (date(2001, 6, 28), False),
    ],
)  # fmt: skip
def test_school_age_is_six_to_seventeen_completed_years(born, counts):
    found = rules.enrolled(facts(place(1), count=1, born=born), ASKED)
    assert found.denominator == int(counts)
    assert (found.state is State.COMPUTED) == counts


def test_parity_is_the_rate_of_the_girls_over_that_of_the_boys():
    found = rules.enrolled(facts(place(1), place(2), place(4), place(6)), ASKED)
    assert details(found)["parity"] == Decimal("0.33")
    assert cell(found, "F").value == Decimal("33.3")
    assert details(rules.enrolled(facts(place(1)), ASKED))["parity"] is None


def test_attendance_counts_days_of_children_and_late_is_there():
    marks = [
        {"101": "present", "102": "absent"}, {"101": "late", "102": "excused"},
        {"101": "present", "102": "present"},
    ]  # fmt: skip
    keyed = [{str(UUID(int=int(k))): v for k, v in m.items()} for m in marks]
    calls = [Called(date(2018, 11, 5) + timedelta(days=n), m) for n, m in enumerate(keyed)]
    found = rules.attendance(facts(place(1), place(2), place(3), calls=calls), ASKED)
    assert (found.numerator, found.denominator, found.value) == (4, 6, Decimal("66.7"))
    assert (found.coverage.assessed, found.coverage.eligible) == (2, 3)
    assert cell(found, "F").value == Decimal(100)
    assert cell(found, "M").value == Decimal("33.3")
    nothing = rules.attendance(facts(place(1)), ASKED)
    assert nothing.state is State.NOT_APPLICABLE


def test_promotion_as_the_association_publishes_it():
    found = rules.promoted(
        facts(
            place(1, "promoted"), place(2, "graduated"), place(3, "repeats"),
            place(4, "dropped_out"), place(5, "transferred"), place(6),
        ),
        ASKED,
    )  # fmt: skip
    assert (found.numerator, found.denominator, found.value) == (2, 4, Decimal("50.0"))
    assert details(found) == {"repeating": 1, "dropped": 1, "moved": 1, "not_recorded": 1}
    assert (found.coverage.assessed, found.coverage.eligible) == (4, 6)


def test_a_child_that_changed_class_counts_once_by_its_last():
    moved = place(1, "transferred", until=date(2019, 1, 7))
    after = place(1, "promoted", since=date(2019, 1, 7), pk=500)
    found = rules.promoted(facts(moved, after), ASKED)
    assert (found.numerator, found.denominator) == (1, 1)


def test_exam_success_is_out_of_those_who_sat_it():
    """24 of 31 is what the association published: 77.4 %."""
    rows = [Exam(pupil(n), JUNE, "admitted" if n <= 24 else "failed") for n in range(1, 32)] + [
        Exam(pupil(32), JUNE, "absent")
    ]
    found = rules.examined(facts(count=32, exams=rows), ASKED)
    assert (found.numerator, found.denominator, found.value) == (24, 31, Decimal("77.4"))
    assert details(found) == {"absent": 1}


def test_drop_out_is_out_of_those_who_began_the_year_and_a_return_undoes_it():
    late = place(4, "dropped_out", since=date(2019, 1, 7), until=date(2019, 3, 1))
    came_back = (
        place(3, "dropped_out", until=date(2018, 12, 1)), place(3, since=date(2019, 1, 7), pk=500),
    )  # fmt: skip
    gone = place(2, "dropped_out", until=date(2019, 2, 1))
    found = rules.dropped_out(facts(place(1), gone, *came_back, late), ASKED)
    assert (found.numerator, found.denominator) == (1, 3)


def test_measures_of_children_in_care_out_of_the_records_now_and_as_known(school, cast, stage):
    village = care.a_village(by=cast.machine, place=stage.kita_town, name="Village de Kita")
    family = care.a_family(village, by=cast.machine)
    children = []
    for n in range(3):
        child = care.a_child(
            by=cast.machine, place=stage.kita_town, given=f"Enfant{n}", born=date(2006, 5, 4)
        )
        care.placed(child, family, by=cast.machine, on=date(2012, 5, 4))
        children.append(child)
    pupils = [school.enrolled(child) for child in children[:2]]
    for n in range(4):
        marks = {pupils[0].pk: "present", pupils[1].pk: "absent"}
        day = date(2018, 11, 5) + timedelta(days=n)
        actions.call_class(school.sixth, marks, by=cast.awa, on=day)
    before = position()
    actions.end_year(
        school.sixth, {pupils[0].pk: "promoted", pupils[1].pk: "repeats"}, by=cast.awa, on=JUNE
    )
    asked = Asked(UUID(int=1), START, JUNE)
    enrolled = measure_of("education.enrolled_in_care").compute(Now(), asked)
    assert (enrolled.numerator, enrolled.denominator) == (2, 3)
    assert details(enrolled)["not_recorded"] == 1
    Person.objects.filter(pk=children[2].pk).update(schooling="no")
    again = measure_of("education.enrolled_in_care").compute(Now(), asked)
    assert details(again)["not_recorded"] == 0
    promoted = measure_of("education.promoted_in_care")
    now, known = promoted.compute(Now(), asked), promoted.compute(AsKnown(before), asked)
    assert (now.numerator, now.denominator) == (1, 2)
    assert (known.denominator, details(known)["not_recorded"]) == (0, 2)
    assert measure_of("education.attendance").compute(Now(), asked).state is State.NOT_APPLICABLE
