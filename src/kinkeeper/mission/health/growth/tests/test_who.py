"""Equal to WHO's own programs, on the lines kept here and on all of them where they are."""

import numpy as np
import pytest

from kinkeeper.mission.health.growth import (
    SCHOOL_AGE,
    UNDER_FIVE,
    one_school_age,
    one_under_five,
    school_age,
    under_five,
)
from kinkeeper.mission.health.growth.tests.who import HERE, SHARED, SLIPS, Answers

MEASURES = ("lenhei", "weight", "headc", "armc", "triskin", "subskin")
FOLDERS = [
    HERE,
    pytest.param(
        SHARED,
        marks=pytest.mark.skipif(not SHARED.exists(), reason="the shared test data are not here"),
    ),
]


@pytest.fixture(params=FOLDERS)
def young(request):
    return Answers(request.param / "zscores_0_60_months.csv")


@pytest.fixture(params=FOLDERS)
def older(request):
    return Answers(request.param / "zscores_5_19_years.csv")


def of(answers):
    return under_five(
        sex=answers.text("sex"),
        age=answers.numbers("age"),
        in_months=answers.text("age_unit") == "m",
        measure=answers.text("measure"),
        oedema=answers.text("oedema"),
        **{name: answers.numbers(name) for name in MEASURES},
    )


def same(found, expected):
    """Equal to the last digit, holes at the same places."""
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("index", UNDER_FIVE, ids=lambda index: index.code)
def test_a_z_score_below_five_years_is_that_of_who(young, index):
    found = of(young)
    same(found.z[index.code], young.right("z" + index.code))
    exists = ~np.isnan(found.z[index.code])
    same(found.flagged[index.code][exists], young.numbers("f" + index.code)[exists] == 1)
    assert not found.flagged[index.code][~exists].any()


def test_length_position_and_bmi_are_those_of_who(young):
    found = of(young)
    np.testing.assert_allclose(found.clenhei, young.numbers("clenhei"), rtol=1e-12)
    np.testing.assert_allclose(found.cbmi, young.numbers("cbmi"), rtol=1e-12)
    same(found.c9mo_flag, young.text("c9mo_flag") == "1")
    same(np.array(["", "l", "h"])[found.cmeasure], young.text("cmeasure"))


def test_only_the_two_known_slips_differ_from_who(young):
    z, theirs = of(young).z["wfl"], young.numbers("zwfl")
    differs = np.flatnonzero(~np.isclose(z, theirs, rtol=0, atol=1e-9, equal_nan=True))
    assert {young.rows[at]["id"] for at in differs} == set(SLIPS)
    assert {young.rows[at]["lenhei"] for at in differs} == {"103.1"}


@pytest.mark.parametrize("index", SCHOOL_AGE, ids=lambda index: index.code)
def test_a_z_score_from_five_years_is_that_of_who(older, index):
    found = school_age(
        sex=older.text("sex"),
        age_in_months=older.numbers("age_in_months"),
        height=older.numbers("height_in_cm"),
        weight=older.numbers("weight_in_kg"),
        oedema=older.text("oedema"),
    )
    same(found.z[index.code], older.numbers("z" + index.code))
    exists = ~np.isnan(found.z[index.code])
    same(found.flagged[index.code][exists], older.numbers("f" + index.code)[exists] == 1)


def number(cell):
    return float(cell) if cell else None


def test_one_child_has_the_answer_it_has_among_many(young):
    for row in young.rows:
        if not row["sex"]:
            continue
        age = number(row["age"])
        found = one_under_five(
            girl=row["sex"] == "2",
            age_days=age * 30.4375 if age is not None and row["age_unit"] == "m" else age,
            measure=row["measure"].lower(),
            oedema=row["oedema"] in {"y", "Y", "1"},
            **{name: number(row[name]) for name in MEASURES},
        )
        for index in UNDER_FIVE:
            expected = number(row["z" + index.code])
            if index.code == "wfl":
                expected = SLIPS.get(row["id"], expected)
            assert found.z.get(index.code) == expected, row["id"]
            assert (index.code in found.flagged) == (row["f" + index.code] == "1")


def test_one_older_child_has_the_answer_it_has_among_many(older):
    for row in older.rows:
        if not row["sex"] or not row["age_in_months"]:
            continue
        found = one_school_age(
            girl=row["sex"] == "2",
            age_months=float(row["age_in_months"]),
            height=number(row["height_in_cm"]),
            weight=number(row["weight_in_kg"]),
            oedema=row["oedema"] in {"y", "Y", "1"},
        )
        for index in SCHOOL_AGE:
            assert found.z.get(index.code) == number(row["z" + index.code]), row["id"]
            assert (index.code in found.flagged) == (row["f" + index.code] == "1")
