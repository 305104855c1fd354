"""The curves of a growth chart: what a child at -2, 0 or +2 SD measures, along the whole table."""

from dataclasses import dataclass

import numpy as np

from kinkeeper.mission.health.growth.ages import DAYS_OF_MONTH, TWO_YEARS
from kinkeeper.mission.health.growth.prevalence import LAST_DAY
from kinkeeper.mission.health.growth.tables import SOURCES, Floats, Numbers, Table, table

# How many rows of the table lie between two points of a curve: enough for the eye.
STRIDE = {"wfl": 25, "wfh": 25, "hfa": 6, "wfa": 3, "bfa": 6}
BY_DAY = 61
# Drawn in any case: the step from length to height at two years, and the end at five.
DAYS = (TWO_YEARS - 1, TWO_YEARS, LAST_DAY)


@dataclass(frozen=True, slots=True)
class Curve:
    """`x` in centimetres for the tables by length, else in months; `y` in the index's unit."""

    sd: int
    points: tuple[tuple[float, float], ...]


def curve(name: str, *, girl: bool, sd: int, first: float = 0, last: float = np.inf) -> Curve:
    """One curve of a table of WHO (see `tables.SOURCES`) between x `first` and `last`."""
    found = table(name)
    steps = _steps(name, found)
    rows = steps - found.first + girl * found.steps
    l, m, s = found.lms[:, rows]  # noqa: E741 - WHO's own letter
    x, y = _along(name, steps), m * (1 + l * s * sd) ** (1 / l)
    shown = (x >= first) & (x <= last)
    return Curve(sd, tuple(zip(x[shown].tolist(), y[shown].tolist(), strict=True)))


def value_at(name: str, *, girl: bool, x: float, sd: float) -> float:
    """What a child at `sd` measures at `x` (days, months or centimetres, as the table goes), in the
    index's unit. Raises ValueError outside the table."""
    found = table(name)
    step = round(x * SOURCES[name].steps)
    if not found.first <= step <= found.last:
        message = f"{name}: {x} lies outside WHO's table"
        raise ValueError(message)
    l, m, s = found.lms[:, step - found.first + girl * found.steps]  # noqa: E741
    return float(m * (1 + l * s * sd) ** (1 / l))


def _steps(name: str, found: Table) -> Numbers:
    strided = range(found.first, found.last + 1, STRIDE.get(name, BY_DAY))
    extra = () if name in STRIDE else DAYS
    return np.array(sorted({*strided, *extra, found.last}), dtype=np.int64)


def _along(name: str, steps: Numbers) -> Floats:
    """What stands on the axis of x for these steps."""
    source = SOURCES[name]
    if source.steps == 10:
        return steps / 10
    return steps / DAYS_OF_MONTH if source.module.startswith("by_day") else steps.astype(float)
