"""The records of the room, by subject."""

from kinkeeper.mission.health.models.caring import (
    Appointment,
    Condition,
    Consultation,
    Diagnosis,
    Difficulty,
    Functioning,
    GroupTalk,
    LongIllness,
    Occasion,
    Payer,
    Talk,
    Topic,
)
from kinkeeper.mission.health.models.centres import (
    Centre,
    CentreKind,
    CentreService,
    CentreStatus,
    Working,
)
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
from kinkeeper.mission.health.models.vaccines import (
    Calendar,
    Source,
    Vaccination,
)

__all__ = [
    "Appointment",
    "Calendar",
    "Centre",
    "CentreKind",
    "CentreService",
    "CentreStatus",
    "Condition",
    "Consultation",
    "Diagnosis",
    "Difficulty",
    "Functioning",
    "GroupTalk",
    "LongIllness",
    "Measurement",
    "NutritionCase",
    "Occasion",
    "Oedema",
    "Payer",
    "Position",
    "Protocol",
    "Referral",
    "Source",
    "Status",
    "Talk",
    "Topic",
    "Unit",
    "Vaccination",
    "Working",
]
