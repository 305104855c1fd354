"""Values that people enter: what is wrong with one, how sure a survey is, several as one."""

from decimal import Decimal

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from kinkeeper.ground.reports.figures import State
from kinkeeper.mission.projects.entered import (
    CellGiven,
    Given,
    figure_of,
    interval,
    over_places,
    problems,
    together,
)


def codes(given, *, unit="number", survey=False, schemes=("sex",)):
    return [p.code for p in problems(given, unit=unit, survey=survey, schemes=schemes)]


def by_sex(women, men, unknown=0):
    keys = (("F", women), ("M", men), ("", unknown))
    return tuple(CellGiven("sex", key, number) for key, number in keys)


def test_sexes_that_do_not_meet_the_total_are_refused_with_the_difference():
    (problem,) = problems(
        Given(value=Decimal(105), cells=by_sex(60, 40)), unit="number", survey=False,
        schemes=["sex"],
    )  # fmt: skip
    assert problem.code == "parts_do_not_meet"
    assert problem.facts == {"scheme": "sex", "sum": 100, "total": 105, "difference": 5}


def test_not_recorded_counts_in_the_total():
    assert codes(Given(value=Decimal(105), cells=by_sex(60, 40, 5))) == []


@pytest.mark.parametrize(
    ("given", "unit", "code"),
    [
        (Given(), "number", "no_value"),
        (Given(value=Decimal(62)), "percent", "percent_needs_parts"),
        (Given(numerator=9, denominator=8), "percent", "more_than_all"),
        (Given(value=Decimal(0), absent="not_collected"), "number", "absent_with_number"),
        (Given(value=Decimal(3), cells=(CellGiven("age", "0-2", 3),)), "number", "unknown_scheme"),
        (Given(value=Decimal(3), cells=(*by_sex(1, 1), CellGiven("sex", "F", 1))), "number",
         "same_cell_twice"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(given, unit, code):
    assert code in codes(given, unit=unit)


def test_a_survey_needs_its_number_of_people_and_its_design():
    found = codes(Given(numerator=1, denominator=2), unit="percent", survey=True)
    assert found == ["no_sample", "no_design"]


def test_absent_is_no_zero():
    assert figure_of(Given(absent="not_collected"), unit="number").state is State.NOT_COLLECTED
    assert figure_of(Given(absent="not_applicable"), unit="number").value is None
    zero = figure_of(Given(value=Decimal(0)), unit="number")
    assert (zero.state, zero.value) == (State.ENTERED, Decimal(0))
    nobody = figure_of(Given(numerator=0, denominator=0), unit="percent")
    assert (nobody.state, nobody.value) == (State.NOT_APPLICABLE, None)


def test_the_interval_is_wilsons():
    """Newcombe 1998, table I: 81 of 263 is 0.2553 to 0.3662, 15 of 148 is 0.0624 to 0.1605."""
    assert interval(81, 263, effect=Decimal(1)) == (Decimal("25.5"), Decimal("36.6"))
    assert interval(15, 148, effect=Decimal(1)) == (Decimal("6.2"), Decimal("16.0"))


def test_a_cluster_sample_is_less_sure():
    low, high = interval(81, 263, effect=Decimal(2))
    assert low < Decimal("25.5")
    assert high > Decimal("36.6")


@drawn(st.integers(1, 5000), st.data())
def test_an_interval_holds_its_share_and_stays_between_0_and_100(people, data):
    counted = data.draw(st.integers(0, people))
    low, high = interval(counted, people, effect=Decimal("1.5"))
    share = Decimal(100 * counted) / people
    assert 0 <= low <= share + Decimal("0.1")
    assert share - Decimal("0.1") <= high <= 100


def test_percentages_are_added_as_their_parts_never_averaged():
    two = [Given(numerator=1, denominator=2), Given(numerator=30, denominator=100)]
    whole = together(two, how="sum", unit="percent")
    assert (whole.numerator, whole.denominator) == (31, 102)
    assert figure_of(whole, unit="percent").value == Decimal("30.4")


@pytest.mark.parametrize(
    ("how", "value"), [("sum", 9), ("latest", 4), ("max", 5), ("avg", Decimal("4.50"))]
)
def test_over_periods_each_way_is_its_own(how, value):
    two = [Given(value=Decimal(5)), Given(value=Decimal(4))]
    assert together(two, how=how, unit="number").value == value


def test_different_people_of_two_places_are_never_added():
    places: dict[object, Given] = {
        "kita": Given(value=Decimal(10)),
        "sanankoroba": Given(value=Decimal(10)),
    }
    assert over_places(places, how="once", unit="number") is None
    whole = Given(value=Decimal(10))
    assert over_places({**places, None: whole}, how="once", unit="number") is whole
    assert over_places(places, how="sum", unit="number").value == 20


def test_a_period_that_was_not_collected_does_not_count_as_zero():
    two = [Given(value=Decimal(5)), Given(absent="not_collected")]
    assert together(two, how="avg", unit="number").value == 5
    only = together([Given(absent="not_collected")], how="sum", unit="number")
    assert figure_of(only, unit="number").state is State.NOT_COLLECTED


def test_cells_are_added_only_where_every_period_has_them():
    first = Given(value=Decimal(3), cells=by_sex(2, 1))
    second = Given(value=Decimal(4), cells=by_sex(1, 3))
    whole = together([first, second], how="sum", unit="number")
    assert {c.key: c.numerator for c in whole.cells} == {"F": 3, "M": 4, "": 0}
    assert together([first, Given(value=Decimal(4))], how="sum", unit="number").cells == ()
