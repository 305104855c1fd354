"""Age, and length or height: the corrections WHO makes before anything is computed.

A day has a table row of its own until five years; months become days by 30.4375. A child below
two years is measured lying; one who was not is 0.7 cm longer lying than standing.
"""

from dataclasses import dataclass

import numpy as np

from kinkeeper.mission.health.growth.tables import Codes, Floats, Numbers, Truths

DAYS_OF_MONTH = 30.4375
TWO_YEARS = 731  # days: the first day whose table is of height
STANDS_FROM = 9  # months; below, a standing height is a mistake and its position not believed
CORRECTION = 0.7  # cm
LAST_MONTH = 60  # a z-score of 0-60 months exists below
BEFORE_BIRTH = "An age is below 0."
LYING_BELOW = 87.0  # cm: taken for a length below, neither age nor position known
UNKNOWN, LYING, STANDING = 0, 1, 2


@dataclass(frozen=True, slots=True, eq=False)
class Ages:
    """`days` are whole (0 where not known), `months` are not rounded (NaN where not known)."""

    days: Numbers
    months: Floats
    known: Truths


def ages(age: Floats, *, in_months: bool | Truths) -> Ages:
    """Raises ValueError for an age before birth."""
    if np.any(age < 0):
        raise ValueError(BEFORE_BIRTH)
    known = ~np.isnan(age)
    exact = np.where(in_months, age * DAYS_OF_MONTH, age)
    days = np.floor(np.where(known, exact, 0) + 0.5).astype(np.int64)
    return Ages(days, np.where(in_months, age, age / DAYS_OF_MONTH), known)


@dataclass(frozen=True, slots=True, eq=False)
class Lengths:
    """Length lying below two years, height standing from then on, in centimetres; `doubted`:
    standing before nine months, so the position is not believed and nothing is corrected."""

    centimetres: Floats
    position: Codes
    doubted: Truths


def corrected(centimetres: Floats, position: Codes, age: Ages) -> Lengths:
    doubted = (age.months < STANDS_FROM) & (position == STANDING)
    position = np.where(doubted, np.int8(UNKNOWN), position)
    young = age.days < TWO_YEARS
    longer = age.known & young & (position == STANDING)
    shorter = age.known & ~young & (position == LYING)
    change = np.where(longer, CORRECTION, np.where(shorter, -CORRECTION, 0.0))
    return Lengths(centimetres + change, position, doubted)
