"""Measures: the computations a room offers, each with its exact definition and version.

A measure reads rows through a `Rows` source, so that one function gives the figure of today and
the figure as it was known at a past moment. An indicator of a project names a measure; it never
computes anything itself.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar, cast

from kinkeeper.ground.records.models import Record
from kinkeeper.ground.records.queries import Row, Rows
from kinkeeper.ground.reports.figures import Asked, Figure, State, Text, percent

T = TypeVar("T")


class Unit(StrEnum):
    PERCENT = "percent"
    NUMBER = "number"
    MONTHS = "months"
    MONEY = "money"


class Kind(StrEnum):
    """stock: as it stands on the last day. flow: what happened in the period. cumulative: from
    the beginning of the project, each person once."""

    STOCK = "stock"
    FLOW = "flow"
    CUMULATIVE = "cumulative"


class Direction(StrEnum):
    """Which way is better; `NONE` where neither is."""

    UP = "up"
    DOWN = "down"
    NONE = "none"


@dataclass(frozen=True)
class Measure:
    """A computation with its definition. A changed formula gets a new version: a new series.

    counts: what the counted rows are; one: the word for a single one. additive: numerators and
    denominators of separate periods or places may be summed; never true where people or families
    are counted.
    """

    code: str
    version: int
    label: Text
    definition: Text
    counts: Text
    unit: Unit
    kind: Kind
    direction: Direction
    additive: bool
    compute: Callable[[Rows, Asked], Figure]
    one: Text = ""

    def counted(self, number: int | None) -> str:
        """The word beside a number of counted rows."""
        return str(self.one if self.one and number == 1 else self.counts)

    @property
    def series(self) -> str:
        """Name of the series: figures of two versions are never drawn as one line."""
        return f"{self.code}/{self.version}"


class NotAdditiveError(Exception):
    """Unique people were to be added over periods or places."""


class Unknown(LookupError):
    """No room offers a measure of this code."""


_MEASURES: dict[str, Measure] = {}


def offer_measure(*measures: Measure) -> None:
    """Called by a room's `apps.py`; offering the same code again replaces it."""
    _MEASURES.update({measure.code: measure for measure in measures})


def measure_of(code: str) -> Measure:
    """Raises Unknown."""
    if code not in _MEASURES:
        raise Unknown(code)
    return _MEASURES[code]


def measures() -> list[Measure]:
    return [_MEASURES[code] for code in sorted(_MEASURES)]


def summed(measure: Measure, figures: Iterable[Figure]) -> Figure:
    """One ratio over several periods or places, from summed numerators and denominators.

    Raises NotAdditiveError for a measure of unique people: ask it for the whole period instead.
    """
    if not measure.additive:
        raise NotAdditiveError(measure.code)
    known = [f for f in figures if f.denominator is not None]
    top = sum(f.numerator or 0 for f in known)
    base = sum(f.denominator or 0 for f in known)
    if not base:
        return Figure(State.NOT_APPLICABLE, numerator=top, denominator=base)
    return Figure(State.COMPUTED, percent(top, base), top, base)


class KeptRows:
    """Rows read once: what one page asks for twenty times is fetched once.

    Lives as long as one request and no longer; it never sees a write made meanwhile.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._read: dict[Hashable, list[Row]] = {}
        self._built: dict[Hashable, Any] = {}

    def of(self, model: type[Record], *columns: str, **where: Any) -> list[Row]:
        key = (model, columns, frozenset((k, _still(v)) for k, v in where.items()))
        if key not in self._read:
            self._read[key] = self._rows.of(model, *columns, **where)
        return self._read[key]

    def built(self, key: Hashable, build: Callable[[], T]) -> T:
        if key not in self._built:
            self._built[key] = build()
        return cast(T, self._built[key])


def kept(rows: Rows, key: Hashable, build: Callable[[], T]) -> T:
    """What `build` makes of the rows, made once where the rows are kept."""
    return rows.built(key, build) if isinstance(rows, KeptRows) else build()


def _still(value: Any) -> Hashable:
    return frozenset(value) if isinstance(value, set) else value
