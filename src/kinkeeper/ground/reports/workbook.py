"""Tables as Excel workbooks. Cells are text, so that nothing a name contains can become a formula;
or plain numbers."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
SHEET_NAME_LENGTH = 31
CELL_LENGTH = 32_767

Cell = str | int | Decimal


@dataclass(frozen=True)
class Sheet:
    """A sheet: lines above the table, column heads with their widths in characters, rows."""

    name: str
    notes: Sequence[str]
    heads: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[Cell]]


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """The bytes of an .xlsx file."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, OPTIONS)
    strong = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    plain = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for sheet in sheets:
        _write(book.add_worksheet(sheet.name[:SHEET_NAME_LENGTH]), sheet, strong, plain)
    book.close()
    return stream.getvalue()


def _write(page: Any, sheet: Sheet, strong: object, plain: object) -> None:
    for line, note in enumerate(sheet.notes):
        page.write_string(line, 0, note[:CELL_LENGTH])
    top = len(sheet.notes) + 1
    for column, (head, width) in enumerate(sheet.heads):
        page.set_column(column, column, width)
        page.write_string(top, column, head, strong)
    for line, row in enumerate(sheet.rows, start=top + 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                page.write_string(line, column, value[:CELL_LENGTH], plain)
            else:
                page.write_number(line, column, value, plain)
    page.freeze_panes(top + 1, 2)
    page.set_landscape()
    page.fit_to_pages(1, 0)
