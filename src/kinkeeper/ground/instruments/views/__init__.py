"""The screens of the room."""

from kinkeeper.ground.instruments.views.filling import correct, fill_in, take_back
from kinkeeper.ground.instruments.views.forms import (
    bring,
    close,
    questionnaire,
    questionnaires,
    ship,
    workbook,
)
from kinkeeper.ground.instruments.views.reading import answers, export, table

__all__ = [
    "answers", "bring", "close", "correct", "export", "fill_in", "questionnaire",
    "questionnaires", "ship", "table", "take_back", "workbook",
]  # fmt: skip
