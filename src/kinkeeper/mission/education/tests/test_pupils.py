"""A child at school: asked for, agreed, moved, lost, taken back - and the child that fled."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.process.queries import open_proposals
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.education import actions
from kinkeeper.mission.education.actions import Given, NewClass, NewPupil
from kinkeeper.mission.education.actions.doubts import LookAgain
from kinkeeper.mission.education.due import due_lines
from kinkeeper.mission.education.models import Enrolment
from kinkeeper.mission.education.process import SCHOOL
from kinkeeper.mission.education.tests.make import START, a_year

NOVEMBER = date(2018, 11, 12)


def state(found):
    return Stage.objects.get(subject=found.pk, until=None).state


def test_whoever_asks_for_a_place_does_not_agree_to_it(school, cast):
    asked = school.asked(school.child())
    assert (state(asked), asked.since) == ("applied", None)
    with pytest.raises(Refused):
        school.take(asked, "accept", START, by=cast.awa)
    school.take(asked, "accept", START, by=cast.fatim)
    asked.refresh_from_db()
    assert (state(asked), asked.since) == ("attending", START)
    assert not open_proposals(SCHOOL, asked.pk)


def test_a_coordinator_who_asked_herself_waits_for_a_colleague(school, cast):
    child = school.child()
    told = Told(START)
    asked = actions.apply_for_place(child, school.sixth, by=cast.fatim, told=told, new=NewPupil())
    with pytest.raises(ValidationError):
        school.take(asked, "accept", START, by=cast.fatim)


def test_a_child_that_fled_sits_in_class_the_same_day_and_its_papers_fall_due(school, cast):
    found = actions.enrol_displaced(
        school.child(), school.sixth, by=cast.awa, told=Told(NOVEMBER),
        new=NewPupil(declared_by="la tante"),
    )  # fmt: skip
    assert (state(found), found.papers, found.since) == ("attending", "to_follow", NOVEMBER)
    assert found.papers_by == NOVEMBER + timedelta(days=90)
    before, after = NOVEMBER + timedelta(days=30), NOVEMBER + timedelta(days=95)
    assert not [line for line in due_lines(cast.awa, before) if line.url.endswith("/papers/")]
    late = [line for line in due_lines(cast.awa, after) if line.url.endswith("/papers/")]
    assert [line.tone for line in late] == ["late"]
    actions.see_papers(found, by=cast.awa, on=NOVEMBER + timedelta(days=40))
    assert not [line for line in due_lines(cast.awa, after) if line.url.endswith("/papers/")]


def test_without_papers_somebody_must_say_so(school, cast):
    with pytest.raises(ValidationError) as wrong:
        actions.enrol_displaced(
            school.child(), school.sixth, by=cast.awa, told=Told(START), new=NewPupil()
        )
    assert "declared_by" in wrong.value.error_dict


def test_a_full_class_and_an_unusual_age_are_asked_about_again(school, cast):
    small = school.class_of(school.facility, "f1", "1 A", places=1)
    grown = school.child("Grande", born=date(2004, 1, 1))
    with pytest.raises(LookAgain) as asked:
        school.asked(grown, small)
    assert asked.value.codes == ["age"]
    kept = actions.apply_for_place(
        grown, small, by=cast.awa, told=Told(START), new=NewPupil(), sure=True
    )
    assert kept.called == "Grande Sangaré"
    with pytest.raises(LookAgain) as asked:
        school.asked(school.child("Petite", born=date(2012, 1, 1)), small)
    assert asked.value.codes == ["full"]


def test_a_class_of_two_hundred_is_asked_about_again(school, cast):
    new = NewClass(level="f6", name="6 B", places=200)
    with pytest.raises(LookAgain):
        actions.open_class(school.facility, by=cast.fatim, year=school.year, new=new)
    made = actions.open_class(school.facility, by=cast.fatim, year=school.year, new=new, sure=True)
    assert made.places == 200


def test_one_place_at_school_at_a_time_but_daycare_beside_it(school):
    child = school.child(born=date(2013, 1, 1))
    nursery, group = school.nursery()
    section = school.class_of(nursery, "gs", "Grande section")
    school.enrolled(child, section)
    beside = school.enrolled(child, group)
    assert beside.daycare
    with pytest.raises(ValidationError):
        school.asked(child, school.class_of(nursery, "ms", "Moyenne section"))


def test_a_transfer_takes_number_and_papers_along(school):
    child = school.child()
    found = school.enrolled(child)
    other = school.found("École de Badia", "school")
    into = school.class_of(other, "f6", "6 A")
    school.take(found, "transfer", NOVEMBER, reason="other_school",
                given=Given(school_class=into))  # fmt: skip
    found.refresh_from_db()
    again = Enrolment.objects.get(person=child, until=None)
    assert (found.outcome, found.until) == ("transferred", NOVEMBER)
    assert (again.school_class, again.since, again.papers) == (into, NOVEMBER, "in_hand")
    assert (again.before, state(again)) == (found, "attending")


def test_a_drop_out_has_a_reason_and_a_day_and_the_child_can_come_back(school):
    child = school.child()
    found = school.enrolled(child)
    with pytest.raises(ValidationError):
        school.take(found, "drop_out", NOVEMBER)
    school.take(found, "drop_out", NOVEMBER, reason="work")
    found.refresh_from_db()
    assert (found.outcome, found.why, found.until) == ("dropped_out", "work", NOVEMBER)
    later = date(2019, 1, 7)
    school.take(found, "come_back", later, given=Given(school_class=school.sixth))
    again = Enrolment.objects.get(person=child, until=None)
    assert (again.since, again.before) == (later, found)


def test_nobody_is_excluded_unheard_nor_by_one_person(school, cast):
    found = school.enrolled()
    told = Told(NOVEMBER, "violence")
    with pytest.raises(ValidationError):
        actions.propose_step(found, "exclude", by=cast.awa, told=told)
    with pytest.raises(ValidationError):
        actions.take_step(
            found, "exclude", by=cast.fatim, told=told, given=Given(heard_on=NOVEMBER)
        )
    actions.propose_step(found, "exclude", by=cast.awa, told=told, given=Given(heard_on=NOVEMBER))
    actions.take_step(found, "exclude", by=cast.fatim, told=told)
    found.refresh_from_db()
    assert (state(found), found.heard_on) == ("excluded", NOVEMBER)


def test_a_year_ends_for_the_class_and_repeating_follows_from_the_years_before(school, cast):
    goes_on, again, stays = school.enrolled(), school.enrolled(), school.enrolled()
    ends = {goes_on.pk: "promoted", again.pk: "repeats"}
    june = date(2019, 6, 28)
    assert actions.end_year(school.sixth, ends, by=cast.awa, on=june) == 2
    assert Enrolment.objects.get(pk=stays.pk).until is None
    school.year = a_year(by=cast.machine, start=date(2019, 10, 1))
    next_sixth = school.class_of(school.facility, "f6", "6 A")
    seventh = school.class_of(school.facility, "f7", "7 A")
    october = date(2019, 10, 1)
    assert school.enrolled(again.person, next_sixth, october).repeats == "yes"
    assert school.enrolled(goes_on.person, seventh, october).repeats == "no"
    assert goes_on.repeats == ""


@pytest.mark.parametrize("on", [date(2018, 9, 1), date(2019, 8, 1), date(2100, 1, 1)])
def test_a_day_outside_the_school_year_or_ahead_is_not_taken(school, on):
    with pytest.raises(ValidationError) as wrong:
        school.asked(school.child(), on=on)
    assert "on" in wrong.value.error_dict


def test_terms_in_the_wrong_order_and_years_over_each_other_are_not_taken(school, cast):
    with pytest.raises(ValidationError):
        a_year(by=cast.machine)
    with pytest.raises(ValidationError):
        actions.add_year(
            by=cast.machine, name="x", since=date(2020, 10, 1), first=date(2021, 3, 1),
            second=date(2020, 12, 1), until=date(2021, 6, 1),
        )  # fmt: skip


def test_a_school_is_open_reduced_or_closed_from_a_day_and_keeps_its_history(school, cast):
    actions.state_service(school.facility, by=cast.fatim, state="open", since=START)
    actions.state_service(
        school.facility, by=cast.fatim, state="reduced", since=NOVEMBER, why="quatre maîtres"
    )
    with pytest.raises(ValidationError):
        actions.state_service(school.facility, by=cast.fatim, state="open", since=START)
    states = school.facility.states.order_by("since")
    assert [(s.state, s.until, s.why) for s in states] == [
        ("open", NOVEMBER, ""),
        ("reduced", None, "quatre maîtres"),
    ]
