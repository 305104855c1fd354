"""Shares and errors of a survey: a small one by hand, and WHO's numbers where they are."""

import math

import numpy as np
import pytest

from kinkeeper.mission.health.growth import design, prevalence, under_five
from kinkeeper.mission.health.growth.student import probability, quantile
from kinkeeper.mission.health.growth.survey import deviation, means, shares
from kinkeeper.mission.health.growth.tests.who import SHARED, Answers

EVERYBODY = np.ones(6, dtype=bool)


def column(*values):
    return np.array(values, dtype=float)[:, None]


@pytest.mark.parametrize(
    ("freedom", "t"),
    [(1, 12.706204736), (2, 4.30265273), (5, 2.57058184), (66, 1.99656442), (3959, 1.960563374)],
)
def test_quantiles_are_those_of_the_printed_tables(freedom, t):
    assert quantile(0.95, freedom) == pytest.approx(t, abs=1e-8)
    assert probability(t, freedom) == pytest.approx(0.95, abs=1e-9)


def test_without_freedom_nothing_is_certain():
    assert math.isinf(quantile(0.95, 0))


def test_a_simple_sample_has_the_error_of_the_textbook():
    found = shares(design(6), column(1, 1, 0, 0, 0, 0), EVERYBODY)[0]
    assert (found.people, found.counted) == (6, 6)
    assert found.value == pytest.approx(1 / 3)
    assert found.error == pytest.approx(math.sqrt(1 / 3 * 2 / 3 / 5))


def test_clusters_in_strata_by_hand():
    """Two strata of two clusters: u = (y - 1/2) / 6, totals -1/6, 1/6 and -1/12, 1/12."""
    chosen = design(6, strata=[1, 1, 1, 1, 2, 2], clusters=[1, 1, 2, 2, 1, 2])
    found = shares(chosen, column(0, 0, 1, 1, 0, 1), EVERYBODY)[0]
    assert chosen.freedom == 2
    expected = 2 * (2 * (1 / 6) ** 2) + 2 * (2 * (1 / 12) ** 2)
    assert found.error == pytest.approx(math.sqrt(expected))
    reach = quantile(0.95, 2) * found.error / 0.25
    assert found.low == pytest.approx(1 / (1 + math.exp(reach)))
    assert found.low + found.high == pytest.approx(1)


def test_a_group_is_a_part_of_the_whole_design_not_a_survey_of_its_own():
    chosen = design(6, clusters=[1, 1, 2, 2, 3, 3])
    group = np.array([True, False, True, False, False, False])
    found = means(chosen, column(1, 9, 3, 9, 9, np.nan), group)[0]
    assert (found.value, found.counted) == (2, 2)
    # Totals -1/2, 1/2 and 0 of three clusters, the third one without anybody of the group.
    assert found.error == pytest.approx(math.sqrt(3 / 2 * (0.25 + 0.25)))
    assert deviation(chosen, np.array([1, 9, 3, 9, 9, np.nan]), group) == pytest.approx(
        math.sqrt(2)
    )


def test_weights_count_people_and_an_unknown_one_counts_none():
    chosen = design(6, weights=[3, 1, 1, 1, np.nan, 1], clusters=[1, 2, 3, 4, 5, np.nan])
    found = shares(chosen, column(1, 0, 0, 0, 1, 1), EVERYBODY)[0]
    assert (found.people, found.value) == (6, 0.5)


def test_a_cluster_alone_in_its_stratum_is_compared_with_the_whole():
    chosen = design(4, strata=[1, 2, 2, 2], clusters=[1, 1, 2, 3])
    found = means(chosen, column(4, 0, 0, 0), np.ones(4, dtype=bool))[0]
    assert found.error == pytest.approx(3 / 4)


def test_all_or_nobody_has_no_interval_and_an_empty_group_no_number():
    sure, none = shares(design(6), np.stack([np.ones(6), np.zeros(6)], axis=1), EVERYBODY)
    assert (sure.low, sure.high, none.low, none.high) == (1, 1, 0, 0)
    nobody = shares(design(6), column(1, 1, 0, 0, 0, 0), ~EVERYBODY)[0]
    assert nobody.counted == 0
    assert math.isnan(nobody.value)


def test_a_weight_below_nothing_is_refused():
    with pytest.raises(ValueError, match="below 0"):
        design(2, weights=[1, -1])


def four_children():
    oedema = np.array([False, True, False, False])
    z = under_five(
        sex=[1, 2, 1, 2], age=[700, 700, 700, 2000], lenhei=[70, 84, 84, 110],
        weight=[6.0, np.nan, 11.5, 18.0], measure=["l"] * 4, oedema=oedema,
    )  # fmt: skip
    groups = {"all": np.ones(4, dtype=bool)}
    return prevalence(
        z, age_days=[700, 700, 700, 2000], oedema=oedema, groups=groups, design=design(4)
    )["all"]


def test_oedema_is_severe_even_without_a_weight_and_no_part_of_a_mean():
    found = four_children()
    assert found.shares["WH_3"].counted == 3  # the child above five years is not of the survey
    assert found.shares["WH_3"].value == pytest.approx(2 / 3)
    assert found.means["WH"].counted == 2
    assert found.shares["HA_3"].counted == 3
    assert found.shares["HA_2_WH_2"].value == pytest.approx(1 / 3)


LABELS = {"HAZ": "HA_3", "WAZ": "WA_3", "WHZ": "WH_3", "BMIZ": "BMI_3"}
PARTS = {"r": "value", "se": "error", "ll": "low", "ul": "high"}


def of_survey(answers, **of_design):
    age, oedema = answers.numbers("age"), answers.text("oedema") == "y"
    z = under_five(
        sex=answers.numbers("sex"), age=age, lenhei=answers.numbers("lenhei"),
        weight=answers.numbers("weight"), measure=answers.text("measure"), oedema=oedema,
    )  # fmt: skip
    return prevalence(
        z,
        age_days=age,
        oedema=oedema,
        groups=groups_of(answers),
        design=design(len(age), **of_design),
    )


def groups_of(answers):
    months = answers.numbers("age") / 30.4375
    edges = [(0, 6), (6, 12), (12, 24), (24, 36), (36, 48), (48, 60)]
    ages = {f"{a:02}-{b - 1:02} mo": (months >= a) & (months < b) for a, b in edges}
    sexes = {"Female": answers.numbers("sex") == 2, "Male": answers.numbers("sex") == 1}
    found = {"All": np.ones(len(months), dtype=bool)}
    found |= {f"Age group: {name}": group for name, group in ages.items()}
    found |= {f"Sex: {name}": group for name, group in sexes.items()}
    found |= {f"Age + sex: {a}.{s}": x & y for a, x in ages.items() for s, y in sexes.items()}
    quintiles = {"1": "Q1: Poorest", "5": "Q5: Richest", "2": "Q2", "3": "Q3", "4": "Q4"}
    for title, name in [
        ("Area", "typeres"),
        ("Geographical region", "region"),
        ("Wealth quintile", "wealthq"),
        ("Maternal education", "mothered"),
    ]:
        cells = answers.text(name)
        found |= {f"{title}: {quintiles.get(c, c)}": cells == c for c in np.unique(cells)}
    return found


def number_of(group, column):
    """The number of one of WHO's columns; shares in per cent."""
    name, _, part = column.rpartition("_")
    if part in {"pop", "unwpop"}:
        estimate = group.shares[LABELS.get(name, name)]
        return estimate.people if part == "pop" else estimate.counted
    if part == "stdev":
        return group.deviations[name]
    if name in group.means:
        return getattr(group.means[name], PARTS[part])
    return getattr(group.shares[name], PARTS[part]) * 100


@pytest.mark.skipif(not SHARED.exists(), reason="the shared test data are not here")
@pytest.mark.parametrize("kind", ["full_design", "simple"])
def test_every_number_of_whos_survey_tables(kind):
    answers = Answers(SHARED / "survey_children.csv")
    names = {"weights": "sw", "strata": "strata", "clusters": "cluster"}
    full = {name: answers.numbers(column) for name, column in names.items()}
    found = of_survey(answers, **(full if kind == "full_design" else {}))
    expected = Answers(SHARED / f"prevalence_{kind}.csv")
    assert len(expected.rows) == 37
    for row in expected.rows:
        for column, cell in row.items():
            if column != "Group":
                number = number_of(found[row["Group"]], column)
                assert number == pytest.approx(float(cell), abs=1e-6), (row["Group"], column)
