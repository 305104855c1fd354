"""Means and shares of a sample survey, with the error its design leaves.

Taylor linearisation with clusters (PSU) in strata, as R's package survey does it: a group is a
domain of the whole design, never a smaller survey of its own.
"""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from kinkeeper.mission.health.growth.columns import numbers
from kinkeeper.mission.health.growth.student import quantile
from kinkeeper.mission.health.growth.tables import Floats, Numbers, Truths

CONFIDENCE = 0.95
BELOW_ZERO = "A weight is below 0."


@dataclass(frozen=True, slots=True)
class Estimate:
    """`value`, `error` (standard error) and the 95 % interval, all in the unit of what was
    estimated (shares 0 to 1); NaN where nobody was measured. `people` is the weighted number,
    `counted` the children themselves."""

    people: float
    counted: int
    value: float
    error: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Design:
    """How the children were chosen: a weight, a cluster and a stratum for each. Those whose cluster
    or stratum is not known are not `used`; an unknown weight is 0."""

    weights: Floats
    used: Truths
    order: Numbers
    starts: Numbers
    stratum: Numbers

    @cached_property
    def freedom(self) -> int:
        """Clusters less strata."""
        return len(self.starts) - len(np.unique(self.stratum))

    @cached_property
    def t(self) -> float:
        return quantile(CONFIDENCE, self.freedom)

    def variance(self, influence: Floats) -> Floats:
        """Of each column of `influence` (one row for each child). A cluster alone in its stratum
        is compared with the whole survey ("adjust")."""
        totals = np.add.reduceat(influence[self.order], self.starts, axis=0)
        sizes = np.bincount(self.stratum)[:, None]
        means = np.zeros((len(sizes), totals.shape[1]))
        np.add.at(means, self.stratum, totals)
        means = np.where(sizes > 1, means / sizes, 0)
        scale = np.where(sizes > 1, sizes / np.maximum(sizes - 1, 1), 1)
        squares = scale[self.stratum] * (totals - means[self.stratum]) ** 2
        found: Floats = squares.sum(axis=0)
        return found


def design(
    count: int,
    *,
    weights: ArrayLike | None = None,
    strata: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
) -> Design:
    """Without clusters each child is one, without strata there is one. NaN is not known. Raises
    ValueError for a weight below 0 or columns of another length."""
    weight = np.ones(count) if weights is None else np.nan_to_num(numbers(weights, count))
    if np.any(weight < 0):
        raise ValueError(BELOW_ZERO)
    stratum = np.zeros(count) if strata is None else numbers(strata, count)
    cluster = np.arange(float(count)) if clusters is None else numbers(clusters, count)
    used = ~(np.isnan(stratum) | np.isnan(cluster))
    kept = np.flatnonzero(used)
    order = kept[np.lexsort((cluster[kept], stratum[kept]))]
    pairs = np.stack([stratum[order], cluster[order]])
    new = np.any(np.diff(pairs, axis=1, prepend=np.nan) != 0, axis=0)
    starts = np.flatnonzero(new)
    names = np.unique(stratum[order][starts], return_inverse=True)[1]
    return Design(weight, used, order, starts, names)


def shares(chosen: Design, values: Floats, group: Truths) -> list[Estimate]:
    """For each column of `values` (1, 0, NaN not known) the share of ones within `group`. The
    interval is made on the scale of the logit, so that it stays between 0 and 1."""
    found = _Sample(chosen, values, group)
    with np.errstate(divide="ignore", invalid="ignore"):
        logit = np.log(found.value / (1 - found.value))
        reach = chosen.t * found.error / (found.value * (1 - found.value))
        low, high = 1 / (1 + np.exp(reach - logit)), 1 / (1 + np.exp(-reach - logit))
    certain = found.error == 0  # all or nobody: there is no logit
    return found.estimates(
        np.where(certain, found.value, low), np.where(certain, found.value, high)
    )


def means(chosen: Design, values: Floats, group: Truths) -> list[Estimate]:
    """For each column of `values` (NaN not known) the mean within `group`."""
    found = _Sample(chosen, values, group)
    reach = chosen.t * found.error
    return found.estimates(found.value - reach, found.value + reach)


def deviation(chosen: Design, values: Floats, group: Truths) -> float:
    """Standard deviation of one column within `group`, as svyvar of R has it (n - 1)."""
    found = _Sample(chosen, values[:, None], group)
    if found.counted[0] < 2:
        return math.nan
    squares = (found.weights * (found.values - found.value) ** 2).sum() / found.people[0]
    return math.sqrt(squares * found.counted[0] / (found.counted[0] - 1))


class _Sample:
    """The children of one group whose value is known, column by column."""

    def __init__(self, chosen: Design, values: Floats, group: Truths) -> None:
        known = ~np.isnan(values) & (group & chosen.used)[:, None]
        self.weights = np.where(known, chosen.weights[:, None], 0)
        self.values = np.where(known, values, 0)
        self.counted = known.sum(axis=0)
        self.people: Floats = self.weights.sum(axis=0)
        with np.errstate(divide="ignore", invalid="ignore"):
            self.value: Floats = (self.weights * self.values).sum(axis=0) / self.people
            influence = self.weights * (self.values - self.value) / self.people
        self.error = np.sqrt(chosen.variance(influence))

    def estimates(self, low: Floats, high: Floats) -> list[Estimate]:
        columns = (self.people, self.counted, self.value, self.error, low, high)
        return [Estimate(*row) for row in zip(*(c.tolist() for c in columns), strict=True)]
