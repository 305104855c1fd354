"""Reviews, plans, contacts, absences and the time after the return on plain values. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kinkeeper.ground.text.dates import months_after

REVIEW_MONTHS = 3
"""At most three months between two reviews (UN Guidelines 67)."""
CONTACT_MONTHS = 3
ALARMS = frozenset({"ran_away", "missing"})
TO_REPORT = frozenset({"ran_away", "missing", "unauthorised"})


@dataclass(frozen=True, slots=True)
class Turn:
    """A review that was due, and when it was held; None: not."""

    due_on: date
    held_on: date | None

    def in_time(self, until: date) -> bool:
        return self.held_on is not None and self.held_on <= min(until, self.due_on)


def turns(since: date, held: Iterable[date]) -> list[Turn]:
    """Every review due since the child came, each three months after the one before; the last is
    the one that is waited for."""
    found, last = [], since
    for day in sorted(held):
        found.append(Turn(months_after(last, REVIEW_MONTHS), day))
        last = day
    return [*found, Turn(months_after(last, REVIEW_MONTHS), None)]


def next_due(since: date, last_due: date | None, *, days: int) -> date:
    """The day of the next review: as the last one said, or so many days after the arrival."""
    return last_due or since + timedelta(days=days)


def lately(day: date, on: date) -> bool:
    """Within the last three months, counted back from `on`."""
    return day <= on < months_after(day, CONTACT_MONTHS)


def next_contact(left: date, reached: Iterable[date], *, days: Sequence[int]) -> date | None:
    """When a child that went home is to be reached next; None: the last contact was held.

    days: after the return, rising. A contact stands for the turn it is nearest to, and for all
    before it: what was missed then cannot be made up for.
    """
    held = [(day - left).days for day in reached]
    last = max((nearest(day, days) for day in held), default=-1)
    return left + timedelta(days=days[last + 1]) if last + 1 < len(days) else None


def nearest(day: int, days: Sequence[int]) -> int:
    """Of two as near as each other the earlier."""
    return min(range(len(days)), key=lambda turn: (abs(days[turn] - day), turn))
