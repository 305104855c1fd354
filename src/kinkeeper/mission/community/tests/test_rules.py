"""Head-counts, boxes, share-outs and the household's money, on plain values."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.mission.community import rules as r

NUMBERS = st.integers(0, 40)
GRIDS = st.dictionaries(
    st.sampled_from(r.SEXES), st.dictionaries(st.sampled_from(r.AGES), NUMBERS), max_size=3
)
TURNS = st.lists(
    st.builds(
        r.Turn, on=st.just(date(2019, 1, 1)), shares=NUMBERS, lent=st.integers(0, 9000),
        repaid=st.integers(0, 9000), fines=st.integers(0, 500),
        box=st.none() | st.integers(0, 90_000),
    ),
    max_size=6,
)  # fmt: skip


@given(GRIDS)
def test_parts_by_sex_and_by_age_always_meet_the_total(grid):
    counts = r.cleaned(grid)
    assert sum(r.total(counts, sex=sex) for sex in r.SEXES) == r.total(counts)
    assert sum(r.total(counts, ages=(age,)) for age in r.AGES) == r.total(counts)


@given(GRIDS, GRIDS)
def test_attendances_of_two_sessions_are_added(one, other):
    both = r.added([r.cleaned(one), r.cleaned(other)])
    assert r.total(both) == r.total(r.cleaned(one)) + r.total(r.cleaned(other))


@pytest.mark.parametrize("raw", [{"X": {"0-5": 1}}, {"F": {"old": 1}}, {"F": {"0-5": -1}}])
def test_what_is_no_head_count_is_refused(raw):
    with pytest.raises(ValueError, match="not a head-count"):
        r.cleaned(raw)


def test_the_box_goes_on_from_what_was_counted():
    turns = [
        r.Turn(date(2019, 1, 7), shares=40, box=7_500),
        r.Turn(date(2019, 1, 14), shares=10, lent=5_000, box=4_500),
    ]
    first, second = r.boxes(turns, 200)
    assert (first.box, first.box_gap) == (8_000, -500)
    assert (second.box, second.box_gap) == (4_500, 0)
    assert not first.even
    assert second.even


@given(TURNS)
def test_without_counting_the_box_is_the_plain_sum(turns):
    bare = [r.Turn(t.on, t.shares, t.lent, t.repaid, fines=t.fines) for t in turns]
    wanted = sum(t.shares * 100 + t.repaid + t.fines - t.lent for t in bare)
    assert r.in_box(bare, 100) == wanted


@given(TURNS)
def test_a_gap_is_what_was_counted_less_what_is_computed(turns):
    for after in r.boxes(turns, 100):
        if after.turn.box is not None:
            assert after.box + (after.box_gap or 0) == after.turn.box


def test_a_share_out_balances_or_says_by_how_much_not():
    assert r.Shared(100, 250, 25_000, 1_000, 26_000).even
    wrong = r.Shared(100, 250, 24_000, 1_000, 26_000)
    assert (wrong.by_shares, wrong.by_box) == (-1_000, -1_000)


def test_quarters_are_all_those_the_period_touches():
    assert r.quarters(date(2018, 11, 30), date(2019, 4, 1)) == [(2018, 4), (2019, 1), (2019, 2)]


def test_a_rise_is_measured_at_the_prices_of_today():
    before = r.Purse("money/1", 30_000, 20_000, 4_000)
    after = r.Purse("money/1", 33_000, 20_000, 5_200)
    assert r.rose(before, after, prices=Decimal("1.05"))
    assert not r.rose(before, after, prices=Decimal("1.10"))
    assert r.share_rose(before, after, points=5)
    assert not r.share_rose(before, after, points=7)


def test_two_versions_of_the_questionnaire_are_never_compared():
    one, other = r.Purse("money/1", 1, 1, 1), r.Purse("money/2", 1, 1, 1)
    with pytest.raises(r.NotComparableError):
        r.rose(one, other, prices=Decimal(1))
    with pytest.raises(r.NotComparableError):
        r.share_rose(one, other, points=5)


def test_a_share_of_nothing_is_not_zero():
    empty = r.Purse("money/1", 10, 0, 0)
    assert empty.child_share is None
    assert r.share_rose(empty, empty, points=5) is None


@pytest.mark.parametrize(
    ("kind", "number", "found"),
    [
        ("club", 30, ""),
        ("club", 200, "ask"),
        ("club", 4_000, "never"),
        ("harvest_kg", 5_000, "ask"),
    ],
)
def test_what_is_too_much_to_be_true(kind, number, found):
    assert r.beyond(kind, number) == found


NORMS = {"governance": 30, "own_percent": 30, "activities": 4}


def test_autonomy_needs_all_four():
    whole = r.Means(Decimal("3.00"), 30, 100, 4, safeguarding=True)
    assert r.met(whole, NORMS) == {"governance", "own_means", "acts_alone", "safeguarding"}


def test_without_any_cost_nothing_is_proved_about_own_means():
    assert "own_means" not in r.met(r.Means(None, 0, 0, 9, safeguarding=True), NORMS)
    assert "governance" not in r.met(r.Means(None, 0, 0, 9, safeguarding=True), NORMS)


def test_a_mean_is_of_the_scored_items_only():
    group = {"A1": "A", "A2": "A", "B1": "B"}
    assert r.means({"A1": 2, "A2": 3, "Z9": 4}, group) == {"A": Decimal("2.50")}


def test_outstanding_and_saved():
    turns = [r.Turn(date(2019, 1, 1) + timedelta(days=7 * n), 10, 3_000, 1_000) for n in range(3)]
    assert (r.outstanding(turns), r.saved(turns, 200)) == (6_000, 6_000)
