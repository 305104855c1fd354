"""Absences that call for a visit, what a class call must hold, repeats and marks. Pure.

Time limits and numbers are the office's own configuration; the defaults come from domain 2.13.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

PROCESS = "education.enrolment"
PRESENT, ABSENT, EXCUSED, LATE = "present", "absent", "excused", "late"
THERE = frozenset({PRESENT, LATE})
AWAY = frozenset({ABSENT, EXCUSED})
SUNDAY = 6
LARGE_CLASS = 100  # a class that large is asked about again, never refused
MONTH_DAYS = 30
PROMOTED, REPEATS, GRADUATED = "promoted", "repeats", "graduated"


@dataclass(frozen=True, slots=True)
class Day:
    """What a call said of one pupil."""

    on: date
    mark: str


@dataclass(frozen=True, slots=True)
class LongAbsence:
    """run: school days in a row, up to the last call. month: school days within 30 days.

    since: the first day of the run, or of the month's absences where there is no run.
    """

    since: date
    run: int
    month: int


def long_absence(
    days: Iterable[Day], *, run_of: int, month_of: int, after: date | None = None
) -> LongAbsence | None:
    """Absent `run_of` school days in a row or `month_of` within 30 days; None otherwise.

    after: days up to this one are settled by somebody who looked into them.
    """
    known = sorted((d for d in days if after is None or d.on > after), key=lambda d: d.on)
    if not known:
        return None
    run = _run(known)
    first = known[-1].on - timedelta(days=MONTH_DAYS - 1)
    month = [d.on for d in known if d.mark in AWAY and d.on >= first]
    if len(run) < run_of and len(month) < month_of:
        return None
    return LongAbsence(run[-1] if len(run) >= run_of else month[0], len(run), len(month))


def _run(known: Sequence[Day]) -> list[date]:
    """The days in a row, latest first, that end with the last call."""
    run: list[date] = []
    for day in reversed(known):
        if day.mark not in AWAY:
            break
        run.append(day.on)
    return run


def doubts_of_call(on: date, marks: Mapping[Any, str], *, open_: bool) -> list[str]:
    """What is unusual about a call: codes of the questions that are asked again."""
    found = []
    if on.weekday() == SUNDAY:
        found.append("sunday")
    if not open_:
        found.append("closed")
    if len(marks) > LARGE_CLASS:
        found.append("large")
    if len(marks) > 1 and all(mark in AWAY for mark in marks.values()):
        found.append("nobody")
    return found


def uncalled(pupils: Collection[Any], marks: Mapping[Any, str]) -> int:
    """How many pupils of the class have no mark."""
    return sum(1 for pupil in pupils if pupil not in marks)


def repeats(level: str, before: Iterable[tuple[str, str]]) -> str:
    """Does the child sit in this level once more? before: (year, level) of the years before this
    one. "yes", "no", or "" where no earlier year is recorded."""
    levels = [known for _year, known in sorted(before)]
    if not levels:
        return ""
    return "yes" if level in levels else "no"


def mark_problem(average: Decimal, *, out_of: int) -> bool:
    """Outside the scale of the class (10 in the first cycle, 20 above)."""
    return not 0 <= average <= out_of


def scaled(average: Decimal, *, out_of: int) -> Decimal:
    """Out of 20, so that classes of both cycles can stand in one row."""
    return average * 20 / out_of


def share(part: int, whole: int) -> int | None:
    """Whole percent; None of nothing."""
    return None if whole == 0 else round(100 * part / whole)
