"""Numbers, percentages and money as French and English readers write them.

Money is a whole number of the currency's smallest unit (cents; XOF has none) and a code of ISO
4217. French groups of three digits are parted by a narrow no-break space.
"""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.text.currencies import decimals_of
from kinkeeper.ground.text.language import Language, spoken
from kinkeeper.ground.text.problems import AmountProblem, shown

NARROW = "\N{NARROW NO-BREAK SPACE}"
WIDE = "\N{NO-BREAK SPACE}"
_GROUP: dict[Language, str] = {"fr": NARROW, "en": ","}
_POINT: dict[Language, str] = {"fr": ",", "en": "."}
_NONE: dict[Language, str] = {"fr": "s.o.", "en": "n/a"}
_SIGNS: dict[Language, dict[str, str]] = {
    "fr": {"EUR": "€", "XOF": "F" + WIDE + "CFA", "USD": "$" + WIDE + "US", "GBP": "£"},
    "en": {"EUR": "€", "XOF": "F" + WIDE + "CFA", "USD": "US$", "GBP": "£"},
}
_BEFORE = frozenset({"EUR", "USD", "GBP"})

UNCLEAR = _("“%(value)s” is not a number: write for example 250000 or 250 000,00.")
TOO_FINE = _("“%(value)s” has more decimals than %(currency)s has: write %(decimals)d at most.")

_CURRENCY_WORDS = re.compile(r"f\.? ?cfa|fcfa|xof|eur(?:os?)?|usd|gbp|cfa|us|[€$£]|(?<=\d)\s*f\b")
_GROUPED = re.compile(r"\d{1,3}(?:([ .,'])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d+)?")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?|[.,]\d+")


def in_figures(value: int | Decimal, *, decimals: int = 0, language: str | None = None) -> str:
    """A number with its groups of three: "250 000" or "250,000"; halves are rounded up."""
    tongue = spoken(language)
    step = Decimal(1).scaleb(-decimals)
    number = Decimal(value).quantize(step, rounding=ROUND_HALF_UP)
    whole, _dot, rest = f"{abs(number):,f}".partition(".")
    sign = "-" if number < 0 else ""
    point = _POINT[tongue] + rest if rest else ""
    return sign + whole.replace(",", _GROUP[tongue]) + point


def percent(part: int, whole: int, *, decimals: int = 1, language: str | None = None) -> str:
    """The share, "66,7 %" or "66.7%"; "s.o." or "n/a" without a whole: that is not 0 percent."""
    tongue = spoken(language)
    if whole == 0:
        return _NONE[tongue]
    figures = in_figures(Decimal(part) * 100 / whole, decimals=decimals, language=tongue)
    return figures + (NARROW + "%" if tongue == "fr" else "%")


def money(minor: int, currency: str, *, language: str | None = None) -> str:
    """An amount in the smallest unit, written out: "250 000,00 €", "€250,000.00", "1 500 F CFA"."""
    tongue = spoken(language)
    decimals = decimals_of(currency)
    amount = Decimal(minor).scaleb(-decimals)
    figures = in_figures(abs(amount), decimals=decimals, language=tongue)
    sign = "-" if minor < 0 else ""
    mark = _SIGNS[tongue].get(currency, currency)
    if tongue == "en" and currency in _BEFORE:
        return sign + mark + figures
    return sign + figures + WIDE + mark


def parse_number(written: object) -> Decimal:
    """The number in a text or a cell: "12,5", "1 905", "1,905.5". Raises AmountProblem.

    A single point or comma before exactly three digits parts thousands ("1.905" is 1905) unless
    the number starts with a zero; "0,125" keeps its decimals.
    """
    if isinstance(written, int | float | Decimal) and not isinstance(written, bool):
        number = Decimal(str(written))
        if number.is_finite():
            return number
        raise AmountProblem(UNCLEAR, code="unclear", value=shown(written))
    text = _plain(str(written))
    sign, digits = (-1, text[1:].strip()) if text.startswith("-") else (1, text)
    return sign * Decimal(_dotted(digits, written))


def parse_amount(written: object, currency: str) -> int:
    """The amount in the currency's smallest unit; signs and names of currencies are skipped.

    Raises AmountProblem: "unclear", or "too_fine" for more decimals than the currency has.
    """
    value = written
    if isinstance(written, str):
        value = _CURRENCY_WORDS.sub(" ", _plain(written)).replace("- ", "-").strip()
        if not value:
            raise AmountProblem(UNCLEAR, code="unclear", value=shown(written))
    decimals = decimals_of(currency)
    minor = parse_number(value).scaleb(decimals)
    if minor != minor.to_integral_value():
        facts = {"value": shown(written), "currency": currency, "decimals": decimals}
        raise AmountProblem(TOO_FINE, code="too_fine", **facts)
    return int(minor)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().replace("−", "-").replace("’", "'")
    digits = (str(unicodedata.decimal(letter, letter)) for letter in folded)
    return " ".join("".join(digits).split())


def _dotted(digits: str, written: object) -> str:
    """The digits with a point before the decimals and nothing between thousands."""
    if len(digits) <= SHOWN_DIGITS and _GROUPED.fullmatch(digits) and not digits.startswith("0"):
        mark = next(sign for sign in digits if not sign.isdigit())
        return digits.replace(mark, "").replace(",", ".")
    if len(digits) <= SHOWN_DIGITS and _PLAIN.fullmatch(digits):
        return digits.replace(",", ".")
    raise AmountProblem(UNCLEAR, code="unclear", value=shown(written))


SHOWN_DIGITS = 26
"""Longer texts are no number anybody means; also keeps exact arithmetic exact."""
