"""Daycare at the gate: only somebody of the list, or two people and a reason."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from kinkeeper.ground.access.actions import grant
from kinkeeper.ground.access.roles import TEACHER
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.education import actions
from kinkeeper.mission.education.due import due_lines
from kinkeeper.mission.education.models import DaycareDay, Facility
from kinkeeper.mission.education.queries import group_today, late_today
from tests.cast import SINCE, a_person_who_logs_in

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def gate(school, cast):
    """A child of the daycare group whose grandmother may fetch it."""
    _nursery, group = school.nursery()
    pupil = school.enrolled(school.child("Kadi", born=date(2016, 1, 1)), group)
    known = actions.name_collector(
        pupil, by=cast.awa, name="Ramata  Keïta", since=date(2018, 10, 1), phone="70000000"
    )
    return pupil, known, group


def at(hour, minute=0):
    return datetime(2018, 11, 5, hour, minute, tzinfo=timezone.get_current_timezone())


def brought(pupil, cast, hour=7):
    return actions.sign_in(pupil, by=cast.bintou, at=at(hour), brought_by="Ramata Keïta")


def test_a_child_is_brought_and_fetched_by_somebody_of_its_list(gate, cast):
    pupil, known, group = gate
    day = brought(pupil, cast)
    assert group_today(group, day.on)[0].here
    with pytest.raises(ValidationError):
        brought(pupil, cast, 8)
    actions.sign_out(day, by=cast.bintou, at=at(16, 30), to=known)
    assert (day.out_at.hour, day.fetched_by) == (16, known)
    assert not group_today(group, day.on)[0].here
    with pytest.raises(ValidationError):
        actions.sign_out(day, by=cast.bintou, at=at(17), to=known)


def test_somebody_who_is_not_on_the_list_is_refused_with_a_sentence(gate, cast):
    pupil, _known, _group = gate
    day = brought(pupil, cast)
    with pytest.raises(ValidationError) as refused:
        actions.ask_hand_over(day, by=cast.bintou, name="Un inconnu", reason=" ")
    assert "Un inconnu" in refused.value.messages[0]
    assert DaycareDay.objects.get().out_at is None


def test_whoever_was_taken_off_the_list_does_not_take_the_child(gate, cast):
    pupil, known, _group = gate
    actions.end_collector(known, by=cast.awa, on=date(2018, 11, 2))
    day = brought(pupil, cast)
    with pytest.raises(ValidationError, match="Ramata"):
        actions.sign_out(day, by=cast.bintou, at=at(16), to=known)


def test_an_exception_needs_a_reason_and_a_second_person(gate, cast, stage):
    pupil, _known, _group = gate
    day = brought(pupil, cast)
    actions.ask_hand_over(day, by=cast.bintou, name="Issa Keïta", reason="la grand-mère est malade")
    with pytest.raises(Refused):
        actions.agree_hand_over(day, by=cast.bintou, at=at(17))
    colleague = a_person_who_logs_in("Djénéba")
    grant(colleague, role=TEACHER, place=stage.kita, by=cast.machine, since=SINCE)
    asked = [line for line in due_lines(colleague, day.on) if line.tone == "alarm"]
    assert any(line.url.endswith("/agree/") for line in asked)
    actions.agree_hand_over(day, by=colleague, at=at(17))
    assert (day.asked_by, day.agreed_by, day.other_name) == (cast.bintou, colleague, "Issa Keïta")


@pytest.mark.parametrize("name", ["oumar", "claire", "pierre", "hawa", "nadia", "nobody", "mariam"])
def test_nobody_else_stands_at_the_gate(gate, cast, name):
    pupil, known, _group = gate
    other = getattr(cast, name)
    with pytest.raises(Refused):
        actions.sign_in(pupil, by=other, at=at(7))
    day = brought(pupil, cast)
    for act in (
        lambda: actions.sign_out(day, by=other, at=at(16), to=known),
        lambda: actions.ask_hand_over(day, by=other, name="X", reason="y"),
        lambda: actions.agree_hand_over(day, by=other, at=at(16)),
    ):
        with pytest.raises(Refused):
            act()


def test_a_child_still_there_after_closing_is_a_matter_of_today(gate, cast):
    pupil, _known, group = gate
    Facility.objects.filter(pk=group.facility_id).update(closes_at="17:30")
    brought(pupil, cast)
    assert not late_today(cast.bintou, at(17))
    assert late_today(cast.bintou, at(18))
    assert late_today(cast.bintou, at(6) + timedelta(days=1))
    lines = [line for line in due_lines(cast.awa, date(2018, 11, 6)) if line.tone == "alarm"]
    assert len(lines) == 1


def test_a_time_before_the_child_came_or_ahead_is_not_taken(gate, cast):
    pupil, known, _group = gate
    day = brought(pupil, cast)
    with pytest.raises(ValidationError):
        actions.sign_out(day, by=cast.bintou, at=at(6), to=known)
    with pytest.raises(ValidationError):
        actions.sign_in(pupil, by=cast.bintou, at=timezone.now() + timedelta(hours=1))


def test_a_child_of_a_school_class_is_not_signed_in(school, cast):
    pupil = school.enrolled()
    with pytest.raises(ValidationError):
        actions.sign_in(pupil, by=cast.bintou, at=at(7))


def test_taken_off_the_list_twice_is_no_error_and_elsewhere_there_is_no_such_list(
    gate, cast, client
):
    _pupil, known, _group = gate
    address = reverse("daycare_collector_end", args=[known.pk])
    client.force_login(cast.oumar, backend=BACKEND)
    assert client.post(address).status_code == 404
    client.force_login(cast.awa, backend=BACKEND)
    for _turn in range(2):
        assert client.post(address).status_code == 302
