"""Values that people enter: what is wrong with one, how sure a survey is, how several become one.

Pure: no database. A problem is a sentence's key with its numbers; `actions` says it in words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

from kinkeeper.ground.reports.figures import (
    NOT_RECORDED,
    OVERLAPPING,
    Cell,
    Detail,
    Figure,
    State,
    percent,
    rounded,
)

NORMAL_95 = 1.959964
"""Two-sided 95 % quantile of the normal distribution."""

SUM, LATEST, HIGHEST, MEAN, ONCE = "sum", "latest", "max", "avg", "once"
PERCENT = "percent"


@dataclass(frozen=True)
class CellGiven:
    """One category as it was entered; key "" is "not recorded"."""

    scheme: str
    key: str
    numerator: int
    denominator: int | None = None


@dataclass(frozen=True)
class Given:
    """A value as somebody enters it. sample: people asked; design "chosen" has no interval."""

    value: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    cells: tuple[CellGiven, ...] = ()
    absent: str = ""
    sample: int | None = None
    design: str = ""
    effect: Decimal = Decimal(1)


@dataclass(frozen=True)
class Problem:
    """code: which sentence; facts: its numbers."""

    code: str
    facts: Mapping[str, object]


def problems(given: Given, *, unit: str, survey: bool, schemes: Sequence[str]) -> list[Problem]:
    """Everything that is wrong with a value; empty when it may be kept."""
    if given.absent:
        stated = given.value is not None or given.numerator is not None or bool(given.cells)
        return [Problem("absent_with_number", {})] if stated else []
    found = [*_total_problems(given, unit)]
    if survey and not given.sample:
        found.append(Problem("no_sample", {}))
    if survey and not given.design:
        found.append(Problem("no_design", {}))
    for scheme in dict.fromkeys(cell.scheme for cell in given.cells):
        found += _scheme_problems(given, scheme, schemes)
    return found


def _total_problems(given: Given, unit: str) -> Iterable[Problem]:
    if unit == PERCENT:
        if given.numerator is None or given.denominator is None:
            yield Problem("percent_needs_parts", {})
        elif given.numerator > given.denominator:
            facts = {"numerator": given.numerator, "denominator": given.denominator}
            yield Problem("more_than_all", facts)
    elif given.value is None:
        yield Problem("no_value", {})


def _scheme_problems(given: Given, scheme: str, schemes: Sequence[str]) -> Iterable[Problem]:
    cells = [cell for cell in given.cells if cell.scheme == scheme]
    if scheme not in schemes:
        yield Problem("unknown_scheme", {"scheme": scheme})
        return
    keys = [cell.key for cell in cells]
    if len(keys) != len(set(keys)):
        yield Problem("same_cell_twice", {"scheme": scheme})
    if scheme in OVERLAPPING:
        return
    for part, total in _totals(given):
        parts = [getattr(cell, part) for cell in cells]
        known = [n for n in parts if n is not None]
        if known and total is not None and sum(known) != total:
            yield Problem(
                "parts_do_not_meet",
                {"scheme": scheme, "sum": sum(known), "total": total,
                 "difference": total - sum(known)},
            )  # fmt: skip


def _totals(given: Given) -> Iterable[tuple[str, Decimal | int | None]]:
    ratio = given.denominator is not None
    yield "numerator", given.numerator if ratio else given.value
    if ratio:
        yield "denominator", given.denominator


# --- how sure a survey is ---------------------------------------------------------------------


def interval(numerator: int, denominator: int, *, effect: Decimal) -> tuple[Decimal, Decimal]:
    """95 % interval of a proportion in per cent (Wilson 1927), with the number of people asked
    divided by the design effect of the sample (Kish 1965). denominator > 0."""
    people = denominator / max(float(effect), 1.0)
    share, z = numerator / denominator, NORMAL_95
    middle = share + z * z / (2 * people)
    half = z * sqrt(share * (1 - share) / people + z * z / (4 * people * people))
    low, high = (middle - half) / (1 + z * z / people), (middle + half) / (1 + z * z / people)
    return _per_cent(max(low, 0.0)), _per_cent(min(high, 1.0))


def _per_cent(share: float) -> Decimal:
    return rounded(Decimal(share * 100))


# --- values into figures ----------------------------------------------------------------------


def figure_of(given: Given, *, unit: str, details: Sequence[Detail] = ()) -> Figure:
    """An approved value as a figure. Without a number it says why there is none."""
    if given.absent:
        return Figure(State(given.absent))
    if unit == PERCENT and not given.denominator:
        return Figure(State.NOT_APPLICABLE, None, given.numerator, given.denominator)
    whole = given.value
    if given.numerator is not None and given.denominator:
        whole = percent(given.numerator, given.denominator)
    return Figure(
        State.ENTERED, whole, _top(given), given.denominator,
        cells=tuple(_cell(cell) for cell in given.cells), details=tuple(details),
    )  # fmt: skip


def _top(given: Given) -> int | None:
    """A plain count is its own numerator."""
    if given.numerator is not None or given.value is None:
        return given.numerator
    whole = given.value == given.value.to_integral()
    return int(given.value) if whole else None


def _cell(cell: CellGiven) -> Cell:
    base = cell.denominator
    if base == 0:
        return Cell(cell.scheme, cell.key, State.NOT_APPLICABLE, None, 0, 0)
    value = Decimal(cell.numerator) if base is None else percent(cell.numerator, base)
    return Cell(cell.scheme, cell.key, State.ENTERED, value, cell.numerator, base)


def together(values: Sequence[Given], *, how: str, unit: str) -> Given | None:
    """Several periods or places as one value, oldest first; None where that cannot be said.

    Percentages come from summed numerators and denominators. `once`: people who may be the same
    are never added, so only a single value can stand for the whole.
    """
    known = [v for v in values if not v.absent]
    if len(known) < 2:
        return known[0] if known else next(iter(values), None)
    if how == ONCE:
        return None
    if how == LATEST:
        return known[-1]
    return _summed(known) if how == SUM or unit == PERCENT else _one_number(known, how)


def _one_number(known: Sequence[Given], how: str) -> Given:
    numbers = [v.value for v in known if v.value is not None]
    best = max(numbers) if how == HIGHEST else rounded(sum(numbers, Decimal(0)) / len(numbers), 2)
    return Given(value=best)


def _summed(known: Sequence[Given]) -> Given:
    """Cells are added where every value has them; otherwise they would not meet the total."""
    return Given(
        value=_sum(v.value for v in known),
        numerator=_sum_int(v.numerator for v in known),
        denominator=_sum_int(v.denominator for v in known),
        cells=tuple(_summed_cells(known)),
        sample=_sum_int(v.sample for v in known),
        design=known[-1].design,
        effect=max(v.effect for v in known),
    )


def _sum(numbers: Iterable[Decimal | None]) -> Decimal | None:
    found = list(numbers)
    return None if None in found else sum((n for n in found if n is not None), Decimal(0))


def _sum_int(numbers: Iterable[int | None]) -> int | None:
    found = list(numbers)
    return None if None in found else sum(n for n in found if n is not None)


def _summed_cells(known: Sequence[Given]) -> Iterable[CellGiven]:
    everywhere = set.intersection(*({c.scheme for c in v.cells} for v in known))
    keys = dict.fromkeys(
        (c.scheme, c.key) for v in known for c in v.cells if c.scheme in everywhere
    )
    for scheme, key in sorted(keys, key=lambda pair: (pair[0], pair[1] == NOT_RECORDED, pair[1])):
        cells = [c for v in known for c in v.cells if (c.scheme, c.key) == (scheme, key)]
        yield CellGiven(
            scheme, key, sum(c.numerator for c in cells), _sum_int(c.denominator for c in cells)
        )


def over_places(values: Mapping[object, Given], *, how: str, unit: str) -> Given | None:
    """The whole project's value of one period: the one entered for it (key None), else its
    places together."""
    if None in values:
        return values[None]
    return together(list(values.values()), how=how, unit=unit)
