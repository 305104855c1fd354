"""One child at a time: the same answers as the arrays, without their start-up cost.

For a form, a page or a chart; for more than a few hundred children use the arrays.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kinkeeper.mission.health.growth.ages import (
    BEFORE_BIRTH,
    CORRECTION,
    DAYS_OF_MONTH,
    LAST_MONTH,
    LYING_BELOW,
    STANDS_FROM,
    TWO_YEARS,
)
from kinkeeper.mission.health.growth.indices import SCHOOL_AGE, UNDER_FIVE, Index
from kinkeeper.mission.health.growth.tables import table

Row = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class OneChild:
    """`z` holds only the indices that exist for this child; `flagged` their codes out of limits.
    `clenhei` is the length or height used, `cmeasure` its position (l, h or empty)."""

    z: Mapping[str, float]
    flagged: frozenset[str]
    clenhei: float | None = None
    cmeasure: str = ""
    c9mo_flag: bool = False
    cbmi: float | None = None


def one_under_five(
    *,
    girl: bool,
    age_days: float | None,
    lenhei: float | None = None,
    weight: float | None = None,
    headc: float | None = None,
    armc: float | None = None,
    triskin: float | None = None,
    subskin: float | None = None,
    measure: str = "",
    oedema: bool = False,
) -> OneChild:
    """As `under_five`, units too. Raises ValueError for an age below 0."""
    days, in_tables = _day(age_days)
    doubted = stands_too_young(measure, age_days)
    position = "" if doubted else measure
    length = _corrected(lenhei, position, days)
    bmi = _bmi(weight, length)
    values = {
        "clenhei": length, "weight": weight, "cbmi": bmi, "headc": headc, "armc": armc,
        "triskin": triskin, "subskin": subskin,
    }  # fmt: skip
    found = {}
    for index in UNDER_FIVE:
        value = values[index.value]
        if value is None or (oedema and index.swells):
            continue
        if index.code == "wfl":
            z = _for_length(value, length, position, days, in_tables=in_tables, girl=girl)
        else:
            z = _for_day(index, value, days, in_tables=in_tables, girl=girl)
        found[index.code] = z
    return _child(found, UNDER_FIVE, length, position, doubted=doubted, bmi=bmi)


def stands_too_young(measure: str, age_days: float | None) -> bool:
    """A standing height that is not believed."""
    return measure == "h" and age_days is not None and age_days / DAYS_OF_MONTH < STANDS_FROM


def used_length(lenhei: float | None, *, measure: str, age_days: float | None) -> float | None:
    """Lying below two years, standing from then on, in cm; as it is when nothing is known."""
    position = "" if stands_too_young(measure, age_days) else measure
    return _corrected(lenhei, position, _day(age_days)[0])


def one_school_age(
    *,
    girl: bool,
    age_months: float,
    height: float | None = None,
    weight: float | None = None,
    oedema: bool = False,
) -> OneChild:
    """As `school_age`. Raises ValueError for an age below 0."""
    if age_months < 0:
        raise ValueError(BEFORE_BIRTH)
    bmi = _bmi(weight, height)
    values = {"height": height, "weight": weight, "cbmi": bmi}
    found = {
        index.code: _for_month(index, value, age_months, girl=girl)
        for index in SCHOOL_AGE
        if (value := values[index.value]) is not None and not (oedema and index.swells)
    }
    return _child(found, SCHOOL_AGE, height, "", doubted=False, bmi=bmi)


def _child(
    found: Mapping[str, float],
    indices: tuple[Index, ...],
    length: float | None,
    position: str,
    *,
    doubted: bool,
    bmi: float | None,
) -> OneChild:
    z = {code: _two_decimals(value) for code, value in found.items() if not math.isnan(value)}
    out = {i.code for i in indices if i.code in z and not i.low <= z[i.code] <= i.high}
    return OneChild(z, frozenset(out), length, position, doubted, bmi)


def _day(age_days: float | None) -> tuple[int | None, bool]:
    """The whole day, and whether the tables by age hold it."""
    if age_days is None:
        return None, False
    if age_days < 0:
        raise ValueError(BEFORE_BIRTH)
    return math.floor(age_days + 0.5), age_days / DAYS_OF_MONTH < LAST_MONTH


def _corrected(lenhei: float | None, position: str, days: int | None) -> float | None:
    if lenhei is None or days is None:
        return lenhei
    if days < TWO_YEARS:
        return lenhei + CORRECTION if position == "h" else lenhei
    return lenhei - CORRECTION if position == "l" else lenhei


def _bmi(weight: float | None, length: float | None) -> float | None:
    if weight is None or length is None:
        return None
    if length == 0:
        return math.copysign(math.inf, weight) if weight else math.nan
    return weight / ((length / 100) * (length / 100))


def _for_day(index: Index, value: float, days: int | None, *, in_tables: bool, girl: bool) -> float:
    first, boys_and_girls = _rows(index.code)
    if days is None or days < first or not in_tables or value <= 0:
        return math.nan
    row = boys_and_girls[girl][days - first]
    return (value / row[1] - 1) / row[2] if index.plain else _restricted(value, row)


def _for_length(
    weight: float,
    length: float | None,
    position: str,
    days: int | None,
    *,
    in_tables: bool,
    girl: bool,
) -> float:
    if length is None or (days is not None and not in_tables):
        return math.nan
    lies = position == "l" or (not position and length < LYING_BELOW)
    first, boys_and_girls = _rows("wfl" if (lies if days is None else days < TWO_YEARS) else "wfh")
    near = round(length * 10)
    exact = near if abs(length * 10 - near) < 1e-6 else length * 10
    step, rows = exact - first, boys_and_girls[girl]
    if not 0 <= step <= len(rows) - 1:
        return math.nan
    return _restricted(weight, _between(rows, step))


def _for_month(index: Index, value: float, months: float, *, girl: bool) -> float:
    first, boys_and_girls = _rows(index.code)
    step, rows = months - first, boys_and_girls[girl]
    if not 0 <= step <= len(rows) - 1 or value <= 0:
        return math.nan
    row = _between(rows, step)
    return (value / row[1] - 1) / row[2] if index.plain else _restricted(value, row)


def _between(rows: tuple[Row, ...], step: float) -> Row:
    """The row at `step`, in proportion between two rows."""
    whole = int(step)
    part = step - whole
    low = rows[whole]
    if not part:
        return low
    high = rows[whole + 1]
    return (
        low[0] + part * (high[0] - low[0]),
        low[1] + part * (high[1] - low[1]),
        low[2] + part * (high[2] - low[2]),
    )


def _restricted(value: float, row: Row) -> float:
    l, m, s = row  # noqa: E741 - WHO's own letter
    z = (_power(value / m, l) - 1) / (s * l)
    if not abs(z) > 3:  # NaN too
        return z
    side = math.copysign(1, z)
    third = m * _power(1 + l * s * 3 * side, 1 / l)
    second = m * _power(1 + l * s * 2 * side, 1 / l)
    return side * (3 + abs(value - third) / abs(third - second))


def _power(number: float, exponent: float) -> float:
    """As the arrays have it: infinity and NaN instead of an error."""
    if number > 0:
        return math.pow(number, exponent)
    if number == 0:
        return math.inf if exponent < 0 else 0.0
    return math.nan


def _two_decimals(z: float) -> float:
    return round(z * 100) / 100 if math.isfinite(z) else z


@cache
def _rows(name: str) -> tuple[int, tuple[tuple[Row, ...], tuple[Row, ...]]]:
    """First step, and the rows of boys and of girls as plain floats."""
    found = table(name)
    rows = tuple(tuple(row) for row in found.lms.T.tolist())
    return found.first, (rows[: found.steps], rows[found.steps : found.nothing])
