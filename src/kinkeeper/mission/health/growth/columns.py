"""What callers hand in, as arrays of one kind: sex, position and oedema in any of WHO's codes."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kinkeeper.mission.health.growth.ages import LYING, STANDING, UNKNOWN
from kinkeeper.mission.health.growth.tables import Codes, Floats, Truths

BOYS, GIRLS = ("1", "m", "M"), ("2", "f", "F")
LIES, STANDS = ("l", "L"), ("h", "H")
SWOLLEN = ("y", "Y", "1")  # 2, n, empty and anything else: no oedema
BOY, GIRL = 0, 1


def numbers(values: ArrayLike | None, count: int) -> Floats:
    """Floats, NaN where nothing was measured. Raises ValueError for another number of children."""
    if values is None:
        return np.full(count, np.nan)
    found = np.asarray(values, dtype=np.float64)
    if found.shape != (count,):
        sentence = f"A column has {found.size} values, but there are {count} children."
        raise ValueError(sentence)
    return found


def sexes(values: ArrayLike) -> Codes:
    """BOY, GIRL, or -1 where the sex is not known: 1 or m, 2 or f."""
    found = np.asarray(values)
    boy, girl = _among(found, BOYS), _among(found, GIRLS)
    return np.where(boy, np.int8(BOY), np.where(girl, np.int8(GIRL), np.int8(-1)))


def positions(values: ArrayLike | None, count: int) -> Codes:
    """LYING for l, STANDING for h, else UNKNOWN."""
    if values is None:
        return np.full(count, UNKNOWN, dtype=np.int8)
    found = np.asarray(values)
    codes = np.where(_among(found, STANDS), np.int8(STANDING), np.int8(UNKNOWN))
    return np.where(_among(found, LIES), np.int8(LYING), codes)


def swollen(values: ArrayLike | None, count: int) -> Truths:
    """True for y and 1, as WHO reads it, and for True."""
    if values is None:
        return np.zeros(count, dtype=np.bool_)
    found = np.asarray(values)
    return found if found.dtype == np.bool_ else _among(found, SWOLLEN)


def _among(found: NDArray[Any], words: Iterable[str]) -> Truths:
    if found.dtype.kind not in "OUS":
        wanted = [int(word) for word in words if word.isdigit()]
        return np.isin(found, wanted)
    answer = np.zeros(found.shape, dtype=np.bool_)
    for word in words:
        answer |= found == word
    return answer
