"""The forms of the room."""

from kinkeeper.mission.community.forms.capacity import CapacitySheet
from kinkeeper.mission.community.forms.others import (
    FORMS,
    ActivityForm,
    CorrectForm,
    DayForm,
    EventForm,
    ListFilter,
    MoneySheet,
    NormForm,
    PriceForm,
    StepForm,
    StructureForm,
)
from kinkeeper.mission.community.forms.sheets import SHEETS, sheets_for

__all__ = [
    "FORMS",
    "SHEETS",
    "ActivityForm",
    "CapacitySheet",
    "CorrectForm",
    "DayForm",
    "EventForm",
    "ListFilter",
    "MoneySheet",
    "NormForm",
    "PriceForm",
    "StepForm",
    "StructureForm",
    "sheets_for",
]
