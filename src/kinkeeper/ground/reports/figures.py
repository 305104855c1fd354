"""Numbers as values: a figure with its parts, and how figures are made, added and hidden. Pure.

A figure is never a bare number. It says where it comes from (computed, entered) or why it is not
there (not collected, n/a, hidden); a ratio carries its numerator, its denominator and how many
of those concerned were assessed; and it knows the very rows it counted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from uuid import UUID

from django.utils.functional import Promise

from kinkeeper.ground.text.dates import AGE_BANDS, UNKNOWN_BAND

Text = str | Promise
Ref = tuple[str, UUID]
Traits = Mapping[str, frozenset[str]]

NOT_RECORDED = ""
SEX, AGE, PLACE = "sex", "age", "place"
# A scheme lists its categories once; "not recorded" is one of them, so parts meet the total.
SCHEMES: dict[str, tuple[str, ...]] = {
    SEX: ("F", "M", NOT_RECORDED),
    AGE: (*(code for _first, code in reversed(AGE_BANDS)), NOT_RECORDED),
}
# One person may be in several places of one period: places need not add up to the total.
OVERLAPPING = frozenset({PLACE})
SMALLEST_CELL = 5
"""Cells below this are hidden from readers outside (shared domain dossier 4: cells under 5)."""


class State(StrEnum):
    """Why a value is there, or why it is not. Only `COMPUTED` and `ENTERED` have a value."""

    COMPUTED = "computed"
    ENTERED = "entered"
    NOT_COLLECTED = "not_collected"
    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Coverage:
    """How many of those who should have been assessed were: `assessed` out of `eligible`."""

    assessed: int
    eligible: int


@dataclass(frozen=True)
class Cell:
    """One category of one scheme. `numerator` is the count itself where there is no ratio."""

    scheme: str
    key: str
    state: State
    value: Decimal | None
    numerator: int | None
    denominator: int | None


@dataclass(frozen=True)
class Detail:
    """A number beside the main one: events per 100 child-years, a count per exit reason.

    per_person: a count of people, hidden from readers outside when it is small.
    """

    code: str
    label: Text
    value: Decimal | None
    per_person: bool = False


@dataclass(frozen=True)
class Counted:
    """The rows behind a number, so that it opens them."""

    numerator: frozenset[Ref] = frozenset()
    denominator: frozenset[Ref] = frozenset()


@dataclass(frozen=True)
class Figure:
    """A number with everything that is needed to read it. value: in the unit of its measure."""

    state: State
    value: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    coverage: Coverage | None = None
    cells: tuple[Cell, ...] = ()
    details: tuple[Detail, ...] = ()
    counted: Counted = field(default=Counted(), compare=False, repr=False)


NOT_COLLECTED = Figure(State.NOT_COLLECTED)


@dataclass(frozen=True)
class Asked:
    """What a figure is asked for: a project, from `since` to `on`, both days included.

    places: only what happened in families that live in one of these places. bare: the number
    alone, without its parts, for a trend.
    """

    project: UUID
    since: date
    on: date
    places: frozenset[UUID] | None = None
    bare: bool = False


def percent(numerator: int, denominator: int) -> Decimal:
    return rounded(Decimal(100 * numerator) / Decimal(denominator))


def rounded(value: Decimal, places: int = 1) -> Decimal:
    """Half up, as people round: 62,25 becomes 62,3."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def ratio(
    numerator: frozenset[Ref],
    denominator: frozenset[Ref],
    *,
    traits: Mapping[Ref, Traits],
    eligible: int | None = None,
    details: Sequence[Detail] = (),
) -> Figure:
    """A percentage of counted rows. Raises ValueError when something is counted in the numerator
    that is not in the denominator. A denominator of 0 gives "n/a", never 0 %."""
    if numerator - denominator:
        message = "the numerator counts rows that the denominator does not"
        raise ValueError(message)
    top, base = len(numerator), len(denominator)
    return Figure(
        state=State.COMPUTED if base else State.NOT_APPLICABLE,
        value=percent(top, base) if base else None,
        numerator=top,
        denominator=base,
        coverage=None if eligible is None else Coverage(base, eligible),
        cells=tuple(_cells(numerator, denominator, traits)),
        details=tuple(details),
        counted=Counted(numerator, denominator),
    )


def count(
    refs: frozenset[Ref], *, traits: Mapping[Ref, Traits], details: Sequence[Detail] = ()
) -> Figure:
    """A number of different rows: of people, families, reviews."""
    return Figure(
        state=State.COMPUTED,
        value=Decimal(len(refs)),
        numerator=len(refs),
        cells=tuple(_cells(refs, None, traits)),
        details=tuple(details),
        counted=Counted(refs),
    )


def _cells(
    top: frozenset[Ref], base: frozenset[Ref] | None, traits: Mapping[Ref, Traits]
) -> Iterable[Cell]:
    rows = top if base is None else base
    for scheme in sorted({scheme for ref in rows for scheme in traits.get(ref, {})}):
        tops, bases = _tally(top, traits, scheme), _tally(rows, traits, scheme)
        for key in _keys(scheme, bases):
            yield _cell(scheme, key, tops.get(key, 0), None if base is None else bases.get(key, 0))


def _tally(refs: frozenset[Ref], traits: Mapping[Ref, Traits], scheme: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for ref in refs:
        for key in traits.get(ref, {}).get(scheme, {NOT_RECORDED}):
            found[key] = found.get(key, 0) + 1
    return found


def _keys(scheme: str, found: Mapping[str, int]) -> Iterable[str]:
    return SCHEMES[scheme] if scheme in SCHEMES else sorted(found)


def _cell(scheme: str, key: str, top: int, base: int | None) -> Cell:
    if base == 0:
        return Cell(scheme, key, State.NOT_APPLICABLE, None, 0, 0)
    value = Decimal(top) if base is None else percent(top, base)
    return Cell(scheme, key, State.COMPUTED, value, top, base)


def band(code: str) -> str:
    """The age band's code as a category: an unknown age is "not recorded"."""
    return NOT_RECORDED if code == UNKNOWN_BAND else code


# --- hiding small numbers ---------------------------------------------------------------------


def hide_small(figure: Figure, *, smallest: int = SMALLEST_CELL) -> Figure:
    """The figure as readers outside see it: small cells hidden, and where one hidden cell could
    be found by subtraction from the total, the next smallest hidden too.

    The total stays as long as it describes `smallest` people or more: a programme that lost the
    care of two children says so, but not whether they are girls.
    """
    total = figure.numerator if figure.denominator is None else figure.denominator
    if total is not None and 0 < total < smallest:
        return replace(_emptied(figure), state=State.SUPPRESSED, value=None)
    cells = [c for s in _schemes(figure) for c in _hidden(figure, s, smallest)]
    details = tuple(_detail_hidden(d, smallest) for d in figure.details)
    return replace(figure, cells=tuple(cells), details=details, counted=Counted())


def is_small(figure: Figure, *, smallest: int = SMALLEST_CELL) -> bool:
    """Does the figure itself count a few people, in its numerator or its denominator?"""
    parts = (figure.numerator, figure.denominator)
    return any(part is not None and 0 < part < smallest for part in parts)


def _emptied(figure: Figure) -> Figure:
    return replace(
        figure, numerator=None, denominator=None, coverage=None, cells=(), details=(),
        counted=Counted(),
    )  # fmt: skip


def _schemes(figure: Figure) -> list[str]:
    return list(dict.fromkeys(c.scheme for c in figure.cells))


def _hidden(figure: Figure, scheme: str, smallest: int) -> list[Cell]:
    cells = [c for c in figure.cells if c.scheme == scheme]
    small = {c.key for c in cells if _is_small(c, figure, smallest)}
    open_ = sorted((c for c in cells if c.key not in small and _size(c)), key=_size)
    if len(small) == 1 and open_:
        small.add(open_[0].key)
    return [_shut(c) if c.key in small else c for c in cells]


def _is_small(cell: Cell, figure: Figure, smallest: int) -> bool:
    """An empty category tells nothing; a 0 does, unless the total is 0 as well. Five of nine says
    four as well: those who are not counted may be few like those who are. What people entered
    is hidden like what was computed."""
    if cell.value is None or _size(cell) == 0:
        return False
    top = cell.numerator or 0
    few = _size(cell) < smallest or (top < smallest and bool(figure.numerator))
    return few or (0 <= _rest(cell) < smallest and _rest(figure) > 0)


def _rest(counted: Cell | Figure) -> int:
    """Those of the denominator who are not in the numerator; below 0 where there are none such."""
    if counted.denominator is None:
        return -1
    return int(counted.denominator - (counted.numerator or 0))


def _size(cell: Cell) -> int:
    size = cell.numerator if cell.denominator is None else cell.denominator
    return size or 0


def _shut(cell: Cell) -> Cell:
    return replace(cell, state=State.SUPPRESSED, value=None, numerator=None, denominator=None)


def _detail_hidden(detail: Detail, smallest: int) -> Detail:
    small = detail.per_person and detail.value is not None and 0 < detail.value < smallest
    return replace(detail, value=None) if small else detail
