"""The rules on plain values, with invented days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.mission.strengthening.models import Criterion
from kinkeeper.mission.strengthening.rules import (
    ECONOMIC,
    WEIGHTS,
    Enrolled,
    contact_due,
    contact_meant,
    evidence,
    follow_up_over,
    months_in_programme,
    poverty_only,
    priority,
    score,
)

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
CRITERIA = st.sets(st.sampled_from([c.value for c in Criterion]))
EXIT = date(2020, 1, 31)


def test_every_criterion_has_a_weight():
    assert set(WEIGHTS) == {c.value for c in Criterion}


@given(CRITERIA)
def test_poverty_alone_is_only_what_is_economic(criteria):
    assert poverty_only(criteria) == (bool(criteria) and not criteria - ECONOMIC)


@given(CRITERIA, st.booleans())
def test_poverty_alone_never_proves_a_risk(criteria, said):
    family = Enrolled(criteria=tuple(criteria), not_only_poverty=said)
    proved = evidence(family, today=EXIT, over_days=548)
    assert ("not_only_poverty" in proved) == (said and not poverty_only(criteria))
    assert ("criteria" in proved) == bool(criteria)


@given(CRITERIA, st.integers(0, 20), st.integers(-10, 5000))
def test_the_score_is_the_sum_of_its_visible_parts(criteria, children, days):
    parts = priority(criteria, branch="capacity", small_children=children, waiting_days=days)
    assert score(parts) == sum(p.points for p in parts)
    assert all(p.points > 0 for p in parts)
    assert [p.points for p in parts] == sorted((p.points for p in parts), reverse=True)


@given(CRITERIA, st.sampled_from([c.value for c in Criterion]))
def test_one_criterion_more_never_lowers_the_score(criteria, more):
    def total(ticked):
        return score(priority(ticked, branch="", small_children=0, waiting_days=0))

    assert total({*criteria, more}) >= total(criteria)


@given(DAYS, st.integers(0, 4000), st.integers(0, 4000))
def test_months_never_shrink_while_a_family_stays(since, first, then):
    early = months_in_programme(since, None, today=since + timedelta(days=first))
    late = months_in_programme(since, None, today=since + timedelta(days=first + then))
    assert early is not None
    assert late is not None
    assert 0 <= early <= late


@given(DAYS, DAYS)
def test_months_are_never_negative(since, today):
    assert (months_in_programme(since, None, today=today) or 0) >= 0


def test_months_count_whole_months_only():
    assert months_in_programme(date(2018, 1, 31), None, today=date(2018, 2, 28)) == 0
    assert months_in_programme(date(2018, 1, 15), date(2019, 1, 15), today=date(2020, 1, 1)) == 12
    assert months_in_programme(None, None, today=EXIT) is None


@given(DAYS.filter(lambda d: d.year < 2050))
def test_contacts_are_due_in_their_order(until):
    first = contact_due(until, [], first_days=182, second_days=365)
    second = contact_due(until, [6], first_days=182, second_days=365)
    assert first == (6, until + timedelta(days=182))
    assert second == (12, until + timedelta(days=365))
    assert contact_due(until, [6, 12], first_days=182, second_days=365) is None


def test_a_missed_first_contact_is_not_asked_for_after_the_second():
    assert contact_due(EXIT, [12], first_days=182, second_days=365) is None


def test_a_contact_after_nine_months_is_the_second():
    assert contact_meant(EXIT, EXIT + timedelta(days=200)) == 6
    assert contact_meant(EXIT, EXIT + timedelta(days=300)) == 12


@given(st.integers(0, 1000))
def test_the_follow_up_of_a_self_reliant_family_ends_with_the_second_contact_or_time(days):
    today = EXIT + timedelta(days=days)
    family = Enrolled(until=EXIT, exit_reason="self_reliant")
    assert follow_up_over(family, today=today, over_days=548) == (days >= 548)
    seen = Enrolled(until=EXIT, exit_reason="self_reliant", contacts=frozenset({12}))
    assert follow_up_over(seen, today=today, over_days=548)
    moved = Enrolled(until=EXIT, exit_reason="moved_away")
    assert follow_up_over(moved, today=today, over_days=548)
