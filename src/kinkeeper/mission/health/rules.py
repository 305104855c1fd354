"""Is a child malnourished, why, and is a measurement believable? Plain values, no database.

Thresholds come from the protocol in force on the day (`Thresholds`), never from these functions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kinkeeper.mission.health.growth import stands_too_young
from kinkeeper.mission.health.growth.ages import CORRECTION, DAYS_OF_MONTH

PROCESS = "malnutrition"
SEVERE, MODERATE, NORMAL, UNKNOWN = "severe", "moderate", "normal", "unknown"
LYING, STANDING = "l", "h"
FIVE_YEARS, TEN_YEARS, SIX_MONTHS = 60, 120, 6  # months


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Below `*_severe` is severe, from there below `*_moderate` moderate. MUAC in mm, z in SD.
    A child whose age nobody knows counts as 6-59 months from `height_low` to below `height_high`
    cm."""

    muac_severe: int
    muac_moderate: int
    whz_severe: Decimal
    whz_moderate: Decimal
    school_muac_severe: int
    school_muac_moderate: int
    baz_severe: Decimal
    baz_moderate: Decimal
    height_low: int
    height_high: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found on a child. `oedema` 0 none, 1-3 its grade, None not looked for; `whz`, `baz`
    and `age_months` None where they are not known."""

    age_months: float | None
    lenhei: float | None
    muac_mm: int | None
    oedema: int | None
    whz: float | None
    baz: float | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """The worst criterion wins; `reasons` are all criteria met, the worst first."""

    status: str
    reasons: tuple[str, ...] = ()


def classify(seen: Seen, limits: Thresholds) -> Finding:
    """UNKNOWN when nothing was measured that could be judged: no oedema alone proves nothing."""
    judged = list(_criteria(seen, limits))
    severe = tuple(code for code, status in judged if status == SEVERE)
    moderate = tuple(code for code, status in judged if status == MODERATE)
    if severe:
        return Finding(SEVERE, severe + moderate)
    if moderate:
        return Finding(MODERATE, moderate)
    looked_at = {code for code, _status_found in judged}
    return Finding(NORMAL if looked_at - {"oedema"} else UNKNOWN)


def _criteria(seen: Seen, limits: Thresholds) -> Iterable[tuple[str, str]]:
    """Each criterion that could be looked at, with what it says."""
    if seen.oedema is not None:
        yield "oedema", SEVERE if seen.oedema else NORMAL
    if seen.whz is not None:
        yield "whz", _status(seen.whz, limits.whz_severe, limits.whz_moderate)
    if seen.muac_mm is not None and _muac_counts(seen, limits):
        yield "muac", _status(seen.muac_mm, limits.muac_severe, limits.muac_moderate)
    if seen.muac_mm is not None and _school_muac_counts(seen):
        low, high = limits.school_muac_severe, limits.school_muac_moderate
        yield "school_muac", _status(seen.muac_mm, low, high)
    if seen.baz is not None:
        yield "baz", _status(seen.baz, limits.baz_severe, limits.baz_moderate)


def _status(value: float, severe: Decimal | int, moderate: Decimal | int) -> str:
    """Strict: a value on the threshold belongs to the better side."""
    if value < severe:
        return SEVERE
    return MODERATE if value < moderate else NORMAL


def _muac_counts(seen: Seen, limits: Thresholds) -> bool:
    if seen.age_months is not None:
        return SIX_MONTHS <= seen.age_months < FIVE_YEARS
    return seen.lenhei is not None and limits.height_low <= seen.lenhei < limits.height_high


def _school_muac_counts(seen: Seen) -> bool:
    return seen.age_months is not None and FIVE_YEARS <= seen.age_months < TEN_YEARS


def stunting(haz: float | None) -> str:
    """Height for age below -2 is stunted, below -3 severely (WHO)."""
    if haz is None:
        return UNKNOWN
    return _status(haz, -3, -2)


# --- is it believable? ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Taken:
    """A measurement as it was taken; kg, cm, mm. `flagged` are the indices out of WHO's limits."""

    weight: float | None = None
    lenhei: float | None = None
    position: str = ""
    muac_mm: int | None = None
    age_days: int | None = None
    flagged: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Earlier:
    """The measurement before, or another of the same day, and how many days lie between."""

    days: int
    weight: float | None = None
    lenhei: float | None = None
    position: str = ""
    muac_mm: int | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question to whoever measured: the field it is about, its code, and what it compares."""

    code: str
    field: str
    facts: Mapping[str, float]


# Beyond these nobody lives: another unit was typed, or a slip of the finger.
POSSIBLE: Mapping[str, tuple[float, float]] = {
    "weight": (0.3, 200),
    "lenhei": (25, 220),
    "muac_mm": (40, 500),
}
# What the number would be in the unit that is often meant instead.
OTHER_UNITS: Mapping[str, tuple[tuple[float, str], ...]] = {
    "weight": ((1000, "grams"),),
    "lenhei": ((10, "millimetres"), (0.01, "metres")),
    "muac_mm": ((0.1, "centimetres"),),
}
SHRINKS_BY = 1.0  # cm: two honest measurements differ by less
GROWS_AT_MOST, GROWS_A_MONTH = 3.0, 4.0  # cm: at once, and for each month between
WEIGHT_JUMP, MUAC_JUMP, SHORT_TIME = 0.25, 25, 45  # share, mm, days


def impossible(field: str, value: float) -> Doubt | None:
    """A value nobody has; `facts` hold what it would be in another unit, if that is possible."""
    low, high = POSSIBLE[field]
    if low <= value <= high:
        return None
    for factor, unit in OTHER_UNITS[field]:
        if low <= value / factor <= high:
            return Doubt(unit, field, {"value": value, "meant": value / factor})
    return Doubt("impossible", field, {"value": value, "low": low, "high": high})


def doubts(taken: Taken, earlier: Earlier | None) -> list[Doubt]:
    """What to ask again; nothing of it is refused when it is confirmed."""
    found = [
        Doubt(f"flag_{code}", _FLAGGED[code], {}) for code in _FLAGGED if code in taken.flagged
    ]
    if stands_too_young(taken.position, taken.age_days):
        found.append(Doubt("stands", "position", {}))
    if earlier is not None:
        found += _compared(taken, earlier)
    return found


_FLAGGED = {
    "len": "lenhei", "hfa": "lenhei", "wei": "weight", "wfa": "weight", "wfl": "weight",
    "bfa": "weight", "ac": "muac_mm",
}  # fmt: skip


def _compared(taken: Taken, earlier: Earlier) -> Iterable[Doubt]:
    if earlier.days == 0:
        yield Doubt("same_day", "on", {})
        return
    yield from _length_compared(taken, earlier)
    if earlier.days > SHORT_TIME:
        return
    if taken.weight and earlier.weight:
        change = abs(taken.weight - earlier.weight) / earlier.weight
        if change > WEIGHT_JUMP:
            yield Doubt("weight_jump", "weight", {"before": earlier.weight, "days": earlier.days})
    if taken.muac_mm and earlier.muac_mm and abs(taken.muac_mm - earlier.muac_mm) > MUAC_JUMP:
        yield Doubt("muac_jump", "muac_mm", {"before": earlier.muac_mm, "days": earlier.days})


def _length_compared(taken: Taken, earlier: Earlier) -> Iterable[Doubt]:
    if taken.lenhei is None or earlier.lenhei is None:
        return
    before = _as_standing(earlier.lenhei, earlier.position)
    grown = _as_standing(taken.lenhei, taken.position) - before
    if grown < -SHRINKS_BY:
        yield Doubt("shrinks", "lenhei", {"before": earlier.lenhei, "days": earlier.days})
    if grown > GROWS_AT_MOST + GROWS_A_MONTH * earlier.days / DAYS_OF_MONTH:
        yield Doubt("grows", "lenhei", {"before": earlier.lenhei, "days": earlier.days})


def _as_standing(centimetres: float, position: str) -> float:
    return centimetres - CORRECTION if position == LYING else centimetres
