"""Prevalence of a survey of children below five, in WHO's words and cut-offs.

Stunting, underweight, wasting and overweight by group: shares below -3, -2, -1 and above 1, 2, 3,
mean z, and both at once (stunted and wasted, stunted and overweight). A flagged z counts as not
measured; a child with oedema counts as severe where weight is looked at, but not in a mean.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from kinkeeper.mission.health.growth import survey
from kinkeeper.mission.health.growth.survey import Design, Estimate
from kinkeeper.mission.health.growth.tables import Floats, Truths
from kinkeeper.mission.health.growth.under_five import UnderFive

LAST_DAY = 1826
SEVERE_BY_OEDEMA = -3.1
CUT_OFFS = (-3, -2, -1, 1, 2, 3)
# Name in WHO's tables -> (index, oedema counts as severe).
INDICES: Mapping[str, tuple[str, bool]] = {
    "HA": ("len", False),
    "WA": ("wei", True),
    "BMI": ("bmi", True),
    "WH": ("wfl", True),
}


@dataclass(frozen=True, slots=True)
class GroupPrevalence:
    """`shares["WH_2"]`: weight for length below -2; `shares["WA2"]`: weight for age above 2;
    `shares["HA_2_WH_2"]`: both. `means` and `deviations` of z by index. Shares are 0 to 1."""

    shares: Mapping[str, Estimate] = field(default_factory=dict)
    means: Mapping[str, Estimate] = field(default_factory=dict)
    deviations: Mapping[str, float] = field(default_factory=dict)


def prevalence(
    z: UnderFive,
    *,
    age_days: ArrayLike,
    oedema: Truths,
    groups: Mapping[str, Truths],
    design: Design,
) -> dict[str, GroupPrevalence]:
    """`groups` names which children belong to each; children above five years are left out, those
    without an age are not."""
    old = np.asarray(age_days, dtype=np.float64) > LAST_DAY
    measured = {name: _known(z, code, old) for name, (code, _) in INDICES.items()}
    judged = {
        name: np.where(oedema & ~old, SEVERE_BY_OEDEMA, measured[name])
        if swells
        else measured[name]
        for name, (_, swells) in INDICES.items()
    }
    calm = {
        name: np.where(oedema, np.nan, measured[name]) if swells else measured[name]
        for name, (_, swells) in INDICES.items()
    }
    columns = dict(_shares(judged))
    return {
        label: GroupPrevalence(
            dict(zip(columns, survey.shares(design, _stack(columns.values()), group), strict=True)),
            dict(zip(calm, survey.means(design, _stack(calm.values()), group), strict=True)),
            {name: survey.deviation(design, values, group) for name, values in calm.items()},
        )
        for label, group in groups.items()
    }


def _known(z: UnderFive, code: str, old: Truths) -> Floats:
    return np.where(z.flagged[code] | old, np.nan, z.z[code])


def _shares(judged: Mapping[str, Floats]) -> Iterator[tuple[str, Floats]]:
    """Name of the column and 1, 0 or NaN for each child."""
    for name, z in judged.items():
        for cut in CUT_OFFS:
            label = f"{name}_{-cut}" if cut < 0 else f"{name}{cut}"
            yield label, _where_known(z < cut if cut < 0 else z > cut, z)
    stunted, thin = judged["HA"], judged["WH"]
    both = stunted + thin  # NaN where one of them is
    yield "HA_2_WH_2", _where_known((stunted < -2) & (thin < -2), both)
    yield "HA_2_WH2", _where_known((stunted < -2) & (thin > 2), both)


def _where_known(answer: Truths, z: Floats) -> Floats:
    return np.where(np.isnan(z), np.nan, answer)


def _stack(columns: Iterable[Floats]) -> Floats:
    return np.stack(list(columns), axis=1)
