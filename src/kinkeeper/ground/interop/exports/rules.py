"""What an export may be: how many lines, how long it is kept, which cells are safe. No records."""

from datetime import timedelta

# More than the whole register of the largest programme (190 families, 905 children, 289
# caregivers), less than all of the country: a whole country does not leave in one file.
MOST_LINES = 5_000
KEPT = timedelta(hours=24)
HIGHEST_CLASS = 2  # sensitive and restricted values (classes 3 and 4) never leave in a file
PERSONAL = 2  # from this class on a column says something of a person
SHORTEST_REASON = 10
BEGINS_FORMULA = ("=", "+", "-", "@")
LONGEST_CELL = 32_767  # what a workbook's cell can hold


def safe_in_csv(text: str) -> str:
    """A cell that a spreadsheet would take for a formula gets an apostrophe in front."""
    return f"'{text}" if text.lstrip().startswith(BEGINS_FORMULA) else text


def may_leave(level: int, *, exporter: int) -> bool:
    """May a column of class `level` go to somebody who may meet class `exporter`?"""
    return level <= min(exporter, HIGHEST_CLASS)
