"""A club's session and a group's meeting written on a phone."""

import pytest
from django.utils import timezone

from kinkeeper.ground.sync.tests.make import a_phone
from kinkeeper.ground.sync.tests.phone import Link, Phone
from kinkeeper.mission.community.models import Gathering, SavingsMeeting
from kinkeeper.mission.community.tests.make import a_cycle, a_structure
from kinkeeper.mission.strengthening.tests.make import a_family


@pytest.fixture
def phone(stage, cast):
    a_family(by=cast.awa, place=stage.kita_town)
    return Phone(a_phone(by=cast.fatim, account=cast.awa, place=stage.kita))


def session(club, **more):
    return {
        "structure": str(club.pk), "kind": "session", "theme": "rights",
        "held_on": timezone.localdate().isoformat(), "counts": {"F": {"6-11": 9}}, **more,
    }  # fmt: skip


def test_a_session_counted_without_names_arrives_and_comes_back(phone, cast, stage):
    club = a_structure(by=cast.awa, place=stage.kita_town, sort="club")
    phone.write("community.gathering", session(club))
    assert phone.settle(Link())
    assert phone.queue == []
    assert Gathering.objects.get().counts == {"F": {"6-11": 9}}
    kinds = {kind for kind, _version, _values in phone.rows.values()}
    assert {"community.structure", "community.gathering"} <= kinds


def test_four_thousand_children_stay_in_the_box_with_their_sentence(phone, cast, stage):
    club = a_structure(by=cast.awa, place=stage.kita_town, sort="club")
    phone.write("community.gathering", session(club, counts={"F": {"6-11": 4_000}}, sure=["club"]))
    assert phone.settle(Link())
    assert any("4000" in s for said in phone.boxed()[0].sentences.values() for s in said)
    assert not Gathering.objects.exists()


def test_a_meeting_as_totals(phone, cast, stage):
    group = a_structure(by=cast.awa, place=stage.kita_town, sort="savings")
    a_cycle(group, by=cast.awa)
    today = timezone.localdate().isoformat()
    phone.write(
        "community.meeting",
        {"structure": str(group.pk), "held_on": today, "women": 15, "men": 2, "shares": 40},
    )
    assert phone.settle(Link())
    assert SavingsMeeting.objects.get().shares == 40


def test_a_group_of_another_place_is_neither_carried_nor_taken(phone, cast, stage):
    far = a_structure(by=cast.oumar, place=stage.socoura, sort="club")
    phone.write("community.gathering", session(far))
    assert phone.settle(Link())
    assert str(far.pk) not in phone.rows
    assert phone.boxed()
    assert not Gathering.objects.exists()


def test_shares_that_cannot_be_are_refused_with_the_offices_sentence(phone, cast, stage):
    group = a_structure(by=cast.awa, place=stage.kita_town, sort="savings")
    cycle = a_cycle(group, by=cast.awa)
    most = cycle.most_shares * 3
    today = timezone.localdate().isoformat()
    phone.write(
        "community.meeting",
        {"structure": str(group.pk), "held_on": today, "women": 3, "men": 0, "shares": most + 1},
    )
    assert phone.settle(Link())
    said = [s for found in phone.boxed()[0].sentences.values() for s in found]
    assert any(f" {most} " in s for s in said)
    assert not SavingsMeeting.objects.exists()


def test_many_children_are_taken_once_the_sheet_was_looked_at_again(phone, cast, stage):
    club = a_structure(by=cast.awa, place=stage.kita_town, sort="club")
    phone.write("community.gathering", session(club, counts={"F": {"6-11": 300}}))
    assert phone.settle(Link())
    (asked,) = phone.boxed()
    assert (asked.doubts, [*asked.sentences]) == (["club"], ["counts"])
    phone.look_again(asked)
    assert phone.settle(Link())
    assert Gathering.objects.get().counts == {"F": {"6-11": 300}}


@pytest.mark.parametrize("counts", [{"F": {"6-11": -3}}, {"X": {"6-11": 3}}, {"F": {"7": 3}}])
def test_a_head_count_that_is_none_stops_nothing_else(phone, cast, stage, counts):
    club = a_structure(by=cast.awa, place=stage.kita_town, sort="club")
    phone.write("community.gathering", session(club, counts=counts))
    phone.write("community.gathering", session(club))
    assert phone.settle(Link())
    assert len(phone.boxed()) == 1
    assert Gathering.objects.get().counts == {"F": {"6-11": 9}}
