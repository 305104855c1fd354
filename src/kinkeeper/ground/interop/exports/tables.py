"""Tables as files. In a workbook every cell is text; in CSV what begins like a formula is tamed."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import xlsxwriter
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kinkeeper.ground.interop.exports.models import FileKind
from kinkeeper.ground.interop.exports.rules import LONGEST_CELL, safe_in_csv

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
CONTENT_TYPES = {
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.CSV: "text/csv; charset=utf-8",
}


@dataclass(frozen=True)
class Table:
    """title and notes go on a sheet of their own; heads are (text, width in characters)."""

    title: str
    notes: Sequence[tuple[str, str]]
    heads: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[str]]


def written(value: object) -> str:
    """Any value as a cell's text; nothing for what is not known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    return str(value) if isinstance(value, str | int | float | Promise) else f"{value}"


def as_workbook(table: Table) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, OPTIONS)
    strong = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    text = book.add_format({"num_format": "@"})
    page = book.add_worksheet(_("Table"))
    for column, (head, width) in enumerate(table.heads):
        page.set_column(column, column, width, text)
        page.write_string(0, column, head, strong)
    for line, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row):
            page.write_string(line, column, cell[:LONGEST_CELL], text)
    page.freeze_panes(1, 1)
    _about(book.add_worksheet(_("About")), table, strong)
    book.close()
    return stream.getvalue()


def _about(page: "xlsxwriter.worksheet.Worksheet", table: Table, strong: object) -> None:
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 70)
    page.write_string(0, 0, table.title, strong)
    for line, (label, value) in enumerate(table.notes, start=1):
        page.write_string(line, 0, label)
        page.write_string(line, 1, value[:LONGEST_CELL])


def as_csv(table: Table) -> bytes:
    """Semicolons and a byte order mark: opens in French Excel with its accents."""
    stream = io.StringIO(newline="")
    out = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    out.writerow([safe_in_csv(head) for head, _width in table.heads])
    out.writerows([safe_in_csv(cell) for cell in row] for row in table.rows)
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


WRITERS: dict[str, Callable[[Table], bytes]] = {FileKind.XLSX: as_workbook, FileKind.CSV: as_csv}
