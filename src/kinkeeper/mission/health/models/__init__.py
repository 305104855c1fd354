"""The records of the room, by subject."""

from kinkeeper.mission.health.models.nutrition import (
    Measurement,
    NutritionCase,
    Oedema,
    Position,
    Protocol,
    Referral,
    Status,
    Unit,
)
from kinkeeper.mission.health.models.vaccines import Calendar, Source, Vaccination

__all__ = [
    "Calendar", "Measurement", "NutritionCase", "Oedema", "Position", "Protocol", "Referral",
    "Source", "Status", "Unit", "Vaccination",
]  # fmt: skip
