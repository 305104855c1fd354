"""Measures over facts, each declared once as data. Every engine reads this and nothing else.

A cell counts different people or families, services, and their quantity. People of two cells may be
the same: cells are never added.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.reports.facts.table import DIMENSIONS, Fact

TOTAL = "total"


class Cell(NamedTuple):
    """quarter; by: the dimension(s), as in "sex" or "commune,sex"; key: their values."""

    quarter: str
    by: str
    key: str
    people: int
    services: int
    quantity: int


@dataclass(frozen=True)
class FactMeasure:
    """sets: one tuple of dimensions for each breakdown; () is the total. first: each person only in
    the first quarter. quarter: only this one; "" for all."""

    code: str
    label: Promise
    sets: tuple[tuple[str, ...], ...]
    first: bool = False
    quarter: str = ""

    def in_quarter(self, quarter: str) -> "FactMeasure":
        return replace(self, quarter=quarter)


EACH = ((), *((name,) for name in DIMENSIONS))
MEASURES = {
    measure.code: measure
    for measure in (
        FactMeasure("reached", _("People reached by quarter, in all and by each category"), EACH),
        FactMeasure(
            "reached_by_place_sex_age", _("People reached by quarter, commune, sex and age"),
            (("commune", "sex", "age_band"),),
        ),
        FactMeasure(
            "first_reached", _("People reached for the first time, by quarter and sex"),
            (("sex",),), first=True,
        ),
    )
}  # fmt: skip


def name_of(dimensions: tuple[str, ...]) -> str:
    return ",".join(dimensions) or TOTAL


def counted(measure: FactMeasure, rows: Iterable[Fact]) -> list[Cell]:
    """The measure in plain Python, one pass: what the engine `database` does."""
    people: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    services: dict[tuple[str, str, str], int] = defaultdict(int)
    quantity: dict[tuple[str, str, str], int] = defaultdict(int)
    for fact in _first(rows) if measure.first else rows:
        if measure.quarter and fact.quarter != measure.quarter:
            continue
        for dimensions in measure.sets:
            key = ",".join(getattr(fact, name) for name in dimensions)
            cell = (fact.quarter, name_of(dimensions), key)
            people[cell].add(fact.who)
            services[cell] += 1
            quantity[cell] += fact.quantity
    return sorted(Cell(*c, len(people[c]), services[c], quantity[c]) for c in people)


def _first(rows: Iterable[Fact]) -> Iterable[Fact]:
    """Only the services of the first quarter in which somebody was reached."""
    known = list(rows)
    first: dict[int, str] = {}
    for fact in known:
        first[fact.who] = min(first.get(fact.who, fact.quarter), fact.quarter)
    return (fact for fact in known if fact.quarter == first[fact.who])
