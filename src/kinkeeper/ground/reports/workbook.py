"""Tables as Excel workbooks. Cells are text, so that nothing a name contains can become a formula;
or plain numbers."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
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
LINE_POINTS, TALLEST = 15, 409
FROZEN, A4, A3 = 2, 9, 8
CELL_LENGTH = 32_767


@dataclass(frozen=True)
class Percent:
    """As in 66.7, shown with its sign."""

    value: Decimal


Cell = str | int | Decimal | Percent


LOOKS: dict[type, str] = {
    str: "@", int: "#,##0", Decimal: "#,##0.##", Percent: '0.0" %"',
}  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """A sheet: lines above the table, column heads with their widths in characters, rows. across:
    printed pages beside each other; with several, on A3, the first columns again on each."""

    name: str
    notes: Sequence[str]
    heads: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[Cell]]
    across: int = 1


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """The bytes of an .xlsx file."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, OPTIONS)
    strong = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    looks = {kind: book.add_format({"text_wrap": True, "valign": "top", "num_format": look})
             for kind, look in LOOKS.items()}  # fmt: skip
    for sheet in sheets:
        _write(book.add_worksheet(sheet.name[:SHEET_NAME_LENGTH]), sheet, strong, looks)
    book.close()
    return stream.getvalue()


def _write(page: Any, sheet: Sheet, strong: object, looks: Mapping[type, object]) -> None:
    for line, note in enumerate(sheet.notes):
        page.write_string(line, 0, note[:CELL_LENGTH])
    top = len(sheet.notes) + 1
    for column, (head, width) in enumerate(sheet.heads):
        page.set_column(column, column, width)
        page.write_string(top, column, head, strong)
    for line, row in enumerate(sheet.rows, start=top + 1):
        page.set_row(line, _height(row, sheet.heads))
        for column, value in enumerate(row):
            look = looks[type(value)]
            if isinstance(value, str):
                page.write_string(line, column, value[:CELL_LENGTH], look)
            else:
                number = value.value if isinstance(value, Percent) else value
                page.write_number(line, column, number, look)
    page.freeze_panes(top + 1, FROZEN)
    _printed(page, sheet, top)


def _height(row: Sequence[Cell], heads: Sequence[tuple[str, int]]) -> int:
    """Points for the longest text of the row: not every program finds the height by itself."""
    texts = ((len(v), width) for v, (_head, width) in zip(row, heads, strict=True)
             if isinstance(v, str))  # fmt: skip
    return min(LINE_POINTS * max([ceil(n / width) for n, width in texts] + [1]), TALLEST)


def _printed(page: Any, sheet: Sheet, top: int) -> None:
    page.set_landscape()
    page.set_paper(A4 if sheet.across == 1 else A3)
    page.fit_to_pages(sheet.across, 0)
    page.repeat_rows(top)
    if sheet.across > 1:
        page.repeat_columns(0, FROZEN - 1)
