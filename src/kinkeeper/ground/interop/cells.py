"""A cell of an office's list: its address, its value, and how a row of them is kept as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

ERRORS = frozenset(
    {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
)
LONGEST = 2000
"""Longest text of a cell that is kept, in characters; what is behind it is cut."""


@dataclass(frozen=True)
class CellError:
    """A formula that has no value: `sign` is what the spreadsheet shows, "#REF!"."""

    sign: str

    def __str__(self) -> str:
        return self.sign


Cells = Mapping[int, Any]
"""Values by column (0 is A); a column without a value is not in it."""


@dataclass(frozen=True)
class RawLine:
    """A line as it stands in the file. `row` is its number there, beginning with 1."""

    row: int
    cells: Cells


def letters(column: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    name, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        name = chr(65 + digit) + name
    return name


def address(column: int, row: int) -> str:
    return f"{letters(column)}{row}"


def clean(value: Any) -> Any:
    """The value of a cell, None where it shows nothing; midnight is a day, not a moment."""
    if isinstance(value, str):
        return _clean_text(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _clean_text(value: str) -> Any:
    text = value.strip()[:LONGEST]
    if text in ERRORS:
        return CellError(text)
    return text.replace("\x00", "") or None


def kept(cells: Cells) -> dict[str, Any]:
    """As JSON keeps it: days and errors are marked."""
    return {str(column): _kept(value) for column, value in cells.items()}


def from_kept(cells: Mapping[str, Any]) -> dict[int, Any]:
    return {int(column): _read(value) for column, value in cells.items()}


def _kept(value: Any) -> Any:
    if isinstance(value, CellError):
        return {"error": value.sign}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return value if isinstance(value, str | int | float | bool) else str(value)


def _read(value: Any) -> Any:
    if isinstance(value, dict):
        return CellError(value["error"]) if "error" in value else date.fromisoformat(value["day"])
    return value


def as_text(value: Any) -> str:
    """A cell as its reader saw it."""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)
