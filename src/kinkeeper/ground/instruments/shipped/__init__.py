"""The questionnaires that come with the program, each an XLSForm in French and English.

Sources and licences: NOTICE. The SDQ does not come with it: its licence forbids it.
"""

from kinkeeper.ground.instruments.shipped.food import FOOD
from kinkeeper.ground.instruments.shipped.people import (
    EIGHT,
    SATISFACTION,
    WASHINGTON,
    WELL_BEING,
)
from kinkeeper.ground.instruments.shipped.sheets import Sheets
from kinkeeper.ground.instruments.shipped.water import WATER
from kinkeeper.ground.instruments.workbook import Book

SHIPPED: dict[str, Sheets] = {
    sheets["settings"][0]["form_id"]: sheets
    for sheets in (FOOD, WATER, EIGHT, WASHINGTON, WELL_BEING, SATISFACTION)
}


def shipped_book(code: str) -> Book:
    """The workbook of a questionnaire that comes with the program. Raises KeyError."""
    sheets = SHIPPED[code]
    return Book({name: list(enumerate(lines, start=2)) for name, lines in sheets.items()})
