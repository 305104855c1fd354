"""Reads a CSV in pieces; a cell that means nothing is told by its line and column."""

import csv
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import numpy as np
from numpy.typing import NDArray

from kinkeeper.mission.health.growth import problems
from kinkeeper.mission.health.growth.problems import BadTable, Facts
from kinkeeper.mission.health.growth.tables import Floats

LINES_AT_ONCE = 20_000
MISSING = frozenset(("", "NA", "na", "NaN", "nan", "."))
SIGNS = ",;\t"


@dataclass(frozen=True, slots=True)
class Heading:
    names: tuple[str, ...]
    sign: str

    def at(self, name: str) -> int | None:
        return self.names.index(name) if name in self.names else None


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Some lines of the file: their numbers (the heading is line 1) and their cells."""

    heading: Heading
    lines: Sequence[int]
    rows: Sequence[Sequence[str]]

    def needed_codes(self, name: str, known: Mapping[str, str]) -> NDArray[Any]:
        found = self.codes(name, known)
        if found is None:
            raise BadTable(problems.NO_COLUMN, {"column": name, "known": name})
        return found

    def cells(self, name: str) -> list[str] | None:
        at = self.heading.at(name)
        return None if at is None else [row[at].strip() for row in self.rows]

    def numbers(self, name: str) -> Floats | None:
        """NaN where nothing was measured. Raises BadTable for a cell that is no number."""
        cells = self.cells(name)
        if cells is None:
            return None
        plain = ["nan" if cell in MISSING else cell for cell in cells]
        if self.heading.sign != ",":
            plain = [cell.replace(",", ".") for cell in plain]
        try:
            found = np.array(plain, dtype=np.float64)
        except ValueError:
            found = np.full(len(plain), np.inf)
        if np.isinf(found).any():
            self._refuse_first(name, plain)
        return found

    def _refuse_first(self, name: str, cells: Sequence[str]) -> None:
        for line, cell in zip(self.lines, cells, strict=True):
            if not _is_number(cell):
                facts: Facts = {"line": line, "column": name, "value": cell}
                raise BadTable(problems.NUMBER, facts)

    def ages(self, name: str) -> Floats:
        """As `numbers`; below 0 is refused. Raises BadTable where there is no such column."""
        found = self.numbers(name)
        if found is None:
            raise BadTable(problems.NO_COLUMN, {"column": name, "known": name})
        for at in np.flatnonzero(found < 0)[:1]:
            facts: Facts = {"line": self.lines[at], "column": name, "value": f"{found[at]:g}"}
            raise BadTable(problems.BELOW, facts)
        return found

    def codes(self, name: str, known: Mapping[str, str]) -> NDArray[Any] | None:
        """One of the values of `known`, empty where nothing is written. Raises BadTable for a code
        that is not among its keys."""
        cells = self.cells(name)
        if cells is None:
            return None
        meanings = {**dict.fromkeys(MISSING, ""), **known}
        found = [meanings.get(cell) for cell in cells]
        if None in found:
            at = found.index(None)
            words = ", ".join(known)
            facts: Facts = {
                "line": self.lines[at], "column": name, "value": cells[at], "known": words,
            }  # fmt: skip
            raise BadTable(problems.CODE, facts)
        return np.array(found, dtype=np.str_)


def _is_number(cell: str) -> bool:
    try:
        return math.isfinite(float(cell)) or cell == "nan"
    except ValueError:
        return False


def pieces(file: Path) -> Iterator[Piece]:
    """At least one piece, perhaps without lines. Raises BadTable, OSError."""
    with file.open(encoding="utf-8-sig", newline="") as source:
        try:
            yield from _pieces(source)
        except UnicodeDecodeError as error:
            raise BadTable(problems.NO_TEXT) from error


def _pieces(source: TextIO) -> Iterator[Piece]:
    heading = _heading(source.readline())
    reader = csv.reader(source, delimiter=heading.sign, strict=True)
    lines: list[int] = []
    rows: list[list[str]] = []
    for line, row in _rows(reader, len(heading.names)):
        lines.append(line)
        rows.append(row)
        if len(rows) == LINES_AT_ONCE:
            yield Piece(heading, lines, rows)
            lines, rows = [], []
    yield Piece(heading, lines, rows)


def _heading(line: str) -> Heading:
    sign = max(SIGNS, key=line.count)
    names = tuple(name.strip() for name in next(csv.reader([line], delimiter=sign), []))
    if not any(names):
        raise BadTable(problems.NO_TABLE)
    for name in names:
        if name and names.count(name) > 1:
            raise BadTable(problems.TWICE, {"column": name})
    return Heading(names, sign)


def _rows(reader: Any, wanted: int) -> Iterator[tuple[int, list[str]]]:
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise BadTable(problems.BROKEN, {"line": reader.line_num + 1}) from error
        if row is None:
            return
        line = reader.line_num + 1  # the heading was read before
        if row and len(row) != wanted:
            facts = {"line": line, "found": len(row), "wanted": wanted}
            raise BadTable(problems.CELLS, facts)
        if row:
            yield line, row
