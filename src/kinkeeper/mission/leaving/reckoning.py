"""Ages, savings, the rhythm of aftercare, and when somebody counts as lost, on plain values. Pure.

Money is a whole number of francs (XOF has no decimals).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise

from kinkeeper.ground.text.dates import RoughDate, age_on, months_after

PROCESS = "leaving.way"
INDEPENDENT = "independent_living"
BUSY = frozenset({"school", "training", "work", "own_business"})
"""At school, in training or at work (indicator Y-5)."""
BIRTH, IDENTITY = "birth_certificate", "national_id"
IN_HAND, ASKED_FOR, MISSING, NOT_NEEDED = "in_hand", "requested", "missing", "not_needed"
RECENT_MONTHS = 6
"""Aftercare counts as kept up when somebody was reached in so many months (indicator Y-4)."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How the office accompanies young people; every number is configuration.

    months: contacts so many months after leaving. attempts on channels: how often, and on how many
    ways, somebody is looked for before counting as lost. house_age, leaving_age in years.
    ahead: the independence plan begins so many months before leaving.
    """

    months: tuple[int, ...] = (1, 3, 6, 12, 24)
    attempts: int = 3
    channels: int = 2
    house_age: int = 14
    leaving_age: int = 23
    ahead: int = 24


DEFAULT = Rhythm()


# --- age and the day of leaving ---------------------------------------------------------------


def old_enough(birth: RoughDate, day: date, years: int) -> bool:
    """Unknown age: yes, nobody is refused because a date is missing."""
    if birth.day is None:
        return True
    age = age_on(RoughDate(birth.earliest, birth.precision), day)
    return age is None or age.years >= years


def leaving_day(planned: date | None, birth: RoughDate, rhythm: Rhythm) -> date | None:
    """The day that is planned, else the one on which the leaving age is reached."""
    if planned:
        return planned
    return months_after(birth.day, 12 * rhythm.leaving_age) if birth.day else None


def begins_late(today: date, leaves: date | None, rhythm: Rhythm) -> bool:
    """Does the plan begin later than the office wants?"""
    return leaves is not None and months_after(today, rhythm.ahead) > leaves


def early_enough(agreed: date, leaves: date, months: int) -> bool:
    """Was the plan agreed so many months before the day of leaving?"""
    return months_after(agreed, months) <= leaves


# --- savings ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """Money that came (positive) or went (negative) on a day."""

    on: date
    francs: int


def balance(entries: Iterable[Entry]) -> int:
    return sum(entry.francs for entry in entries)


def lowest_from(entries: Iterable[Entry], day: date) -> int:
    """The lowest balance at the end of any day from `day` on: what may be taken out that day.

    A withdrawal written down late must not empty what was taken out after it.
    """
    known = sorted(entries, key=lambda entry: entry.on)
    before = sum(entry.francs for entry in known if entry.on <= day)
    ends: dict[date, int] = {}
    running = before
    for entry in known:
        if entry.on > day:
            running += entry.francs
            ends[entry.on] = running
    return min([before, *ends.values()])


def with_balances(entries: Sequence[Entry]) -> list[int]:
    """The balance after each entry, in their order."""
    return list(accumulate(entry.francs for entry in entries))


# --- allowance --------------------------------------------------------------------------------

PERIOD_MONTHS = {"month": 1, "quarter": 3}


def period_begins(since: date, number: int, period: str) -> date:
    """The first day of the period, counted from 0."""
    return months_after(since, number * PERIOD_MONTHS[period])


def unpaid(
    since: date, until: date | None, period: str, paid: Iterable[date], *, today: date
) -> list[date]:
    """First days of the periods that have begun and are not paid, oldest first."""
    settled, found, number = set(paid), [], 0
    while (begins := period_begins(since, number, period)) <= today:
        if until and begins >= until:
            break
        if begins not in settled:
            found.append(begins)
        number += 1
    return found


# --- aftercare --------------------------------------------------------------------------------


def contact_due(left: date, made: Iterable[int], rhythm: Rhythm) -> tuple[int, date] | None:
    """Which contact is due next after leaving, and when; None when the rhythm is over.

    made: months of the contacts in which somebody was reached. A later contact stands for those
    before it.
    """
    latest = max(made, default=0)
    ahead = next((months for months in sorted(rhythm.months) if months > latest), None)
    return (ahead, months_after(left, ahead)) if ahead else None


def contact_meant(left: date, on: date, rhythm: Rhythm) -> int:
    """Which contact of the rhythm a day answers: the nearest; half way belongs to the earlier."""
    months = sorted(rhythm.months)
    for earlier, later in pairwise(months):
        near, far = months_after(left, earlier), months_after(left, later)
        if on <= near + (far - near) / 2:
            return earlier
    return months[-1]


def rhythm_over(left: date, today: date, rhythm: Rhythm) -> bool:
    return today >= months_after(left, max(rhythm.months))


@dataclass(frozen=True, slots=True)
class Try:
    """An attempt to reach somebody."""

    on: date
    channel: str
    reached: bool


def failed_since(tries: Iterable[Try]) -> list[Try]:
    """Attempts in vain after the last one that succeeded."""
    failed: list[Try] = []
    for one in sorted(tries, key=lambda t: (t.on, t.reached)):
        failed = [] if one.reached else [*failed, one]
    return failed


def may_be_lost(tries: Iterable[Try], rhythm: Rhythm) -> bool:
    failed = failed_since(tries)
    ways = {one.channel for one in failed}
    return len(failed) >= rhythm.attempts and len(ways) >= rhythm.channels


def reached_since(tries: Iterable[Try], day: date) -> bool:
    return any(one.reached and one.on >= day for one in tries)


# --- papers -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PaperStands:
    """A line of the checklist. explained: why it is missing, and who goes after it, is written."""

    kind: str
    state: str
    handed: bool
    explained: bool

    @property
    def settled(self) -> bool:
        """Handed over, not needed, or its absence is explained."""
        if self.state == IN_HAND:
            return self.handed
        return self.state == NOT_NEEDED or (bool(self.state) and self.explained)


def unsettled(papers: Iterable[PaperStands], kinds: Sequence[str]) -> list[str]:
    """Kinds that are neither handed over nor explained, in the order of the checklist."""
    known = {paper.kind: paper for paper in papers}
    return [kind for kind in kinds if kind not in known or not known[kind].settled]


def absent(papers: Iterable[PaperStands], kinds: Sequence[str]) -> list[str]:
    """Kinds that are not in hand, in the order of the checklist."""
    here = {p.kind for p in papers if p.state in {IN_HAND, NOT_NEEDED}}
    return [kind for kind in kinds if kind not in here]


# --- what a way proves ------------------------------------------------------------------------


@dataclass(frozen=True)
class Proved:
    """Facts of a young person's way, as the process asks for them."""

    plan_agreed: bool = False
    identity: bool = False
    savings_open: bool = False
    allowance: bool = False
    papers_settled: bool = False
    savings_handed: bool = False
    activity: bool = False
    housing: bool = False
    support: bool = False
    follower: bool = False
    health: bool = False
    contact_plan: bool = False
    lost: bool = False
    found: bool = False
    lately: bool = False
    talked: bool = False
    lost_long: bool = False
    out_of_care: bool = False
    dead: bool = False

    def codes(self) -> frozenset[str]:
        return frozenset(name for name in self.__dataclass_fields__ if getattr(self, name))
