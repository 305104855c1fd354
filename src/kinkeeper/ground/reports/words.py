"""Figures in words: how a number, its parts and its absence are said on a page or in a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.reports.figures import (
    AGE,
    NOT_RECORDED,
    PLACE,
    SEX,
    SMALLEST_CELL,
    Cell,
    Detail,
    Figure,
    State,
)

NBSP = "\N{NO-BREAK SPACE}"
THIN = "\N{NARROW NO-BREAK SPACE}"
ABSENT: dict[State, Promise] = {
    State.NOT_COLLECTED: gettext_lazy("not collected"),
    State.NOT_APPLICABLE: gettext_lazy("n/a"),
    State.SUPPRESSED: gettext_lazy("hidden"),
}
WHY_ABSENT: dict[State, Promise] = {
    State.NOT_COLLECTED: gettext_lazy("No number yet: it was not collected."),
    State.NOT_APPLICABLE: gettext_lazy("No number: there was nothing to count in this period."),
    State.SUPPRESSED: gettext_lazy("The number is hidden: it counts only a few people."),
}
SCHEME_NAMES: dict[str, Promise] = {
    SEX: gettext_lazy("By sex"),
    AGE: gettext_lazy("By age"),
    PLACE: gettext_lazy("By locality"),
}
SEX_NAMES: dict[str, Promise] = {"F": gettext_lazy("female"), "M": gettext_lazy("male")}


@dataclass(frozen=True)
class Said:
    """One line of a breakdown: the category, its value and its parts, ready to print; and the
    numbers themselves, for a program that reckons with them."""

    label: str
    value: str
    parts: str
    state: str
    cell: Cell


@dataclass(frozen=True)
class Table:
    code: str
    title: str
    rows: list[Said]


def number_in_words(value: Decimal | int) -> str:
    """With a narrow space between thousands and the reader's decimal sign."""
    places = max(-int(Decimal(value).as_tuple().exponent), 0)
    text = number_format(value, decimal_pos=places, use_l10n=True, force_grouping=False)
    sign = "," if "," in text else "."
    whole, dot, rest = text.partition(sign)
    return f"{_in_thousands(whole)}{dot}{rest}"


def _in_thousands(digits: str) -> str:
    minus, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    groups = [digits[max(end - 3, 0) : end] for end in range(len(digits), 0, -3)]
    return minus + THIN.join(reversed(groups))


def value_in_words(value: Decimal | None, *, unit: str, state: State = State.COMPUTED) -> str:
    """As in "62,3 %" or "905", or why there is no value. Never 0 for something absent."""
    if value is None:
        return str(ABSENT.get(state, ABSENT[State.NOT_COLLECTED]))
    if unit == "percent":
        return f"{number_in_words(value)}{NBSP}%"
    return number_in_words(value.normalize() if value == value.to_integral() else value)


def absence_in_words(figure: Figure) -> str:
    """Why there is no value, as a sentence; "" where there is one."""
    return str(WHY_ABSENT[figure.state]) if figure.value is None else ""


def parts_in_words(numerator: int | None, denominator: int | None) -> str:
    if numerator is None or denominator is None:
        return ""
    return f"{number_in_words(numerator)} / {number_in_words(denominator)}"


def coverage_in_words(figure: Figure) -> str:
    """As in "assessed: 64 of 72"; no percentage is shown without it where it exists."""
    if figure.coverage is None:
        return ""
    return _("assessed: %(assessed)s of %(eligible)s") % {
        "assessed": number_in_words(figure.coverage.assessed),
        "eligible": number_in_words(figure.coverage.eligible),
    }


def breakdown(figure: Figure, *, unit: str, places: Mapping[str, str]) -> list[Table]:
    """Every scheme as a small table. places: name of a locality by its id."""
    tables = []
    schemes = {cell.scheme for cell in figure.cells}
    for scheme in sorted(schemes, key=_scheme_order):
        cells = [c for c in figure.cells if c.scheme == scheme]
        rows = [_said(c, unit=unit, places=places) for c in cells if _worth_saying(c)]
        tables.append(Table(scheme, str(SCHEME_NAMES.get(scheme, scheme)), rows))
    return tables


def _scheme_order(scheme: str) -> tuple[int, str]:
    known = list(SCHEME_NAMES)
    return (known.index(scheme) if scheme in known else len(known), scheme)


def _worth_saying(cell: Cell) -> bool:
    """Nobody of no recorded sex is no line."""
    empty = cell.state is State.NOT_APPLICABLE or (not cell.numerator and not cell.denominator)
    return not (empty and cell.key == NOT_RECORDED and cell.state is not State.SUPPRESSED)


def _said(cell: Cell, *, unit: str, places: Mapping[str, str]) -> Said:
    value = value_in_words(cell.value, unit=unit, state=cell.state)
    if cell.state is State.SUPPRESSED:
        value = "…"
    parts = parts_in_words(cell.numerator, cell.denominator)
    return Said(category(cell.scheme, cell.key, places), value, parts, cell.state, cell)


def category(scheme: str, key: str, places: Mapping[str, str]) -> str:
    if key == NOT_RECORDED:
        return _("not recorded")
    if scheme == SEX:
        return str(SEX_NAMES.get(key, key))
    if scheme == AGE:
        return _("%(band)s years") % {"band": key.replace("-", "\N{EN DASH}")}
    return places.get(key, key)


def details_in_words(details: Iterable[Detail]) -> list[tuple[str, str]]:
    """Beside the number; lines that are zero people are left out."""
    shown = (d for d in details if d.value is None or d.value or not d.per_person)
    return [(str(d.label), _detail(d)) for d in shown]


def _detail(detail: Detail) -> str:
    if detail.value is None:
        return _("hidden") if detail.per_person else _("n/a")
    return number_in_words(detail.value)


def hidden_note() -> str:
    note = _("In breakdowns, numbers below %(smallest)s are hidden (…): nobody can be recognised.")
    return note % {"smallest": SMALLEST_CELL}
