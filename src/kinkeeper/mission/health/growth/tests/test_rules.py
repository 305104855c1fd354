"""What WHO does before and around a z-score, child by child."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.mission.health.growth import (
    UNDER_FIVE,
    one_school_age,
    one_under_five,
    school_age,
    under_five,
)

GIRL = {"girl": True, "weight": 9.0, "lenhei": 74.0}


def z(code, **child):
    return one_under_five(**child).z.get(code)


def test_a_standing_height_below_two_years_becomes_a_length():
    found = one_under_five(**GIRL, age_days=730, measure="h")
    assert found.clenhei == pytest.approx(74.7)
    assert found.z["len"] == z("len", **{**GIRL, "lenhei": 74.7}, age_days=730, measure="l")


def test_a_length_from_two_years_becomes_a_height():
    assert one_under_five(**GIRL, age_days=731, measure="l").clenhei == pytest.approx(73.3)
    assert one_under_five(**GIRL, age_days=731, measure="h").clenhei == 74


def test_a_child_of_five_months_does_not_stand():
    found = one_under_five(**GIRL, age_days=150, measure="h")
    assert (found.c9mo_flag, found.cmeasure, found.clenhei) == (True, "", 74)


def test_without_position_or_age_nothing_is_corrected():
    assert one_under_five(**GIRL, age_days=400).clenhei == 74
    assert one_under_five(**GIRL, age_days=None, measure="h").clenhei == 74


def test_half_a_day_counts_for_the_next_one():
    assert z("wei", **GIRL, age_days=729.5) == z("wei", **GIRL, age_days=730)
    assert z("wei", **GIRL, age_days=729.49) == z("wei", **GIRL, age_days=729)


def test_the_last_day_of_the_standards_is_1826():
    assert {"len", "wei", "bmi", "wfl"} <= one_under_five(**GIRL, age_days=1826).z.keys()
    assert not one_under_five(**GIRL, age_days=1827).z


def test_arm_and_skinfolds_begin_at_91_days():
    child = {"girl": False, "armc": 12.0, "triskin": 8.0, "subskin": 7.0}
    assert not one_under_five(**child, age_days=90).z
    assert one_under_five(**child, age_days=91).z.keys() == {"ac", "ts", "ss"}


def test_oedema_takes_what_depends_on_weight_and_leaves_the_rest():
    found = one_under_five(**GIRL, age_days=400, headc=45.0, armc=14.0, oedema=True)
    assert found.z.keys() == {"len", "hc", "ac"}


def test_weight_for_length_needs_no_age():
    assert one_under_five(**GIRL, age_days=None, measure="l").z.keys() == {"wfl"}
    short = z("wfl", girl=False, weight=12.0, lenhei=86.9, age_days=None)
    assert short == z("wfl", girl=False, weight=12.0, lenhei=86.9, age_days=None, measure="l")
    tall = z("wfl", girl=False, weight=12.0, lenhei=87.0, age_days=None)
    assert tall == z("wfl", girl=False, weight=12.0, lenhei=87.0, age_days=None, measure="h")


@pytest.mark.parametrize(
    ("age", "least", "most"), [(200, 45.0, 110.0), (1000, 65.0, 120.0)], ids=["length", "height"]
)
def test_the_tables_of_length_end_where_they_end(age, least, most):
    for inside, outside in [(least, least - 0.01), (most, most + 0.01)]:
        child = {"girl": True, "weight": 8.0, "age_days": age}
        assert z("wfl", **child, lenhei=inside) is not None
        assert z("wfl", **child, lenhei=outside) is None


@pytest.mark.parametrize("lying", [51.9 + 20, 103.1, 103.11, 88.88])
def test_a_hair_below_a_tenth_is_that_tenth(lying):
    tenth = z("wfl", girl=False, weight=15.0, lenhei=round(lying - 0.7, 2), age_days=1500)
    assert z("wfl", girl=False, weight=15.0, lenhei=lying, age_days=1500, measure="l") == tenth


def test_beyond_three_sd_a_z_grows_by_the_last_sd():
    m, sd2, sd3 = (weight_at(z) for z in (0, -2, -3))
    assert z("wei", girl=False, weight=sd3 - (sd2 - sd3), age_days=365) == -4
    assert z("wei", girl=False, weight=m, age_days=365) == 0


def weight_at(sd):
    l, m, s = 0.0644, 9.6479, 0.10925  # noqa: E741 - WHO's row of a boy of 365 days
    return m * (1 + l * s * sd) ** (1 / l)


def test_a_z_exactly_on_the_limit_is_not_flagged():
    found = under_five(sex=[1] * 3, age=[0] * 3, lenhei=[38.53, 38.51, 38.49])
    assert found.z["len"].tolist() == [-6.0, -6.01, -6.02]
    assert found.flagged["len"].tolist() == [False, True, True]


def test_no_weight_at_all_is_no_weight_for_age_but_a_flagged_one_for_length():
    found = one_under_five(girl=True, weight=0.0, lenhei=74.0, age_days=400)
    assert found.z.keys() == {"len", "wfl"}
    assert "wfl" in found.flagged


def test_an_age_before_birth_is_refused():
    with pytest.raises(ValueError, match="below 0"):
        under_five(sex=[1, 2], age=[3, -1])
    with pytest.raises(ValueError, match="below 0"):
        one_under_five(girl=True, age_days=-0.5)
    with pytest.raises(ValueError, match="below 0"):
        school_age(sex=[1], age_in_months=[-1])
    with pytest.raises(ValueError, match="below 0"):
        one_school_age(girl=True, age_months=-1)


def test_columns_of_different_length_are_refused():
    with pytest.raises(ValueError, match="2 values, but there are 3 children"):
        under_five(sex=[1, 2, 1], age=[1, 2, 3], weight=[3.1, 3.2])


def test_sex_position_and_oedema_are_read_in_every_code_of_who():
    letters = under_five(
        sex=["m", "F", "x"], age=[400] * 3, lenhei=[74] * 3, weight=[9] * 3,
        measure=["H", "L", ""], oedema=["Y", "N", "n"],
    )  # fmt: skip
    numbers = under_five(
        sex=[1, 2, 0], age=[400] * 3, lenhei=[74] * 3, weight=[9] * 3,
        measure=["h", "l", ""], oedema=[True, False, False],
    )  # fmt: skip
    for index in UNDER_FIVE:
        np.testing.assert_array_equal(letters.z[index.code], numbers.z[index.code])
    assert math.isnan(letters.z["wei"][0])
    assert np.isnan(letters.z["len"][2])


@given(
    girl=st.booleans(),
    age=st.integers(0, 1900) | st.floats(0, 1900),
    lenhei=st.floats(40, 125).map(lambda value: round(value, 1)),
    weight=st.floats(0.5, 40).map(lambda value: round(value, 2)),
    measure=st.sampled_from(["l", "h", ""]),
    oedema=st.booleans(),
)
def test_one_child_and_many_are_one_rule(*, girl, age, lenhei, weight, measure, oedema):
    one = one_under_five(
        girl=girl, age_days=age, lenhei=lenhei, weight=weight, measure=measure, oedema=oedema
    )
    many = under_five(
        sex=[2 if girl else 1], age=[age], lenhei=[lenhei], weight=[weight], measure=[measure],
        oedema=[oedema],
    )  # fmt: skip
    for code, z in many.z.items():
        assert one.z.get(code, np.nan) == pytest.approx(z[0], abs=0.0101, nan_ok=True)
        assert (code in one.flagged) == many.flagged[code][0] or abs(z[0]) > 4.9


@given(st.floats(2, 30), st.floats(2, 30))
def test_more_weight_is_never_a_lower_z(one, other):
    light, heavy = sorted((one, other))
    found = under_five(sex=[1, 1], age=[700, 700], weight=[light, heavy])
    assert found.z["wei"][0] <= found.z["wei"][1]


def test_pieces_join_without_a_seam():
    age = np.arange(40_000) % 1900
    weight = 3 + age / 150
    found = under_five(sex=np.ones(40_000), age=age, weight=weight)
    again = under_five(sex=np.ones(1900), age=age[:1900], weight=weight[:1900])
    np.testing.assert_array_equal(found.z["wei"][:1900], again.z["wei"])
    np.testing.assert_array_equal(found.z["wei"][38_000:39_900], again.z["wei"])
