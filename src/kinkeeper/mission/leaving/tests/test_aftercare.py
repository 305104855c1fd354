"""Contacts after leaving, lost and found, help, the office's own rhythm."""

import pytest
from django.core.exceptions import ValidationError

from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.leaving.actions import (
    Given,
    NewContact,
    give_support,
    record_contact,
    set_rhythm,
)
from kinkeeper.mission.leaving.queries import (
    aftercare_list,
    contacts_due,
    contacts_of,
    rhythm,
    state_of,
    youth_list,
)
from kinkeeper.mission.leaving.reckoning import DEFAULT, Rhythm
from kinkeeper.mission.people.actions import record_death


@pytest.fixture
def out(journey):
    journey.out()
    return journey


def followed(out):
    out.take("accompany", 735, given=Given(contact_plan="appel le dimanche"))


def test_a_contact_answers_the_one_that_was_due(out):
    assert out.call(29).months == 1
    assert out.call(400).months == 12
    assert [c.months for c in contacts_of(out.way)] == [12, 1]


def test_no_contact_before_leaving_nor_on_an_earlier_day(journey):
    journey.prepare()
    contact = NewContact(journey.day(5), "phone", reached=False)
    with pytest.raises(ValidationError):
        record_contact(journey.way, by=journey.village.salif, contact=contact)
    journey.furnish()
    journey.plan_leaving()
    journey.hand_over()
    journey.leave()
    with pytest.raises(ValidationError) as wrong:
        journey.call(-1)
    assert "held_on" in wrong.value.message_dict


def test_who_was_reached_is_asked_all_five_things(out):
    with pytest.raises(ValidationError) as wrong:
        out.call(30, health="", someone="")
    assert set(wrong.value.message_dict) == {"health", "someone"}
    attempt = out.call(30, reached=False)
    assert attempt.housing == ""


def test_three_attempts_on_two_ways_and_the_contact_is_lost_and_a_call_finds_it_again(out):
    followed(out)
    for days in (30, 40, 50):
        out.call(days, reached=False)
    with pytest.raises(ValidationError):
        out.take("lose", 790)
    out.call(60, reached=False, channel="visit")
    out.take("lose", 795)
    assert state_of(out.way) == "lost_contact"
    out.call(70)
    assert state_of(out.way) == "aftercare"


def test_a_lost_contact_is_given_up_only_after_the_time_the_office_set(out):
    for days, channel in ((30, "phone"), (31, "visit"), (32, "relative")):
        out.call(days, reached=False, channel=channel)
    out.take("lose", 770)
    with pytest.raises(ValidationError):
        out.take("give_up", 770 + 729)
    out.take("give_up", 770 + 730)
    assert state_of(out.way) == "closed"


def test_the_aftercare_closes_when_the_young_person_was_reached_lately_and_agrees(out):
    followed(out)
    talk = Given(closing_talk_on=out.day(1500))
    with pytest.raises(ValidationError):
        out.propose("close", 1500, "stable", talk)
    out.call(740)
    out.take("close", 1500, "stable", talk)
    assert out.way.until == out.day(1500)


def test_the_list_says_whose_contact_is_due_first(out, village):
    today = out.day(730 + 100)
    [row] = aftercare_list(village.salif, today)
    assert row.due == (1, row.exit.on.replace(month=row.exit.on.month + 1))
    assert row.late
    out.call(31)
    [row] = aftercare_list(village.salif, today)
    assert row.due is not None
    assert row.due[0] == 3
    assert row.last is not None
    assert row.last.months == 1
    assert contacts_due(village.salif, today, row.due[1]) == []
    assert youth_list(village.salif, today) == []


def test_the_list_of_the_young_says_what_is_missing(journey, village):
    journey.prepare()
    journey.papers(national_id=("missing", ""))
    [row] = youth_list(village.salif, journey.day(30))
    assert (row.agreed, row.missing, row.stay.form) == (False, 1, "sos_family")
    assert aftercare_list(village.salif, journey.day(30)) == []


def test_the_lists_show_nobody_to_who_works_elsewhere(out, cast):
    assert len(aftercare_list(cast.mariam, out.day(999))) == 1
    for other in (cast.awa, cast.fatim, cast.claire, cast.nobody):
        assert aftercare_list(other, out.day(999)) == []


def test_help_is_given_after_leaving_only(journey):
    way, by = journey.prepare(), journey.village.salif
    with pytest.raises(ValidationError):
        give_support(way, by=by, kind="money", since=journey.day(5))
    journey.furnish()
    journey.plan_leaving()
    journey.hand_over()
    journey.leave()
    give_support(journey.way, by=by, kind="money", since=journey.day(760), francs=25_000)
    for since, until in ((700, None), (760, 750)):
        with pytest.raises(ValidationError):
            give_support(
                journey.way, by=by, kind="money", since=journey.day(since),
                until=until and journey.day(until),
            )  # fmt: skip


def test_nobody_is_called_after_a_death(out):
    record_death(out.person, by=out.village.moussa, on=out.day(800))
    with pytest.raises(ValidationError):
        out.call(90)
    assert out.call(60).reached


def test_the_national_office_sets_the_rhythm(out, cast):
    assert rhythm() == DEFAULT
    set_rhythm(Rhythm(months=(36, 2), attempts=4), by=cast.mariam)
    assert rhythm() == Rhythm(months=(2, 36), attempts=4)
    assert out.call(29).months == 2
    with pytest.raises(Refused):
        set_rhythm(DEFAULT, by=cast.moussa)
    for wrong in (Rhythm(months=()), Rhythm(months=(3, 3)), Rhythm(months=(0, 3)),
                  Rhythm(attempts=1), Rhythm(house_age=24)):  # fmt: skip
        with pytest.raises(ValidationError):
            set_rhythm(wrong, by=cast.mariam)
