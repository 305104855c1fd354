"""Seasons and what may be compared; shares and alerts."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.mission.food.rules import (
    LEAN,
    OUTSIDE,
    SIGNS,
    USUAL,
    Lean,
    Round,
    Seen,
    Share,
    before_in_season,
    comparable,
    last_of_each,
    mean,
    raised,
    round_of,
    share,
)

DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))
MONTH = st.integers(1, 12)


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (date(2025, 5, 31), Round(2024, OUTSIDE)),
        (date(2025, 6, 1), Round(2025, LEAN)),
        (date(2025, 8, 31), Round(2025, LEAN)),
        (date(2025, 9, 1), Round(2025, OUTSIDE)),
        (date(2026, 1, 15), Round(2025, OUTSIDE)),
    ],
)
def test_the_usual_lean_season_is_june_to_august(day, wanted):
    assert round_of(day, USUAL) == wanted


def test_a_lean_season_over_the_end_of_the_year_is_one_round():
    lean = Lean(11, 2)
    days = [date(2025, 11, 1), date(2025, 12, 31), date(2026, 2, 28)]
    assert {round_of(day, lean) for day in days} == {Round(2025, LEAN)}
    assert round_of(date(2026, 3, 1), lean) == Round(2026, OUTSIDE)


@given(DAYS, MONTH, MONTH)
def test_one_day_later_is_the_same_round_or_the_next(day, first, last):
    lean = Lean(first, last)
    now, later = round_of(day, lean), round_of(day + timedelta(days=1), lean)
    assert now == later or now.season != later.season or later.year == now.year + 1


def day_in(year, lean):
    return date(year, 7 if lean else 1, 10)


def seen(year, *, lean=True, poor=False):
    day = day_in(year, lean)
    bands = {"fcs 21/35": "poor" if poor else "acceptable"}
    return Seen(day, round_of(day, USUAL), {"fcs": Decimal(year % 100)}, bands)


def test_only_the_same_season_of_another_year_stands_beside():
    assert before_in_season([seen(2023), seen(2025, lean=False), seen(2024), seen(2025)]).on == (
        day_in(2024, lean=True)
    )
    assert before_in_season([seen(2025, lean=False), seen(2025)]) is None
    assert before_in_season([]) is None


@given(DAYS, DAYS)
def test_two_seasons_are_never_compared(a, b):
    one, other = round_of(a, USUAL), round_of(b, USUAL)
    assert comparable(one, other) == (USUAL.holds(a) == USUAL.holds(b))


def test_an_alert_needs_enough_families_and_more_than_its_share():
    assert raised(Share(2, 5), percent=Decimal(20), at_least=5)
    assert not raised(Share(1, 5), percent=Decimal(20), at_least=5)
    assert not raised(Share(4, 4), percent=Decimal(20), at_least=5)
    assert not raised(Share(0, 0), percent=Decimal(0), at_least=0)


@given(st.lists(st.booleans(), max_size=20))
def test_a_share_counts_only_who_has_the_score(poor):
    found = share(SIGNS["fcs_poor_2135"], [seen(2025, poor=p) for p in poor])
    assert found == Share(sum(poor), len(poor))
    assert share(SIGNS["water_unsafe"], [seen(2025)]) == Share(0, 0)


def test_the_last_survey_of_each_household_counts():
    assert last_of_each([(1, seen(2025)), (1, seen(2023)), (2, seen(2024))]) == {
        1: seen(2025), 2: seen(2024),
    }  # fmt: skip
    assert mean([]) is None
    assert mean([Decimal(1), Decimal(2)]) == Decimal("1.5")
