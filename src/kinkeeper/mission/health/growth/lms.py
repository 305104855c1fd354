"""From a value to a z-score: WHO's LMS method, restricted beyond 3 SD where the index needs it.

z = ((y / M) ^ L - 1) / (S * L). Beyond +-3 WHO measures with the distance between the second and
the third SD instead: weights are so skewed that the plain formula would exaggerate.
"""

from dataclasses import dataclass

import numpy as np

from kinkeeper.mission.health.growth.indices import Index
from kinkeeper.mission.health.growth.tables import Floats, Numbers, Truths


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """L, M, S of each child."""

    l: Floats  # noqa: E741 - WHO's own letter
    m: Floats
    s: Floats


def rows(lms: Floats, at: Numbers) -> Rows:
    return Rows(*(letter.take(at, mode="clip") for letter in lms))


def between(lms: Floats, at: Numbers, part: Floats) -> Rows:
    """`part` (0 to below 1) of the way from row `at` to the next one. Without a part the next row
    is not looked at: there may be none."""
    low, high = rows(lms, at), rows(lms, at + (part > 0))
    return Rows(
        low.l + part * (high.l - low.l),
        low.m + part * (high.m - low.m),
        low.s + part * (high.s - low.s),
    )


def plain(value: Floats, at: Rows) -> Floats:
    """For the indices whose L is 1 throughout (length and height)."""
    return (value / at.m - 1) / at.s


def restricted(value: Floats, at: Rows) -> Floats:
    z = (np.power(value / at.m, at.l) - 1) / (at.s * at.l)
    far = np.flatnonzero(np.abs(z) > 3)
    if far.size:
        z[far] = _beyond(value[far], z[far], Rows(at.l[far], at.m[far], at.s[far]))
    return z


def _beyond(value: Floats, z: Floats, at: Rows) -> Floats:
    side = np.sign(z)
    third = _value_at(at, 3 * side)
    second = _value_at(at, 2 * side)
    return side * (3 + np.abs(value - third) / np.abs(third - second))


def _value_at(at: Rows, sd: Floats) -> Floats:
    return at.m * (1 + at.l * at.s * sd) ** (1 / at.l)


def flagged(z: Floats, index: Index) -> Truths:
    """Of z rounded to two decimals, as WHO does; False where there is no z."""
    return (z < index.low) | (z > index.high)
