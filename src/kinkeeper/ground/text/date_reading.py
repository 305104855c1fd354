"""Reads a date the way registers write it: many hands, two languages, half known.

Days come before months. A text is tried against a table of shapes; the first that fits decides.
"""

import math
import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NoReturn

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.text.problems import DateProblem, shown
from kinkeeper.ground.text.rough_dates import (
    MONTHS,
    UNKNOWN_DATE,
    Precision,
    RoughDate,
    in_month,
    in_year,
    months_after,
)
from kinkeeper.ground.text.seasons import middle_of_season

OLDEST_YEARS = 120
_EXCEL_START = date(1899, 12, 30)
_YEARS = range(1880, 2101)

FUTURE = _("“%(value)s” is in the future (after %(limit)s): correct the date.")
TOO_OLD = _("“%(value)s” is too long ago (before %(limit)s): correct the date.")
IMPOSSIBLE = _("“%(value)s” is not a day of the calendar: correct the day, month or year.")
UNCLEAR = _(
    "“%(value)s” cannot be read as a date: write for example 15/11/2008, 11/2008, 2008, "
    "about 2008 or 6 years."
)
NEGATIVE = _("“%(value)s” is an age below zero: write a date, a year or an age.")

_BLANK = re.compile(
    r"[\W_]*|neant|n/?a|nr|nsp|inconnue?|non connue?|ne sait pas|unknown|not known|none|nil"
    r"|date inconnue|date not known"
)
_APPROX = re.compile(
    r"(?:~|≈|±|\+/-|vers|env(?:iron)?\b\.?|approx\w*\.?|circa|ca?\."
    r"|about|around|autour de|estime a?)\s*"
)
_LEAD = re.compile(
    r"(?:nee?s?|born)\s+|(?:le|en|on|in|l'annee|annee)\s+|age(?:e)?\s*(?:de)?\s*:?\s*"
)
_DOUBT = re.compile(r"\s*\(?\s*(?:\?+|env(?:iron)?\.?|approx\w*\.?)\s*\)?$")

_AGE = re.compile(
    r"(?P<sign>-?)\s*(?P<count>\d{1,3}(?:[.,]\d)?)\s*"
    r"(?P<unit>ans?|annees?|years?|yrs?|y|a|mois|months?|m|semaines?|weeks?|jours?|days?)\b\.?"
    r"(?:\s*(?:et|and|,)?\s*(?P<more>\d{1,2})\s*(?:mois|months?|m)\b\.?|\s*(?P<half>et demie?))?"
    r"(?:\s*old)?"
)
_SHAPES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[t ]\d{2}:\d{2}.*)?", "day"),
        (r"(?P<y>\d{4})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})", "day"),
        (r"(?P<d>\d{1,2})\s?[-/. ]\s?(?P<m>\d{1,2})\s?[-/. ]\s?(?P<y>\d{4}|\d{2})", "day"),
        (r"(?P<y>(?:19|20)\d{2})(?P<m>0\d|1[0-2])(?P<d>\d{2})", "day"),
        (r"(?P<d>\d{2})(?P<m>\d{2})(?P<y>(?:19|20)\d{2})", "day"),
        (
            r"(?P<d>\d{1,2})(?:er|st|nd|rd|th)?[-/. ]*(?P<name>[a-z]+)[-/., ]*(?P<y>\d{4}|\d{2})",
            "day",
        ),
        (r"(?P<name>[a-z]+)\.? *(?P<d>\d{1,2})(?:st|nd|rd|th)?,? +(?P<y>\d{4})", "day"),
        (r"(?P<name>[a-z]+)[-/., ]*(?P<y>\d{4})", "month"),
        (r"(?P<m>\d{1,2})\s?[-/.]\s?(?P<y>\d{4})", "month"),
        (r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})", "month"),
        (r"(?P<y>\d{4})", "year"),
        (r"(?P<serial>\d{5})", "serial"),
    )
)


def _plain(text: str) -> str:
    """Small letters without accents, digits of any script as 0-9, single spaces."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    kept = (letter for letter in folded if unicodedata.category(letter) not in {"Mn", "Cf"})
    digits = (str(unicodedata.decimal(letter, letter)) for letter in kept)
    line = "".join(digits).translate(str.maketrans("‐‑‒–—−⁄’", "------/'"))
    return " ".join(line.split())


_SHORT_MONTHS = {
    "jan": 1, "janv": 1, "fev": 2, "fevr": 2, "feb": 2, "mar": 3, "avr": 4, "apr": 4, "jun": 6,
    "juil": 7, "juill": 7, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
_MONTH_NAMES = {
    **_SHORT_MONTHS,
    **{_plain(name): at for names in MONTHS.values() for at, name in enumerate(names, start=1)},
}


def parse_rough(
    written: object, *, today: date, earliest: date | None = None, latest: date | None = None
) -> RoughDate:
    """What a cell says of a date, and how precisely.

    `today` is the day the text was written for (a register's own date): ages count back from it.
    Accepted days run from `earliest` (else 120 years before today) to `latest` (else today).
    Empty cells, "-", "?", "néant" give an unknown date. Raises DateProblem, whose `code` is
    "future", "too_old", "impossible", "unclear" or "negative_age".
    """
    first = earliest or months_after(today, -12 * OLDEST_YEARS)
    last = latest or today
    known = _read(written, today=today, last=last)
    if known.day is None or known.earliest is None or known.latest is None:
        return UNKNOWN_DATE
    if known.earliest > last:
        raise DateProblem(FUTURE, code="future", value=shown(written), limit=f"{last:%d/%m/%Y}")
    if known.latest < first:
        raise DateProblem(TOO_OLD, code="too_old", value=shown(written), limit=f"{first:%d/%m/%Y}")
    if known.precision in {Precision.YEAR, Precision.MONTH, Precision.ESTIMATED}:
        return RoughDate(min(known.day, last), known.precision)
    return known


def _read(written: object, *, today: date, last: date) -> RoughDate:
    if written is None:
        return UNKNOWN_DATE
    if isinstance(written, datetime):
        return RoughDate(written.date(), Precision.DAY)
    if isinstance(written, date):
        return RoughDate(written, Precision.DAY)
    if isinstance(written, RoughDate):
        return written
    if isinstance(written, int | float) and not isinstance(written, bool):
        return _of_number(written)
    return _of_text(written, today=today, last=last)


def _of_number(value: float) -> RoughDate:
    """A year, or a day as the spreadsheets of 1900 count it."""
    if not math.isfinite(value):
        _unclear(value)
    if value in _YEARS:
        return in_year(int(value))
    if not max(_YEARS) < value < 110_000:
        # Small numbers are rather an age than the first days of 1900; they must say so.
        _unclear(value)
    return RoughDate(_EXCEL_START + timedelta(days=int(value)), Precision.DAY)


def _of_text(written: object, *, today: date, last: date) -> RoughDate:
    text = _plain(str(written))[:80]
    if _BLANK.fullmatch(text):
        return UNKNOWN_DATE
    text, guessed = _without_words(text)
    if season := middle_of_season(text):
        return RoughDate(season, Precision.ESTIMATED)
    known = _age(text, written, today=today) or _calendar(text, written, last=last)
    if guessed and known.day:
        return RoughDate(known.day, Precision.ESTIMATED)
    return known


def _without_words(text: str) -> tuple[str, bool]:
    """The text without "born on" and "about", and whether it was a guess."""
    bare, guessed = text, False
    for _turn in range(3):
        lead = _LEAD.match(bare) or _APPROX.match(bare)
        if lead is None:
            break
        guessed = guessed or _APPROX.match(bare) is not None
        bare = bare[lead.end() :]
    doubt = _DOUBT.search(bare)
    if doubt:
        bare, guessed = bare[: doubt.start()], True
    return bare.strip(), guessed


def _age(text: str, written: object, *, today: date) -> RoughDate | None:
    found = _AGE.fullmatch(text)
    if found is None:
        return None
    if found["sign"]:
        raise DateProblem(NEGATIVE, code="negative_age", value=shown(written))
    count = float(found["count"].replace(",", "."))
    return RoughDate(_born(found, count, today=today), Precision.ESTIMATED)


def _born(found: re.Match[str], count: float, *, today: date) -> date:
    """The middle of the days on which somebody of that age can have been born."""
    unit = found["unit"]
    if unit[0] in "sw":
        return today - timedelta(days=int(count * 7) + 3)
    if unit[0] in "jd":
        return today - timedelta(days=int(count))
    if unit[0] == "m":
        return months_after(today, -round(count)) - timedelta(days=15)
    if found["more"]:
        return months_after(today, -round(count * 12) - int(found["more"])) - timedelta(days=15)
    exact = found["half"] is not None or count != int(count)
    months = round(count * 12) + (6 if found["half"] else 0)
    return months_after(today, -months if exact else -months - 6)


def _calendar(text: str, written: object, *, last: date) -> RoughDate:
    for shape, kind in _SHAPES:
        found = shape.fullmatch(text)
        if found:
            return _MAKERS[kind](found.groupdict(), written, last)
    return _unclear(written)


def _make_day(parts: dict[str, str | None], written: object, last: date) -> RoughDate:
    year, month, day = parts["y"] or "", _month(parts, written), int(parts["d"] or 0)
    if len(year) == 4:
        return RoughDate(_day(int(year), month, day, written), Precision.DAY)
    # Two digits: this century unless that day is still to come.
    if (2000 + int(year), month, day) <= (last.year, last.month, last.day):
        return RoughDate(_day(2000 + int(year), month, day, written), Precision.DAY)
    return RoughDate(_day(1900 + int(year), month, day, written), Precision.DAY)


def _make_month(parts: dict[str, str | None], written: object, _last: date) -> RoughDate:
    month = _month(parts, written)
    _day(int(parts["y"] or 0), month, 1, written)
    return in_month(int(parts["y"] or 0), month)


def _make_year(parts: dict[str, str | None], written: object, _last: date) -> RoughDate:
    return in_year(_day(int(parts["y"] or 0), 1, 1, written).year)


def _make_serial(parts: dict[str, str | None], _written: object, _last: date) -> RoughDate:
    return _of_number(int(parts["serial"] or 0))


_MAKERS: dict[str, Callable[[dict[str, str | None], object, date], RoughDate]] = {
    "day": _make_day,
    "month": _make_month,
    "year": _make_year,
    "serial": _make_serial,
}


def _month(parts: dict[str, str | None], written: object) -> int:
    name = parts.get("name")
    if name is None:
        return int(parts["m"] or 0)
    return _MONTH_NAMES.get(name) or _unclear(written)


def _day(year: int, month: int, day: int, written: object) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise DateProblem(IMPOSSIBLE, code="impossible", value=shown(written)) from None


def _unclear(written: object) -> NoReturn:
    raise DateProblem(UNCLEAR, code="unclear", value=shown(written))
