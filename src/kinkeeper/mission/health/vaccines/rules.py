"""What a child was given, what is due, what is late. Plain values, no database.

A dose given late does not begin the series anew: the next one counts from the day it was given,
at the least distance (WHO, *Table 3: interrupted or delayed routine immunization*).
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

GIVEN, DUE, LATE, COMING = "given", "due", "late", "coming"
WAITS, OFFERED, TOO_OLD = "waits", "offered", "too_old"
TOO_SOON_BY = timedelta(days=4)
"""A dose up to four days before its age or distance still counts (WHO's and CDC's practice)."""

Code = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Age:
    """So many days, weeks, months or years: unit d, w, m, y."""

    number: int
    unit: str

    def after(self, born: date) -> date:
        """The day a child born on a day reaches this age; the last day of a short month."""
        if self.unit in "dw":
            return born + timedelta(days=self.number * (7 if self.unit == "w" else 1))
        months = born.month - 1 + self.number * (12 if self.unit == "y" else 1)
        year, month = born.year + months // 12, months % 12 + 1
        return date(year, month, min(born.day, monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class Dose:
    """A line of the calendar. gap: least days since the dose before. sex: of whom, "" all.
    introduced: the country began on that day. local: only some districts give it."""

    vaccine: str
    number: int
    due: Age
    latest: Age | None = None
    gap: int = 0
    sex: str = ""
    introduced: date | None = None
    local: bool = False

    @property
    def code(self) -> Code:
        return self.vaccine, self.number

    @property
    def before(self) -> Code | None:
        """The dose that comes first. A dose 0 at birth may be left out."""
        return (self.vaccine, self.number - 1) if self.number > 1 else None


@dataclass(frozen=True, slots=True)
class Standing:
    """One dose of a child's card. on: the day it was given; None where no day is known."""

    dose: Dose
    status: str
    due_on: date
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Born:
    """Whose card it is; sex F, M or "" for not known."""

    on: date
    sex: str = ""


def card(
    child: Born,
    given: Mapping[Code, date | None],
    doses: Iterable[Dose],
    *,
    today: date,
    grace: int,
) -> list[Standing]:
    """Every dose meant for this child, in the calendar's order. `grace`: days after which a dose
    that is due is late."""
    return [
        _standing(dose, child, given, today, timedelta(days=grace))
        for dose in doses
        if dose.code in given or _meant_for(dose, child)
    ]


def _meant_for(dose: Dose, child: Born) -> bool:
    """Not for the other sex, nor for who was too old when the country began."""
    if dose.sex and dose.sex != child.sex:
        return False
    too_old = dose.latest.after(child.on) if dose.latest else date.max
    return dose.introduced is None or dose.introduced < too_old


def _standing(
    dose: Dose, child: Born, given: Mapping[Code, date | None], today: date, grace: timedelta
) -> Standing:
    planned = dose.due.after(child.on)
    if dose.code in given:
        return Standing(dose, GIVEN, planned, given[dose.code])
    if dose.latest and dose.latest.after(child.on) <= today:
        return Standing(dose, TOO_OLD, planned)
    if dose.before and dose.before not in given:
        return Standing(dose, COMING if today < planned else WAITS, planned)
    due_on = _due_on(dose, planned, given)
    return Standing(dose, _status(dose, planned, due_on, today, grace), due_on)


def _due_on(dose: Dose, planned: date, given: Mapping[Code, date | None]) -> date:
    first = given.get(dose.before) if dose.before else None
    return max(planned, first + timedelta(days=dose.gap)) if first else planned


def _status(dose: Dose, planned: date, due_on: date, today: date, grace: timedelta) -> str:
    if today < due_on:
        return COMING
    if dose.local or (dose.introduced and planned < dose.introduced):
        return OFFERED
    return DUE if today <= due_on + grace else LATE


# --- is it believable? ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question to who read the card: early (before the age), close (too soon after the dose
    before), skipped (the dose before is not there)."""

    code: str
    dose: Code


def doubts(
    child: Born, typed: Mapping[Code, date | None], known: Mapping[Code, date | None],
    doses: Iterable[Dose],
) -> list[Doubt]:  # fmt: skip
    """What to ask again; nothing is refused when it is confirmed."""
    both = {**known, **typed}
    return [
        Doubt(code, dose.code)
        for dose in doses
        if dose.code in typed
        for code in _doubted(dose, child, typed[dose.code], both)
    ]


def _doubted(
    dose: Dose, child: Born, on: date | None, both: Mapping[Code, date | None]
) -> Iterable[str]:
    if on and on < dose.due.after(child.on) - TOO_SOON_BY:
        yield "early"
    if dose.before is None:
        return
    if dose.before not in both:
        yield "skipped"
    first = both.get(dose.before)
    if on and first and on < first + timedelta(days=dose.gap) - TOO_SOON_BY:
        yield "close"
