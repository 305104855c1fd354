"""Losses of care, contacts after the exit, sessions, knowledge, life line, due lines."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from kinkeeper.ground.process.actions import set_limit
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.records.queries import Now
from kinkeeper.mission.people.actions import NewPerson, add_member
from kinkeeper.mission.people.twice.actions import decide, suspect
from kinkeeper.mission.strengthening import sections
from kinkeeper.mission.strengthening.actions import (
    offer_session,
    record_attendance,
    record_exit_contact,
    record_knowledge,
    report_loss_of_care,
    take_up_loss,
)
from kinkeeper.mission.strengthening.due import due_lines
from kinkeeper.mission.strengthening.lifeline import facts_of_family, facts_of_person
from kinkeeper.mission.strengthening.measures import programme_of
from kinkeeper.mission.strengthening.models import TargetPerson
from kinkeeper.mission.strengthening.queries import (
    contacts,
    contacts_due,
    invitations,
    invited_to,
    knowledge,
    losses,
    losses_to_take_up,
    state_of,
)
from kinkeeper.mission.strengthening.tests.make import (
    SCREENING,
    Walk,
    a_family,
    children_of,
    mother_of,
)

TODAY = timezone.localdate


@pytest.fixture
def walk(cast, stage):
    family = a_family(by=cast.awa, place=stage.kita_town)
    return Walk(family, cast.awa, cast.fatim)


def lost(walk, cast, **more):
    child = children_of(walk.family)[0]
    return report_loss_of_care(
        child, by=cast.awa, happened_on=walk.day(100), cause="death", now_with="tante", **more
    )


def test_a_loss_of_care_is_on_the_coordinators_list_at_once(walk, cast):
    enrolment = walk.to("active")
    loss = lost(walk, cast)
    assert [found.pk for found in losses_to_take_up(cast.fatim)] == [loss.pk]
    assert not losses_to_take_up(cast.moussa)
    assert state_of(enrolment) == "active"
    assert [row.happened_on for row in losses(Now(), [enrolment.pk])] == [walk.day(100)]
    alarms = [line for line in due_lines(cast.fatim, TODAY()) if line.tone == "alarm"]
    assert len(alarms) == 1


def test_the_coordinator_takes_a_loss_up_once(walk, cast):
    walk.to("active")
    loss = lost(walk, cast)
    with pytest.raises(Refused):
        take_up_loss(loss, by=cast.awa, on=walk.day(100))
    with pytest.raises(ValidationError):
        take_up_loss(loss, by=cast.fatim, on=walk.day(99))
    take_up_loss(loss, by=cast.fatim, on=walk.day(100))
    assert not losses_to_take_up(cast.fatim)
    with pytest.raises(ValidationError):
        take_up_loss(loss, by=cast.fatim, on=walk.day(101))


def test_a_loss_told_twice_or_ahead_or_of_a_stranger_is_refused(walk, cast, stage):
    walk.to("active")
    lost(walk, cast)
    with pytest.raises(ValidationError):
        lost(walk, cast)
    child = children_of(walk.family)[1]
    with pytest.raises(ValidationError):
        report_loss_of_care(
            child, by=cast.awa, happened_on=TODAY() + timedelta(days=1), cause="death"
        )
    stranger = children_of(a_family(by=cast.awa, place=stage.badia, name="Keïta"))[0]
    with pytest.raises(ValidationError):
        report_loss_of_care(stranger, by=cast.awa, happened_on=walk.day(1), cause="death")


def test_a_child_nobody_had_named_may_lose_its_care_and_is_named_with_it(walk, cast):
    enrolment = walk.to("active")
    joined = add_member(
        by=cast.awa, family=walk.family, person=NewPerson("Oumou", "Traoré", "F"),
        relation="nephew_niece", since=walk.day(90),
    ).person  # fmt: skip
    part = sections.person(joined, cast.awa) or {}
    assert part["may_report"]
    assert not part["participation"].targets
    report_loss_of_care(joined, by=cast.awa, happened_on=walk.day(100), cause="death")
    named = TargetPerson.objects.get(person=joined)
    assert (named.enrolment_id, named.part) == (enrolment.pk, "child")
    assert named.since == walk.day(100)


def test_a_child_written_twice_is_counted_once_in_the_figures(walk, cast):
    project = uuid4()
    write(walk.to("active"), by=cast.machine, project=project)
    first, second = children_of(walk.family)
    children = programme_of(Now(), project).spells_of["child"]
    assert {first.pk, second.pk} <= children.keys()
    decide(suspect(second, first, by=cast.awa, note="même acte"), "unite", by=cast.fatim)
    assert programme_of(Now(), project).spells_of["child"].keys() == children.keys() - {second.pk}


def test_an_adult_is_never_offered_a_loss_of_care(walk, cast):
    walk.to("active")
    mother = mother_of(walk.family)
    part = sections.person(mother, cast.awa) or {}
    assert part["may_report"] is False
    with pytest.raises(ValidationError):
        report_loss_of_care(mother, by=cast.awa, happened_on=walk.day(100), cause="death")


def test_an_adult_of_unknown_age_is_told_by_what_she_is_in_the_family(walk, cast):
    walk.to("active")
    aunt = add_member(
        by=cast.awa, family=walk.family, person=NewPerson("Kadia", "Traoré", "F"),
        relation="aunt_uncle", since=walk.day(90),
    ).person  # fmt: skip
    assert sections.person(aunt, cast.awa) is None


def test_the_first_contact_after_the_exit_takes_the_step(walk, cast):
    enrolment = walk.to("exited")
    assert [s.subject for s in contacts_due(cast.awa, TODAY())] == [enrolment.pk]
    walk.contact(6, 1000)
    assert state_of(enrolment) == "post_exit_followup"
    assert [c.months for c in contacts(Now(), [enrolment.pk])] == [6]
    with pytest.raises(ValidationError):
        walk.contact(6, 1010)


def test_no_contact_before_an_exit(walk, cast):
    enrolment = walk.to("active")
    with pytest.raises(ValidationError):
        record_exit_contact(
            enrolment, by=cast.awa, held_on=walk.day(200), months=6,
            children_with_family=True, self_reliant=False,
        )  # fmt: skip
    walk.make_exit_prepared()
    walk.make_exited()
    with pytest.raises(ValidationError):
        walk.contact(6, 700)


def test_a_session_invites_the_caregivers_of_the_place(walk, cast, stage):
    walk.to("active")
    session = offer_session(by=cast.awa, place=stage.kita, held_on=walk.day(90), topic="Écouter")
    assert [i.person for i in invited_to(session)] == [mother_of(walk.family)]
    assert record_attendance(session, [mother_of(walk.family).pk], by=cast.awa) == 1
    assert [i.attended for i in invitations(Now(), [session.pk])] == [True]
    assert record_attendance(session, [], by=cast.awa) == 0


def test_a_session_for_nobody_or_about_nothing_is_refused(walk, cast, stage):
    walk.to("active")
    with pytest.raises(ValidationError):
        offer_session(by=cast.awa, place=stage.badia, held_on=walk.day(90), topic="Écouter")
    with pytest.raises(ValidationError):
        offer_session(by=cast.awa, place=stage.kita, held_on=walk.day(10), topic="Écouter")
    with pytest.raises(ValidationError):
        offer_session(by=cast.awa, place=stage.kita, held_on=walk.day(90), topic=" ")


def test_attendance_waits_for_the_day(walk, cast, stage):
    walk.to("active")
    ahead = TODAY() + timedelta(days=7)
    session = offer_session(by=cast.awa, place=stage.kita, held_on=ahead, topic="Écouter")
    with pytest.raises(ValidationError):
        record_attendance(session, [], by=cast.awa)


def test_knowledge_is_a_percentage(walk, cast):
    mother = mother_of(walk.family)
    record_knowledge(mother, by=cast.awa, held_on=walk.day(90), percent=70)
    assert [row.percent for row in knowledge(Now())] == [70]
    with pytest.raises(ValidationError):
        record_knowledge(mother, by=cast.awa, held_on=walk.day(91), percent=101)
    with pytest.raises(ValidationError):
        record_knowledge(mother, by=cast.awa, held_on=TODAY() + timedelta(days=1), percent=1)


def test_the_life_line_tells_time_exit_and_loss(walk, cast):
    walk.to("exited")
    lost(walk, cast)
    child = children_of(walk.family)[0]
    told = [(f.bar, f.since) for f in facts_of_person(child, cast.awa)]
    assert told == [(True, walk.day(30)), (False, walk.day(810)), (False, walk.day(100))]
    assert len(list(facts_of_family(walk.family, cast.awa))) == 2
    for reader in (cast.oumar, cast.pierre, cast.nobody):
        assert not list(facts_of_person(child, reader))


def test_my_day_tells_each_only_what_is_theirs(walk, cast):
    walk.to("identified")
    assert [line.tone for line in due_lines(cast.awa, TODAY())] == ["late"]
    assert [line.tone for line in due_lines(cast.fatim, TODAY())] == ["late"]
    for other in (cast.oumar, cast.moussa, cast.mariam, cast.hawa, cast.nobody):
        assert not list(due_lines(other, TODAY()))
    walk.take("screen", 5, given=SCREENING)
    walk.take("put_on_waiting_list", 6, by=cast.fatim)
    assert not list(due_lines(cast.awa, TODAY()))
    assert len(list(due_lines(cast.fatim, TODAY()))) == 1


def test_a_proposal_stands_on_the_day_of_who_decides(walk, cast):
    walk.to("active")
    walk.propose("leave", 100, reason="moved_away")
    lines = [line for line in due_lines(cast.fatim, TODAY()) if line.tone == "decision"]
    assert len(lines) == 1
    assert lines[0].url.endswith("/step/leave/")
    assert not [line for line in due_lines(cast.awa, TODAY()) if line.tone == "decision"]


def test_the_offices_own_limit_holds_for_the_next_step(walk, cast):
    walk.to("identified")
    set_limit(key="strengthening.assess", days=7, by=cast.nadia)
    here = walk.take("screen", 5, given=SCREENING)
    assert here.due_on == walk.day(12)
    assert here.since == date(2018, 2, 19)
