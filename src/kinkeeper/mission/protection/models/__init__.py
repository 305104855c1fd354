"""Reports, concerns, cases, the desk and the directory."""

from kinkeeper.mission.protection.models.cases import (
    Case,
    CaseChild,
    CaseEntry,
    CaseReport,
    Opening,
    Referral,
)
from kinkeeper.mission.protection.models.desk import (
    BoxKey,
    Contact,
    Duty,
    LeftOut,
    Opinion,
    Superior,
)
from kinkeeper.mission.protection.models.told import (
    Concern,
    ConcernEntry,
    ConcernMessage,
    ConcernPicture,
    Line,
    Report,
    ReportMessage,
    ReportPicture,
    SealedPicture,
    Told,
)

__all__ = [
    "BoxKey", "Case", "CaseChild", "CaseEntry", "CaseReport", "Concern", "ConcernEntry",
    "ConcernMessage", "ConcernPicture", "Contact", "Duty", "LeftOut", "Line", "Opening",
    "Opinion", "Referral", "Report", "ReportMessage", "ReportPicture", "SealedPicture",
    "Superior", "Told",
]  # fmt: skip
