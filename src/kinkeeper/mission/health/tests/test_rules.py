"""Who is malnourished, why, and which measurements are asked about again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.mission.health.protocols import DEFAULT
from kinkeeper.mission.health.rules import (
    MODERATE,
    NORMAL,
    SEVERE,
    UNKNOWN,
    Earlier,
    Seen,
    Taken,
    classify,
    doubts,
    impossible,
    stunting,
)

ORDER = {UNKNOWN: 0, NORMAL: 1, MODERATE: 2, SEVERE: 3}


def seen(*, age=15.0, lenhei=75.0, muac=130, oedema=0, whz=-1.0, baz=None):
    return Seen(age, lenhei, muac, oedema, whz, baz)


def status(**values):
    return classify(seen(**values), DEFAULT).status


@pytest.mark.parametrize(
    ("muac", "expected"), [(114, SEVERE), (115, MODERATE), (124, MODERATE), (125, NORMAL)]
)
def test_muac_of_small_children(muac, expected):
    assert status(muac=muac) == expected


@pytest.mark.parametrize(
    ("whz", "expected"), [(-3.01, SEVERE), (-3.0, MODERATE), (-2.01, MODERATE), (-2.0, NORMAL)]
)
def test_a_z_exactly_on_the_threshold_belongs_to_the_better_side(whz, expected):
    assert status(whz=whz) == expected


@pytest.mark.parametrize("oedema", [1, 2, 3])
def test_any_oedema_of_both_feet_is_severe(oedema):
    found = classify(seen(oedema=oedema, whz=None, muac=140), DEFAULT)
    assert (found.status, found.reasons) == (SEVERE, ("oedema",))


def test_the_worst_criterion_wins_and_every_reason_stays():
    found = classify(seen(muac=120, whz=-3.4), DEFAULT)
    assert (found.status, found.reasons) == (SEVERE, ("whz", "muac"))


@pytest.mark.parametrize(("age", "expected"), [(5.9, NORMAL), (6.0, SEVERE), (59.9, SEVERE)])
def test_muac_counts_from_six_months_to_five_years(age, expected):
    assert status(age=age, muac=110) == expected


@pytest.mark.parametrize(
    ("age", "muac", "expected"),
    [(60, 129, SEVERE), (60, 130, MODERATE), (119.9, 144, MODERATE), (119.9, 145, NORMAL)],
)
def test_from_five_to_nine_years_muac_has_its_own_thresholds(age, muac, expected):
    assert status(age=age, muac=muac, whz=None) == expected


def test_without_an_age_the_height_says_whether_muac_counts():
    assert status(age=None, lenhei=64.9, muac=110, whz=None) == UNKNOWN
    assert status(age=None, lenhei=65.0, muac=110, whz=None) == SEVERE
    assert status(age=None, lenhei=110.0, muac=110, whz=None) == UNKNOWN
    assert status(age=None, lenhei=None, muac=110, whz=None) == UNKNOWN


def test_no_oedema_alone_proves_nothing():
    assert status(muac=None, whz=None) == UNKNOWN


def test_thinness_from_five_years_is_by_bmi():
    assert status(age=150, muac=None, whz=None, baz=-3.1) == SEVERE


@given(
    muac=st.none() | st.integers(90, 160),
    whz=st.none() | st.floats(-6, 4),
    oedema=st.none() | st.integers(0, 3),
)
def test_one_more_criterion_never_makes_a_child_better(muac, whz, oedema):
    whole = ORDER[status(muac=muac, whz=whz, oedema=oedema)]
    assert whole >= ORDER[status(muac=muac, whz=None, oedema=oedema)]
    assert whole >= ORDER[status(muac=None, whz=whz, oedema=oedema)]


@pytest.mark.parametrize(
    ("haz", "expected"), [(None, UNKNOWN), (-3.01, SEVERE), (-2.5, MODERATE), (-2.0, NORMAL)]
)
def test_stunting(haz, expected):
    assert stunting(haz) == expected


@pytest.mark.parametrize(
    ("field", "value", "code", "meant"),
    [
        ("weight", 6900, "grams", 6.9),
        ("lenhei", 750, "millimetres", 75),
        ("lenhei", 0.75, "metres", 75),
        ("muac_mm", 11, "centimetres", 110),
    ],
)
def test_another_unit_is_recognised_and_never_converted_silently(field, value, code, meant):
    found = impossible(field, value)
    assert found.code == code
    assert found.facts["meant"] == pytest.approx(meant)


@pytest.mark.parametrize(("field", "value"), [("weight", 0), ("lenhei", 5), ("muac_mm", 900)])
def test_what_nobody_has_is_impossible(field, value):
    assert impossible(field, value).code == "impossible"


@pytest.mark.parametrize(("field", "value"), [("weight", 0.3), ("lenhei", 220), ("muac_mm", 60)])
def test_the_edge_of_the_possible_is_possible(field, value):
    assert impossible(field, value) is None


def codes(taken, earlier=None):
    return [doubt.code for doubt in doubts(taken, earlier)]


def test_a_child_of_five_months_that_stands_is_asked_about():
    assert codes(Taken(position="h", age_days=150)) == ["stands"]
    assert codes(Taken(position="h", age_days=280)) == []


def test_a_value_beyond_whos_limits_is_asked_about():
    assert codes(Taken(flagged=frozenset({"wei", "wfl"}))) == ["flag_wei", "flag_wfl"]


def test_a_height_does_not_shrink():
    before = Earlier(40, lenhei=80.0, position="l")
    assert codes(Taken(lenhei=77.9, position="l"), before) == ["shrinks"]
    assert codes(Taken(lenhei=79.3, position="h"), before) == []  # lying is 0.7 cm longer


def test_a_child_does_not_grow_ten_centimetres_in_a_month():
    assert codes(Taken(lenhei=90.0), Earlier(30, lenhei=80.0)) == ["grows"]
    assert codes(Taken(lenhei=90.0), Earlier(300, lenhei=80.0)) == []


def test_a_weight_of_another_child_is_asked_about_only_within_a_short_time():
    assert codes(Taken(weight=12.0), Earlier(30, weight=8.0)) == ["weight_jump"]
    assert codes(Taken(weight=12.0), Earlier(300, weight=8.0)) == []
    assert codes(Taken(muac_mm=150), Earlier(30, muac_mm=115)) == ["muac_jump"]


def test_a_second_measurement_of_a_day_is_asked_about_and_not_compared():
    assert codes(Taken(weight=12.0), Earlier(0, weight=8.0)) == ["same_day"]


def test_twins_swapped_show_as_one_who_shrinks_and_one_who_shoots_up():
    assert "shrinks" in codes(Taken(lenhei=70.0), Earlier(30, lenhei=76.0))
    assert "grows" in codes(Taken(lenhei=77.5), Earlier(7, lenhei=70.0))
