"""Seasons, what may be compared, alerts, and the figures of households' food. Pure.

Food is scarce in the lean season (soudure, June to August in most of Mali: domain 04, source S54)
and better after the harvest. A household that eats less in July than in January tells nothing of a
programme: figures of two seasons are never compared.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

LEAN, OUTSIDE = "lean", "outside"
SEASONS = (LEAN, OUTSIDE)
PAIRS = ("21/35", "28/42")  # thresholds of the food consumption score (WFP)
RCSI_HIGH = 18
HDDS_GROUPS = 5
LITRES = 15  # per person and day (Sphere)


@dataclass(frozen=True, slots=True)
class Lean:
    """The lean season of a place: from the first to the last month, both whole; it may go over the
    end of the year."""

    first: int
    last: int

    def holds(self, day: date) -> bool:
        if self.first <= self.last:
            return self.first <= day.month <= self.last
        return day.month >= self.first or day.month <= self.last


USUAL = Lean(6, 8)


@dataclass(frozen=True, slots=True, order=True)
class Round:
    """A season of a year: the lean season by the year in which it begins, the months outside it by
    the year in which they begin (2025: after the lean season of 2025, into 2026)."""

    year: int
    season: str


def round_of(day: date, lean: Lean) -> Round:
    """In which round something was asked."""
    if lean.holds(day):
        over = lean.first > lean.last and day.month <= lean.last
        return Round(day.year - over, LEAN)
    if lean.first > lean.last:
        return Round(day.year, OUTSIDE)
    return Round(day.year if day.month > lean.last else day.year - 1, OUTSIDE)


def comparable(one: Round, other: Round) -> bool:
    """The same season of two years, or the same round."""
    return one.season == other.season


@dataclass(frozen=True, slots=True)
class Seen:
    """One household's survey: scores, and the code of the band by set of thresholds."""

    on: date
    round: Round
    values: Mapping[str, Decimal] = field(default_factory=dict)
    bands: Mapping[str, str] = field(default_factory=dict)


def before_in_season(seen: Sequence[Seen]) -> Seen | None:
    """What the last survey may be compared with: the latest of an earlier year, same season."""
    ordered = sorted(seen, key=lambda s: s.on)
    if not ordered:
        return None
    last = ordered[-1]
    same = [s for s in ordered[:-1] if comparable(s.round, last.round) and s.round != last.round]
    return same[-1] if same else None


# --- shares ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those surveyed: `part` out of `whole`."""

    part: int
    whole: int

    @property
    def percent(self) -> Decimal | None:
        return Decimal(100 * self.part) / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of trouble that an alert watches: surveys whose band of a set is one of these."""

    code: str
    set: str
    bands: frozenset[str]


SIGNS: Mapping[str, Sign] = {
    sign.code: sign
    for sign in (
        Sign("fcs_poor_2135", "fcs 21/35", frozenset({"poor"})),
        Sign("fcs_poor_2842", "fcs 28/42", frozenset({"poor"})),
        Sign("rcsi_high", "rcsi WFP", frozenset({"high"})),
        Sign("hhs_severe", "hhs FANTA", frozenset({"severe"})),
        Sign("lcs_emergency", "lcs_fs WFP", frozenset({"emergency"})),
        Sign("water_unsafe", "jmp JMP", frozenset({"unimproved", "surface"})),
    )
}


def share(sign: Sign, seen: Iterable[Seen]) -> Share:
    """Only surveys that have the score at all are counted."""
    known = [s.bands[sign.set] for s in seen if sign.set in s.bands]
    return Share(sum(1 for band in known if band in sign.bands), len(known))


def raised(found: Share, *, percent: Decimal, at_least: int) -> bool:
    """More than this share of at least so many households."""
    return found.whole >= at_least and found.percent is not None and found.percent > percent


def mean(values: Iterable[Decimal]) -> Decimal | None:
    found = list(values)
    return sum(found, Decimal()) / len(found) if found else None


def last_of_each(seen: Iterable[tuple[object, Seen]]) -> dict[object, Seen]:
    """The last survey of each household."""
    ordered = sorted(seen, key=lambda pair: pair[1].on)
    return dict(ordered)
