"""Cells as readers outside see them: none of a few people, none that subtraction would give."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from kinkeeper.ground.reports.facts.declared import Cell
from kinkeeper.ground.reports.figures import SMALLEST_CELL


class Told(NamedTuple):
    """A cell that may leave the house. people, services, quantity: None where it is hidden."""

    quarter: str
    by: str
    key: str
    people: int | None
    services: int | None
    quantity: int | None
    state: str


def for_outside(cells: Iterable[Cell], *, smallest: int = SMALLEST_CELL) -> list[Told]:
    """In their order. Where one cell of a breakdown is hidden alone, its smallest neighbour is
    hidden with it, as the total stands beside them."""
    rows = list(cells)
    groups: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for cell in rows:
        groups[cell.quarter, cell.by].append(cell)
    hidden = {cell for group in groups.values() for cell in _few(group, smallest)}
    return [_told(cell, hidden=cell in hidden) for cell in rows]


def for_inside(cells: Iterable[Cell]) -> list[Told]:
    return [_told(cell, hidden=False) for cell in cells]


def _few(group: list[Cell], smallest: int) -> set[Cell]:
    small = {cell for cell in group if cell.people < smallest}
    others = sorted((cell for cell in group if cell not in small), key=lambda c: c.people)
    return small | set(others[:1]) if len(small) == 1 else small


def _told(cell: Cell, *, hidden: bool) -> Told:
    if hidden:
        return Told(*cell[:3], None, None, None, "suppressed")
    return Told(*cell, "computed")
