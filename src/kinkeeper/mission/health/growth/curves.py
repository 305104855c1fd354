"""The curves of a growth chart: what a child at -2, 0 or +2 SD measures, along the whole table."""

from dataclasses import dataclass

import numpy as np

from kinkeeper.mission.health.growth.ages import DAYS_OF_MONTH
from kinkeeper.mission.health.growth.tables import SOURCES, Table, table

# How many rows of the table lie between two points of a curve: enough for the eye.
STRIDE = {"wfl": 25, "wfh": 25, "hfa": 6, "wfa": 3, "bfa": 6}
BY_DAY = 61


@dataclass(frozen=True, slots=True)
class Curve:
    """`x` in centimetres for the tables by length, else in months; `y` in the index's unit."""

    sd: int
    points: tuple[tuple[float, float], ...]


def curve(name: str, *, girl: bool, sd: int, first: float = 0, last: float = np.inf) -> Curve:
    """One curve of a table of WHO (see `tables.SOURCES`) between x `first` and `last`."""
    found = table(name)
    rows = np.arange(0, found.steps, STRIDE.get(name, BY_DAY))
    if rows[-1] != found.steps - 1:
        rows = np.append(rows, found.steps - 1)
    x = _along(name, found, rows)
    l, m, s = found.lms[:, rows + girl * found.steps]  # noqa: E741 - WHO's own letter
    y = m * (1 + l * s * sd) ** (1 / l)
    shown = (x >= first) & (x <= last)
    return Curve(sd, tuple(zip(x[shown].tolist(), y[shown].tolist(), strict=True)))


def _along(
    name: str, found: Table, rows: "np.ndarray[tuple[int], np.dtype[np.int64]]"
) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """What stands on the axis of x for these rows."""
    steps = (rows + found.first).astype(np.float64)
    if SOURCES[name].steps == 10:
        return steps / 10
    return steps / DAYS_OF_MONTH if SOURCES[name].module.startswith("by_day") else steps
