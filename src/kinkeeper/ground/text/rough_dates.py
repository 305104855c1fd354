"""Dates that are only known roughly, ages on a day, and both in words.

A rough date is kept as a pair: a day and how precise it is. The day is the MIDDLE of what is
known, so that ages and sums lean neither way: 1 July for a year, the 15th for a month. An
estimated date stands for one year before to one year after its day, because "about 2009" and
"6 years old" are remembered no better than that. No middle lies in the future when it is read.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.text.language import Language, spoken


class Precision(StrEnum):
    """How well a date is known; the codes stored beside it."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ESTIMATED = "estimated"
    UNKNOWN = "unknown"


PRECISIONS: tuple[tuple[str, str | Promise], ...] = (
    (Precision.DAY.value, _("exact day")),
    (Precision.MONTH.value, _("month and year")),
    (Precision.YEAR.value, _("year only")),
    (Precision.ESTIMATED.value, _("estimated")),
    (Precision.UNKNOWN.value, _("not known")),
)
"""Codes and labels, in the shape of a field's choices."""

MONTHS: dict[Language, tuple[str, ...]] = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip

# A table instead of the frame's date formats: those cost 5 ms on a page of fifty rows.
_WORDS: dict[Language, dict[Precision, str]] = {
    "fr": {
        Precision.DAY: "{day} {month} {year}",
        Precision.MONTH: "{month} {year}",
        Precision.YEAR: "{year}",
        Precision.ESTIMATED: "vers {year}",
        Precision.UNKNOWN: "date inconnue",
    },
    "en": {
        Precision.DAY: "{day} {month} {year}",
        Precision.MONTH: "{month} {year}",
        Precision.YEAR: "{year}",
        Precision.ESTIMATED: "about {year}",
        Precision.UNKNOWN: "date not known",
    },
}

# First age of each band and its code; the bands of the programme's reports.
AGE_BANDS = (
    (25, "25+"),
    (18, "18-24"),
    (15, "15-17"),
    (12, "12-14"),
    (6, "6-11"),
    (3, "3-5"),
    (0, "0-2"),
)
UNKNOWN_BAND = "unknown"


@dataclass(frozen=True, slots=True)
class RoughDate:
    """A day and how well it is known. The day is None exactly when nothing is known."""

    day: date | None
    precision: Precision

    def __post_init__(self) -> None:
        object.__setattr__(self, "precision", Precision(self.precision))
        if (self.day is None) != (self.precision is Precision.UNKNOWN):
            message = "a rough date has a day unless its precision is unknown"
            raise ValueError(message)

    @property
    def earliest(self) -> date | None:
        """The first day it can be."""
        return _bound(self, first=True)

    @property
    def latest(self) -> date | None:
        """The last day it can be."""
        return _bound(self, first=False)


UNKNOWN_DATE = RoughDate(None, Precision.UNKNOWN)


def rough(day: date | None, precision: str) -> RoughDate:
    """The value of a pair of columns; a missing day is an unknown date whatever the code says, and
    a day of unknown precision is none."""
    known = day is not None and precision != Precision.UNKNOWN
    return RoughDate(day, Precision(precision)) if known else UNKNOWN_DATE


def in_year(year: int) -> RoughDate:
    """Some day of that year."""
    return RoughDate(date(year, 7, 1), Precision.YEAR)


def in_month(year: int, month: int) -> RoughDate:
    """Some day of that month."""
    return RoughDate(date(year, month, 15), Precision.MONTH)


def _bound(known: RoughDate, *, first: bool) -> date | None:
    day = known.day
    match known.precision:
        case Precision.YEAR if day:
            return date(day.year, 1, 1) if first else date(day.year, 12, 31)
        case Precision.MONTH if day:
            return day.replace(day=1 if first else monthrange(day.year, day.month)[1])
        case Precision.ESTIMATED if day:
            return months_after(day, -12 if first else 12)
        case _:
            return day


def months_after(day: date, months: int) -> date:
    """The same day so many months later (or earlier); the month's last day if it has no such day.

    Stops at the first and last day a calendar can hold.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Age:
    """Completed years and, beyond them, completed months (0 to 11).

    `sure` is true when every day the birth date may be gives the same number of years.
    """

    years: int
    months: int
    sure: bool

    @property
    def total_months(self) -> int:
        return self.years * 12 + self.months


def age_on(known: RoughDate, day: date) -> Age | None:
    """The age on a day; None when the birth date is unknown or certainly later than the day."""
    if known.day is None or known.earliest is None or known.latest is None or known.earliest > day:
        return None
    months = _months_between(min(known.day, day), day)
    youngest = _months_between(min(known.latest, day), day) // 12
    oldest = _months_between(known.earliest, day) // 12
    return Age(months // 12, months % 12, sure=youngest == oldest and known.latest <= day)


def age_band(known: RoughDate, day: date) -> str:
    """The code of the age band on a day ("0-2" ... "25+"), or "unknown"."""
    age = age_on(known, day)
    if age is None:
        return UNKNOWN_BAND
    return next(code for first, code in AGE_BANDS if age.years >= first)


def _months_between(start: date, end: date) -> int:
    """Completed months; someone born on 29 February turns a year on 1 March in common years."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)


def in_words(known: RoughDate, language: str | None = None) -> str:
    """The date as said, "12 mars 2009", "vers 2009"; in the active language if none is given."""
    tongue = spoken(language)
    pattern = _WORDS[tongue][known.precision]
    if known.day is None:
        return pattern
    first = tongue == "fr" and known.day.day == 1
    return pattern.format(
        day="1er" if first else known.day.day,
        month=MONTHS[tongue][known.day.month - 1],
        year=f"{known.day.year:04d}",
    )


def age_in_words(age: Age | None, language: str | None = None) -> str:
    """The age as said, "6 ans", "environ 8 mois"; months only below two years."""
    tongue = spoken(language)
    if age is None:
        return {"fr": "âge inconnu", "en": "age not known"}[tongue]
    years = age.years >= 2
    count = age.years if years else age.total_months
    many = count >= 2 if tongue == "fr" else count != 1
    unit = _UNITS[tongue][years][many]
    about = "" if age.sure else {"fr": "environ ", "en": "about "}[tongue]
    return f"{about}{count}\N{NO-BREAK SPACE}{unit}"


_UNITS: dict[Language, dict[bool, dict[bool, str]]] = {
    "fr": {True: {False: "an", True: "ans"}, False: {False: "mois", True: "mois"}},
    "en": {True: {False: "year", True: "years"}, False: {False: "month", True: "months"}},
}
