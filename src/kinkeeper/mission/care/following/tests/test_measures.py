"""AC-7, AC-8 and AC-9 against a plain second count, and as known before."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.ground.records.queries import AsKnown, Now, position
from kinkeeper.ground.reports.figures import Asked, State
from kinkeeper.ground.reports.measures import measure_of
from kinkeeper.ground.text.dates import months_after
from kinkeeper.mission.care.following.actions import agree_plan, bar_contact, log_contact
from kinkeeper.mission.care.following.rules import Turn, lately, turns
from kinkeeper.mission.care.following.tests.test_following import GOAL, day, review
from kinkeeper.mission.care.tests.make import a_child, a_family, a_village, placed

CAME = date(2024, 1, 10)
DAYS = st.dates(date(2015, 1, 1), date(2025, 1, 1))


def asked(since, on, **more):
    return Asked(uuid4(), since, on, **more)


YEAR = asked(date(2024, 1, 1), date(2024, 12, 31))


def figure(code, rows=None, when=YEAR):
    return measure_of(f"care.{code}").compute(rows or Now(), when)


@pytest.fixture
def two(cast, stage):
    village = a_village(by=cast.machine, place=stage.socoura)
    family = a_family(village, by=cast.machine)
    return [
        placed(a_child(by=cast.machine, place=stage.socoura, given=name, born=date(2015, 1, 1)),
               family, by=cast.machine, on=CAME)
        for name in ("Fanta", "Awa")
    ]  # fmt: skip


def test_reviews_are_due_every_three_months_from_the_last_one(two, cast):
    assert figure("reviews_on_time").denominator == 2
    first, _second = two
    for days in (80, 200, 290):
        review(first, cast.oumar, days)
    found = figure("reviews_on_time")
    # first: due 10/4 held 30/3; due 30/6 held 28/7 (late); due 28/10 held 26/10; second: 10/4 never
    assert (found.numerator, found.denominator) == (2, 4)
    early = asked(date(2024, 1, 1), date(2024, 3, 31))
    assert figure("reviews_on_time", when=early).state is State.NOT_APPLICABLE


def test_a_review_told_later_counts_from_then_on_only(two, cast):
    before = position()
    review(two[0], cast.oumar, 80)
    assert figure("reviews_on_time").numerator == 1
    assert figure("reviews_on_time", rows=AsKnown(before)).numerator == 0


def test_a_plan_counts_while_it_is_agreed_and_not_due_for_renewal(two, cast):
    agree_plan(two[0], by=cast.oumar, on=day(20), agreed_with="x", goals=[GOAL],
               valid_until=day(200))  # fmt: skip
    for on, expected in ((day(10), 0), (day(20), 1), (day(200), 1), (day(201), 0)):
        found = figure("plan_in_force", when=asked(CAME, on))
        assert (found.numerator, found.denominator) == (expected, 2)


def test_contact_counts_for_three_months_and_excluded_children_are_left_out(two, cast):
    log_contact(two[0], by=cast.oumar, held_on=day(30), kind="call", with_whom="la tante")
    log_contact(two[1], by=cast.oumar, held_on=day(30), kind="call", with_whom="x", refused=True)
    found = figure("family_contact", when=asked(CAME, day(60)))
    assert (found.numerator, found.denominator) == (1, 2)
    assert figure("family_contact", when=asked(CAME, day(130))).numerator == 0
    bar_contact(two[1], by=cast.moussa, on=day(40), authority="Juge", reason="Danger")
    found = figure("family_contact", when=asked(CAME, day(60)))
    assert (found.numerator, found.denominator) == (1, 1)


def test_only_the_villages_of_the_places_asked_for(two, stage):
    here = asked(CAME, day(60), places=frozenset({stage.socoura.pk}))
    there = asked(CAME, day(60), places=frozenset({stage.kita.pk}))
    assert figure("plan_in_force", when=here).denominator == 2
    assert figure("plan_in_force", when=there).state is State.NOT_APPLICABLE
    assert figure("plan_in_force", when=asked(CAME, day(60), bare=True)).cells == ()


@given(DAYS, st.lists(st.integers(1, 2000), unique=True, max_size=12))
def test_one_turn_more_than_reviews_and_each_three_months_after_the_one_before(since, gaps):
    held = [since + timedelta(days=n) for n in gaps]
    found = turns(since, held)
    assert len(found) == len(held) + 1
    marks = [since, *sorted(held)]
    assert [t.due_on for t in found] == [months_after(day, 3) for day in marks]
    assert [t.held_on for t in found] == [*sorted(held), None]


@given(DAYS, st.integers(0, 400))
def test_in_time_is_by_the_day_it_was_due_and_known_by_the_day_asked(due, late):
    turn = Turn(due, due + timedelta(days=late))
    assert turn.in_time(due + timedelta(days=500)) == (late == 0)
    assert not Turn(due, None).in_time(due)
    assert not turn.in_time(due - timedelta(days=1))


@given(DAYS, st.integers(-50, 200))
def test_lately_is_three_months(held, days):
    on = held + timedelta(days=days)
    assert lately(held, on) == (held <= on < months_after(held, 3))
