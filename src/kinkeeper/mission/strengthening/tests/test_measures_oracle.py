"""The formulas against a slow and simple second way of counting."""

from datetime import date, timedelta
from fractions import Fraction
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from kinkeeper.ground.reports.figures import Asked, State, hide_small
from kinkeeper.ground.text.dates import Precision, RoughDate, months_after
from kinkeeper.mission.strengthening import measures_follow as follow
from kinkeeper.mission.strengthening import measures_rules as rules
from kinkeeper.mission.strengthening.measures_facts import (
    Loss,
    Programme,
    Spell,
)
from kinkeeper.mission.strengthening.tests.facts import (
    PROJECT,
    START,
    period,
    self_reliance,
    stay,
    uid,
)

days = st.dates(date(2017, 1, 1), date(2020, 12, 31))
ends = st.none() | days
numbers = st.integers(1, 6)


@st.composite
def programmes(draw) -> Programme:
    reasons = st.sampled_from(["self_reliant", "moved_away"])
    stays = [
        stay(n, f, s, max(s, e) if e else None, draw(reasons) if e else "")
        for n, (f, s, e) in enumerate(draw(st.lists(st.tuples(numbers, days, ends), max_size=8)))
    ]
    spells = [
        Spell(uid(3, p), "child", uid(2, f), s, max(s, e) if e else None)
        for p, f, s, e in draw(st.lists(st.tuples(numbers, numbers, days, ends), max_size=8))
    ]
    losses = [
        Loss(uid(4, n), uid(3, p), d)
        for n, (p, d) in enumerate(draw(st.lists(st.tuples(numbers, days), max_size=5)))
    ]
    sexes = draw(st.dictionaries(numbers.map(partial(uid, 3)), st.sampled_from(["F", "M", ""])))
    births = draw(st.dictionaries(
        numbers.map(partial(uid, 3)),
        st.dates(date(2000, 1, 1), date(2019, 1, 1)).map(lambda d: RoughDate(d, Precision.DAY)),
    ))  # fmt: skip
    return Programme(
        stays=tuple(stays), spells=tuple(spells), losses=tuple(losses), sexes=sexes, births=births
    )


periods = st.tuples(days, days).map(lambda pair: period(min(pair), max(pair)))


def every_day(asked: Asked) -> list[date]:
    return [asked.since + timedelta(days=n) for n in range((asked.on - asked.since).days + 1)]


@settings(max_examples=60, deadline=None)
@given(programmes(), periods)
def test_loss_of_care_agrees_with_counting_day_by_day(programme, asked):
    """The slow way: walk through every day of the period for every child."""
    enrolled, lost, child_days = set(), set(), 0
    for day in every_day(asked):
        here = {s.person for s in programme.spells
                if s.since <= day and (s.until is None or s.until > day)}  # fmt: skip
        leaving = {s.person for s in programme.spells if s.until == day}
        child_days += len(here)
        lost |= {e.person for e in programme.losses if e.on == day} & (here | leaving)
        enrolled |= here
    figure = rules.loss_of_care(programme, asked)
    assert {i for _kind, i in figure.counted.numerator} == lost
    assert {i for _kind, i in figure.counted.denominator} == enrolled | lost
    years = {d.code: d.value for d in figure.details}["child_years"]
    assert abs(Fraction(years) - Fraction(child_days) / Fraction("365.25")) <= Fraction(1, 20)


@settings(max_examples=60, deadline=None)
@given(programmes(), periods)
def test_self_reliance_agrees_with_reading_family_by_family(programme, asked):
    left, well = set(), set()
    for family in {s.family for s in programme.stays}:
        exits = sorted(
            (s.until, s.since, s.id, s.reason) for s in programme.stays
            if s.family == family and s.until and s.until in set(every_day(asked))
        )  # fmt: skip
        if exits:
            left.add(family)
            if exits[-1][3] == "self_reliant":
                well.add(family)
    figure = self_reliance(programme, asked)
    assert {i for _kind, i in figure.counted.denominator} == left
    assert {i for _kind, i in figure.counted.numerator} == well
    assert sum(d.value or 0 for d in figure.details) == len(left)


@settings(max_examples=60, deadline=None)
@given(programmes(), days, st.sampled_from([6, 36]))
def test_the_cohort_agrees_with_looking_at_each_family_on_its_own_day(programme, on, months):
    due, well = set(), set()
    for family in {s.family for s in programme.stays}:
        own = [s for s in programme.stays if s.family == family]
        mark = months_after(min(s.since for s in own), months)
        if mark > on:
            continue
        due.add(family)
        ended = [s for s in own if s.since <= mark and s.until is not None and s.until <= mark]
        inside = any(s.since <= mark and (s.until is None or s.until > mark) for s in own)
        last = max(ended, key=lambda s: (s.until, s.since, s.id), default=None)
        if not inside and last.reason == "self_reliant":
            well.add(family)
    figure = rules.cohort(programme, Asked(PROJECT, min(on, START), on), months=months)
    assert {i for _kind, i in figure.counted.denominator} == due
    assert {i for _kind, i in figure.counted.numerator} == well


@settings(max_examples=60, deadline=None)
@given(programmes(), periods)
def test_parts_always_meet_the_total_also_where_sex_and_age_are_not_recorded(programme, asked):
    for figure in (
        follow.people_reached(programme, asked, part="child"),
        rules.loss_of_care(programme, asked),
    ):
        for scheme in {c.scheme for c in figure.cells} - {"place"}:
            cells = [c for c in figure.cells if c.scheme == scheme]
            assert sum(c.numerator or 0 for c in cells) == figure.numerator
            if figure.denominator is not None:
                assert sum(c.denominator or 0 for c in cells) == figure.denominator


@settings(max_examples=60, deadline=None)
@given(programmes(), periods)
def test_what_outside_readers_see_never_holds_a_small_cell(programme, asked):
    figure = hide_small(follow.people_reached(programme, asked, part="child"))
    shown = [c for c in figure.cells if c.state is State.COMPUTED]
    assert not any(0 < (c.numerator or 0) < 5 for c in shown)
    for scheme in {c.scheme for c in figure.cells}:
        shut = [c for c in figure.cells if c.scheme == scheme and c.state is State.SUPPRESSED]
        full = [c for c in figure.cells if c.scheme == scheme and c.numerator]
        assert len(shut) != 1 or not full
