"""What is wrong with a questionnaire: where, and a sentence that says what to do."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

Said = str | Promise


@dataclass(frozen=True)
class Problem:
    """sheet and row as the workbook counts them; row 0: the sheet as a whole."""

    sheet: str
    row: int
    sentence: Said
    values: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        return str(self.sentence) % dict(self.values) if self.values else str(self.sentence)


def problem(sheet: str, row: int, sentence: Said, **values: Any) -> Problem:
    return Problem(sheet, row, sentence, tuple(values.items()))
