"""Z-scores from 5 to 19 years: height, weight (until ten years) and BMI for age."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from kinkeeper.mission.health.growth import columns, lms
from kinkeeper.mission.health.growth.ages import BEFORE_BIRTH
from kinkeeper.mission.health.growth.indices import SCHOOL_AGE
from kinkeeper.mission.health.growth.tables import Codes, Floats, Truths, table


@dataclass(frozen=True, slots=True, eq=False)
class SchoolAge:
    """As UnderFive: `z[code]` NaN where there is none, `flagged[code]` False there."""

    cbmi: Floats
    z: Mapping[str, Floats]
    flagged: Mapping[str, Truths]


def school_age(
    *,
    sex: ArrayLike,
    age_in_months: ArrayLike,
    height: ArrayLike | None = None,
    weight: ArrayLike | None = None,
    oedema: ArrayLike | None = None,
) -> SchoolAge:
    """WHO Reference 2007, from 60 to 228 months (weight for age to 120), between two completed
    months in proportion. `height` cm, `weight` kg. Raises ValueError for an age below 0 or
    columns of other lengths."""
    girls = columns.sexes(sex)
    count = len(girls)
    months = columns.numbers(age_in_months, count)
    if np.any(months < 0):
        raise ValueError(BEFORE_BIRTH)
    tall, heavy = columns.numbers(height, count), columns.numbers(weight, count)
    swollen = columns.swollen(oedema, count)
    with np.errstate(all="ignore"):  # NaN and infinity are answers here, not accidents
        bmi = heavy / (tall / 100) ** 2
        values = {"height": tall, "weight": heavy, "cbmi": bmi}
        z = {i.code: _z(i.code, values[i.value], girls, months) for i in SCHOOL_AGE}
    for index in SCHOOL_AGE:
        if index.swells:
            z[index.code][swollen] = np.nan
    return SchoolAge(bmi, z, {i.code: lms.flagged(z[i.code], i) for i in SCHOOL_AGE})


def _z(code: str, value: Floats, girls: Codes, months: Floats) -> Floats:
    by_month = table(code)
    exists = (months >= by_month.first) & (months <= by_month.last) & (girls >= 0)
    whole = np.floor(np.where(exists, months, 0))
    rows = by_month.rows(girls.astype(np.int64), whole.astype(np.int64), exists)
    at = lms.between(by_month.lms, rows, np.where(exists, months - whole, 0))
    measured = np.where(value > 0, value, np.nan)
    formula = lms.plain if code == "hfa" else lms.restricted
    return np.round(formula(measured, at), 2)
