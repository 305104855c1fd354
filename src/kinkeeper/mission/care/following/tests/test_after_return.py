"""A child that went back to its family is looked after for a year."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.ground.reports.offers import due_lines, life_facts
from kinkeeper.mission.care.actions import end_placement, reopen_placement
from kinkeeper.mission.care.following.actions import follow_up
from kinkeeper.mission.care.following.queries import contacts_due, followed
from kinkeeper.mission.care.following.rules import nearest, next_contact
from kinkeeper.mission.care.models.reviews import FollowUp
from kinkeeper.mission.care.tests.make import a_child, a_family, a_village, placed

DAYS = (7, 30, 91, 182, 365)
LEFT = date(2024, 6, 1)
WELL = {"kind": "visit", "reached": True, "at_home": "well"}


@pytest.fixture
def family(cast, stage):
    return a_family(a_village(by=cast.machine, place=stage.socoura), by=cast.machine)


@pytest.fixture
def placement(cast, stage, family):
    child = a_child(by=cast.machine, place=stage.socoura, born=date(2015, 2, 3))
    return placed(child, family, by=cast.machine, on=date(2022, 1, 10))


def home(placement, cast, on=LEFT):
    return end_placement(
        placement, by=cast.moussa, on=on, reason="reintegrated_kin", received_by="une tante"
    )


def lines(account):
    return [x for x in due_lines(account, timezone.localdate()) if "follow-up" in x.url]


@pytest.mark.parametrize(
    ("held", "due"),
    [([], 7), ([5], 30), ([8], 30), ([20], 91), ([200], 365), ([7, 300], None), ([900], None)],
)
def test_a_contact_stands_for_the_turn_it_is_nearest_to(held, due):
    reached = [LEFT + timedelta(days=day) for day in held]
    found = next_contact(LEFT, reached, days=DAYS)
    assert found == (LEFT + timedelta(days=due) if due else None)


@given(st.lists(st.integers(0, 800), max_size=8), st.integers(0, 800))
def test_another_contact_never_makes_the_next_one_earlier(held, more):
    days = [LEFT + timedelta(days=day) for day in held]
    before = next_contact(LEFT, days, days=DAYS)
    after = next_contact(LEFT, [*days, LEFT + timedelta(days=more)], days=DAYS)
    assert after is None or (before is not None and before <= after)
    assert 0 <= nearest(more, DAYS) < len(DAYS)


def test_only_a_child_that_went_home_is_followed(cast, placement):
    with pytest.raises(ValidationError):
        follow_up(placement, by=cast.moussa, held_on=LEFT, **WELL)
    end_placement(placement, by=cast.moussa, on=LEFT, reason="independent_living")
    with pytest.raises(ValidationError):
        follow_up(placement, by=cast.moussa, held_on=LEFT, **WELL)
    assert followed(placement).contact_due is None


@pytest.mark.parametrize(
    ("field", "values"),
    [("held_on", {"held_on": LEFT - timedelta(days=1)}), ("at_home", {"at_home": ""}),
     ("held_on", {"held_on": date(2999, 1, 1)})],
)  # fmt: skip
def test_what_cannot_be_is_said_at_its_field(cast, placement, field, values):
    home(placement, cast)
    with pytest.raises(ValidationError) as wrong:
        follow_up(placement, by=cast.moussa, **({"held_on": LEFT} | WELL | values))
    assert field in wrong.value.message_dict
    assert not FollowUp.objects.exists()


def test_one_contact_a_day_and_who_was_not_reached_is_tried_again(cast, placement):
    home(placement, cast)
    follow_up(placement, by=cast.moussa, held_on=LEFT, kind="call", reached=False, at_home="well")
    assert FollowUp.objects.get().at_home == ""
    assert followed(placement).contact_due == LEFT + timedelta(days=7)
    with pytest.raises(ValidationError):
        follow_up(placement, by=cast.moussa, held_on=LEFT, **WELL)


def test_my_day_asks_until_the_child_is_reached_or_comes_back(cast, placement, family):
    left = timezone.localdate() - timedelta(days=10)
    home(placement, cast, on=left)
    assert [x.due_on for x in lines(cast.moussa)] == [left + timedelta(days=7)]
    assert lines(cast.awa) == []
    follow_up(placement, by=cast.moussa, held_on=timezone.localdate(), **WELL)
    assert lines(cast.moussa) == []
    until = timezone.localdate() + timedelta(days=30)
    assert [w.placement for w in contacts_due(cast.moussa, until)] == [placement]
    reopen_placement(
        placement, by=cast.moussa, on=timezone.localdate(), form="sos_family", family=family
    )
    assert contacts_due(cast.moussa, until) == []


def test_it_is_written_on_a_screen_and_stands_on_the_life_line(cast, placement, client):
    home(placement, cast)
    client.force_login(cast.moussa, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("care_follow_up", args=[placement.pk])
    form = client.get(address).context["form"]
    typed = {"form_id": form["form_id"].value(), "held_on": "2024-06-09", "kind": "visit",
             "reached": "yes", "note": "mange bien"}  # fmt: skip
    answer = client.post(address, typed)
    assert (answer.status_code, answer.context["form"]["note"].value()) == (200, "mange bien")
    assert client.post(address, typed | {"at_home": "fragile"}).status_code == 302
    facts = life_facts("people.person", placement.person, cast.moussa)
    assert [f.since for f in facts if f.tone == "warn"] == [date(2024, 6, 9)]
    page = client.get(reverse("person", args=[placement.person_id])).content.decode()
    assert "mange bien" in page
    assert address in page
