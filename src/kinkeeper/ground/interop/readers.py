"""Reads the file an office sends: a workbook (xlsx, xlsm) or a CSV, in whatever hand.

Every file that cannot be used raises FileProblem with a sentence that says what to do. Nothing
is executed, nothing is fetched, and a small file cannot become a large one (limits below).
"""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zlib import error as ZlibError  # noqa: N812 - the library writes it small

from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext_lazy as _
from openpyxl.utils.exceptions import InvalidFileException

from kinkeeper.ground.interop.cells import RawLine, clean
from kinkeeper.ground.interop.csv_reader import read_csv
from kinkeeper.ground.interop.file_problems import FileProblem
from kinkeeper.ground.interop.formulas import opened_book, without_value
from kinkeeper.ground.interop.said import Said, said

LARGEST_FILE = 20_000_000
LARGEST_UNPACKED = 400_000_000
MOST_PARTS = 3000
MOST_LINES = 30_000
MOST_COLUMNS = 200
MOST_EMPTY = 2000
"""So many empty lines in a row end the table: a sheet may declare a million of them."""

EMPTY_FILE = _("The file is empty: choose the list again.")
TOO_LARGE = _("The file has more than %(size)d MB: send the list alone, without pictures.")
TOO_MANY = _("The list has more than %(count)d lines: divide it into several files.")
OLD_EXCEL = _("This is a workbook of Excel 97-2003 (.xls): open it and save it as .xlsx.")
LOCKED = _("The workbook is protected by a password: open it, remove the password, save it.")
OPEN_DOC = _("This is a sheet of LibreOffice (.ods): open it and save it as .xlsx.")
BINARY = _("This is a binary workbook (.xlsb): open it and save it as .xlsx.")
NO_LIST = _("This file is neither a workbook (.xlsx) nor a CSV: choose the list itself.")
DAMAGED = _("The workbook is damaged or was not copied completely: ask for it again.")
BOMB = _("The workbook unpacks to far more than a list can hold: it was not opened.")
NO_TABLE = _("No sheet of this workbook holds a table: choose the list itself.")
OTHER_SHEETS = _("The sheet “%(sheet)s” was read; not read: %(others)s.")
STOPPED = _("After line %(row)d came %(count)d empty lines: what may stand below was not read.")
MACROS = _("The workbook has macros: they were not run.")
WIDE = _("Only the first %(count)d columns were read.")


@dataclass
class Table:
    """One table: the name of its sheet ("" for a CSV), its lines, what is worth knowing."""

    sheet: str
    lines: list[RawLine]
    notices: list[Said] = field(default_factory=list)


def read_table(file: Path) -> Table:
    """The table of a file. Raises FileProblem."""
    size = file.stat().st_size
    if size == 0:
        raise FileProblem(said(EMPTY_FILE))
    if size > LARGEST_FILE:
        raise FileProblem(said(TOO_LARGE, size=LARGEST_FILE // 1_000_000))
    with file.open("rb") as opened:
        head = opened.read(8)
    if head.startswith(b"PK"):
        return _workbook(file)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileProblem(said(LOCKED if _is_encrypted(file) else OLD_EXCEL))
    return _checked(read_csv(file))


def _is_encrypted(file: Path) -> bool:
    return "EncryptedPackage".encode("utf-16-le") in file.read_bytes()


def _workbook(file: Path) -> Table:
    try:
        notices = _check_parts(file)
        table = _best_sheet(file)
    except FileProblem:
        raise
    except (
        zipfile.BadZipFile, ZlibError, ParseError, DefusedXmlException, InvalidFileException,
        KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError, OSError,
        NotImplementedError, RuntimeError,
    ) as error:  # fmt: skip
        # The library lets whatever a broken part causes through: for the reader it is one thing.
        raise FileProblem(said(DAMAGED)) from error
    table.notices += notices
    return table


def _check_parts(file: Path) -> list[Said]:
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
        names = {part.filename for part in parts}
        if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > LARGEST_UNPACKED:
            raise FileProblem(said(BOMB))
        if any(part.flag_bits & 0x1 for part in parts):
            raise FileProblem(said(LOCKED))
    if "mimetype" in names and "content.xml" in names:
        raise FileProblem(said(OPEN_DOC))
    if "xl/workbook.bin" in names:
        raise FileProblem(said(BINARY))
    if "xl/workbook.xml" not in names:
        raise FileProblem(said(NO_LIST))
    return [said(MACROS)] if "xl/vbaProject.bin" in names else []


def _best_sheet(file: Path) -> Table:
    """The sheet that looks most like a table: many lines of many cells."""
    with opened_book(file, values=True) as book:
        sheets = {s.title: s for s in book.worksheets}
        sizes = {name: _size(sheet) for name, sheet in sheets.items()}
        best = max(sizes, key=lambda name: sizes[name], default="")
        if not best or sizes[best] < 6:
            raise FileProblem(said(NO_TABLE))
        table = Table(best, [])
        _read_sheet(sheets[best], table)
        others = [name for name in sheets if name != best and sizes[name]]
        if others:
            table.notices.append(said(OTHER_SHEETS, sheet=best, others=", ".join(others)))
    lost = without_value(file, table.sheet, MOST_COLUMNS)
    return _checked(Table(table.sheet, lost.marked(table.lines), table.notices))


def _size(sheet: Any) -> int:
    """Cells of the first lines that are part of a table, that is of lines with three or more."""
    counts = [len(line.cells) for line in islice(_lines(sheet, []), 400)]
    return sum(count for count in counts if count >= 3)


def _read_sheet(sheet: Any, table: Table) -> None:
    for line in _lines(sheet, table.notices):
        table.lines.append(line)
        if len(table.lines) > MOST_LINES:
            raise FileProblem(said(TOO_MANY, count=MOST_LINES))


def _lines(sheet: Any, notices: list[Said]) -> Iterator[RawLine]:
    """Lines that hold something. What the file says of its own size is not believed."""
    sheet.reset_dimensions()
    last, rows = 0, sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
    for row, values in enumerate(rows, start=1):
        cells = _filled(values)
        if cells:
            last = row
            yield RawLine(row, cells)
        elif row - last > MOST_EMPTY:
            notices.append(said(STOPPED, row=last, count=MOST_EMPTY))
            return


def _filled(values: Iterable[Any]) -> dict[int, Any]:
    cells = ((column, clean(value)) for column, value in enumerate(values) if value is not None)
    return {column: value for column, value in cells if value is not None}


def _checked(table: Any) -> Table:
    if not table.lines:
        raise FileProblem(said(EMPTY_FILE))
    if len(table.lines) > MOST_LINES:
        raise FileProblem(said(TOO_MANY, count=MOST_LINES))
    return Table(table.sheet, table.lines, table.notices)
