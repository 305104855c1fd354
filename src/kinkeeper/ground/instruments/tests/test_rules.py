"""Scores and differences; the reference examples of the sources."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.ground.instruments.rules import (
    HIGHEST,
    SUM,
    Asked,
    Band,
    Part,
    Score,
    as_data,
    differences,
    from_data,
    scored,
)
from kinkeeper.ground.instruments.score_sheets import read_scores
from kinkeeper.ground.instruments.shipped import SHIPPED, shipped_book
from kinkeeper.ground.instruments.shipped.food import FCS_GROUPS, HDDS, HHS, LCS, RCSI

DAYS = st.integers(0, 7)


def scores(code):
    book = shipped_book(code)
    found, problems = read_scores(book, [li.get("name", "") for _n, li in book.lines("survey")])
    assert not problems
    return {score.code: score for score in found}


FOOD = scores("household-food")


def fcs(*days):
    names = [name for name, _w, _words in FCS_GROUPS]
    return scored(FOOD["fcs"], dict(zip(names, map(str, days), strict=True)))


# Worked by hand from the rule of WFP (weights 2, 3, 4, 4, 1, 1, 0.5, 0.5, 0).
@pytest.mark.parametrize(
    ("days", "value", "low", "high"),
    [
        ((7, 7, 7, 7, 7, 7, 7, 7, 7), "112", "acceptable", "acceptable"),
        ((0, 0, 0, 0, 0, 0, 0, 0, 7), "0", "poor", "poor"),
        ((7, 0, 0, 0, 7, 0, 0, 0, 7), "21", "poor", "poor"),
        ((7, 0, 0, 0, 7, 0, 1, 0, 7), "21.5", "borderline", "poor"),
        ((7, 0, 0, 0, 7, 0, 7, 7, 7), "28", "borderline", "poor"),
        ((7, 0, 0, 0, 7, 0, 7, 7, 0), "28", "borderline", "poor"),
        ((7, 7, 0, 0, 0, 0, 0, 0, 0), "35", "borderline", "borderline"),
        ((7, 7, 0, 0, 0, 0, 1, 0, 0), "35.5", "acceptable", "borderline"),
        ((7, 7, 0, 0, 7, 0, 0, 0, 0), "42", "acceptable", "borderline"),
        ((7, 7, 0, 0, 7, 0, 1, 0, 0), "42.5", "acceptable", "acceptable"),
    ],
)
def test_food_consumption_by_both_pairs_of_thresholds(days, value, low, high):
    found = fcs(*days)
    assert found.value == Decimal(value)
    assert (found.band("21/35").code, found.band("28/42").code) == (low, high)


@given(st.lists(DAYS, min_size=9, max_size=9))
def test_food_consumption_is_the_weighted_sum(days):
    weights = [2, 3, 4, 4, 1, 1, 0.5, 0.5, 0]
    found = fcs(*days)
    assert float(found.value) == sum(w * d for w, d in zip(weights, days, strict=True))
    assert 0 <= found.value <= 112


@given(st.lists(DAYS, min_size=5, max_size=5))
def test_reduced_coping_index(days):
    found = scored(FOOD["rcsi"], {n: str(d) for (n, _w, _l), d in zip(RCSI, days, strict=True)})
    value = days[0] + 2 * days[1] + days[2] + days[3] + 3 * days[4]
    assert found.value == value
    assert found.band("WFP").code == ("low" if value <= 3 else "medium" if value <= 18 else "high")


@given(st.lists(st.booleans(), min_size=12, max_size=12))
def test_dietary_diversity_counts_the_groups(eaten):
    typed = {n: str(int(e)) for (n, _l), e in zip(HDDS, eaten, strict=True)}
    found = scored(FOOD["hdds"], typed)
    assert found.value == sum(eaten)
    assert (found.band("IPC").code == "high") == (sum(eaten) >= 5)


@given(st.lists(st.sampled_from(["", "1", "2", "3"]), min_size=3, max_size=3))
def test_hunger_counts_rarely_and_sometimes_once_often_twice(often):
    typed = {f"{n}_FR": o for (n, _l), o in zip(HHS, often, strict=True)}
    found = scored(FOOD["hhs"], typed)
    value = sum({"": 0, "1": 1, "2": 1, "3": 2}[o] for o in often)
    assert found.value == value
    wanted = "little" if value <= 1 else "moderate" if value <= 3 else "severe"
    assert found.band("FANTA").code == wanted


@given(st.lists(st.sampled_from(["10", "20", "30", "9999"]), min_size=10, max_size=10))
def test_livelihood_coping_is_the_worst_used_or_used_up(given_):
    typed = {n: a for (n, _p, _l), a in zip(LCS, given_, strict=True)}
    phases = [int(p) for (_n, p, _l), a in zip(LCS, given_, strict=True) if a in {"20", "30"}]
    assert scored(FOOD["lcs_fs"], typed).value == max(phases, default=1)


def test_a_missing_answer_is_no_nought():
    found = scored(FOOD["fcs"], {"FCSStap": "7"})
    assert found.value is None
    assert len(found.missing) == 8


def test_washington_short_set_has_its_threshold_at_a_lot():
    score = scores("washington-short-set")["wg_ss"]
    names = [part.question for part in score.parts]

    def band(*answers):
        return scored(score, dict(zip(names, answers, strict=True))).band("WG").code

    assert band("1", "2", "2", "1", "1", "1") == "without"
    assert band("1", "2", "3", "1", "1", "1") == "with"
    assert band("9", "9", "7", "9", "9", "9") == "unknown"


def test_water_ladder_takes_the_worst_rung():
    score = scores("household-water")["jmp"]
    rungs = ["improved_near", "improved_far", "unimproved", "surface"]
    bands = [scored(score, {"water_ladder": r}).band("JMP").code for r in rungs]
    assert bands == ["basic", "limited", "unimproved", "surface"]


@pytest.mark.parametrize("code", sorted(SHIPPED))
def test_scores_are_kept_and_read_back_the_same(code):
    for score in scores(code).values():
        assert from_data(as_data(score)) == score


def test_the_highest_part_wins_and_an_empty_one_counts_what_is_said():
    parts = (Part("a", empty=Decimal(0)), Part("b", values={"x": Decimal(5)}))
    score = Score("s", {}, HIGHEST, parts, (Band("t", None, "all", {}),))
    assert scored(score, {"b": "x"}).value == 5
    assert scored(score, {"a": "7", "b": "x"}).value == 7
    assert scored(Score("s", {}, SUM, parts), {"a": "2"}).value is None


def test_differences_follow_the_ids():
    was = [Asked("1", "a", "text", 2, {"fr": "A"}), Asked("2", "b", "text", 2, {"fr": "B"})]
    now = [Asked("1", "z", "text", 2, {"fr": "Z"}), Asked("3", "c", "one", 2, {"fr": "C"})]
    found = differences(was, now)
    assert (found.new, found.gone, found.reworded) == (("c",), ("b",), ("z",))
    assert differences(was, [Asked("2", "b", "integer", 2, {"fr": "B"})]).retyped == (
        ("b", "text", "integer"),
    )
