"""Finds formulas whose value was never stored (a workbook written by a program, not by a
spreadsheet): they would look like empty cells, and an empty cell means something else."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl

from kinkeeper.ground.interop.cells import CellError, RawLine

NO_VALUE = CellError("=?")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_PIECE = 1 << 20


@dataclass(frozen=True)
class Lost:
    """Columns of formulas by row."""

    cells: dict[int, set[int]] = field(default_factory=dict)

    def marked(self, lines: Iterable[RawLine]) -> list[RawLine]:
        """The lines, with an error where a formula has no value."""
        return [self._marked(line) for line in lines] if self.cells else list(lines)

    def _marked(self, line: RawLine) -> RawLine:
        gone = self.cells.get(line.row, set()) - line.cells.keys()
        return RawLine(line.row, {**line.cells, **dict.fromkeys(gone, NO_VALUE)})


def without_value(file: Path, sheet: str, columns: int) -> Lost:
    """Formulas of a sheet. Costs a second reading only where the workbook has formulas at all."""
    lost = Lost()
    if not _has_formulas(file):
        return lost
    with opened_book(file, values=False) as book:
        found = book[sheet]
        found.reset_dimensions()
        for row in found.iter_rows(max_col=columns):
            for cell in row:
                if cell.value is not None and cell.data_type == "f":
                    lost.cells.setdefault(cell.row, set()).add(cell.column - 1)
            if row and len(lost.cells) > 50_000:
                break
    return lost


@contextmanager
def opened_book(file: Path, *, values: bool) -> Iterator[Any]:
    """A workbook for reading only; `values`: what formulas gave, else the formulas themselves.

    The name of our file says nothing of its kind, so the library gets it opened.
    """
    with file.open("rb") as opened:
        book = openpyxl.load_workbook(opened, read_only=True, data_only=values, keep_links=False)
        try:
            yield book
        finally:
            book.close()


def _has_formulas(file: Path) -> bool:
    with zipfile.ZipFile(file) as archive:
        sheets = [
            n for n in archive.namelist() if n.startswith("xl/worksheets/") and n.endswith(".xml")
        ]
        return any(_mentions_formula(archive, name) for name in sheets)


def _mentions_formula(archive: zipfile.ZipFile, name: str) -> bool:
    rest = b""
    with archive.open(name) as part:
        while piece := part.read(_PIECE):
            if _FORMULA.search(rest + piece):
                return True
            rest = piece[-16:]
    return False
