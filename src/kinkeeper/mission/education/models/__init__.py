"""Schools and daycare: where, which classes, who is enrolled, and each day."""

from kinkeeper.mission.education.models.daycare import Collector, DaycareDay
from kinkeeper.mission.education.models.days import (
    AbsenceLook,
    ClassCall,
    ExamOutcome,
    ExamResult,
    Found,
    Mark,
    TermResult,
)
from kinkeeper.mission.education.models.facilities import (
    Facility,
    FacilityKind,
    FacilityState,
    SchoolClass,
    SchoolYear,
    Sector,
    ServiceState,
)
from kinkeeper.mission.education.models.pupils import Enrolment, Papers, Repeats, YearOutcome

__all__ = [
    "AbsenceLook", "ClassCall", "Collector", "DaycareDay", "Enrolment", "ExamOutcome",
    "ExamResult", "Facility", "FacilityKind", "FacilityState", "Found", "Mark", "Papers",
    "Repeats", "SchoolClass", "SchoolYear", "Sector", "ServiceState", "TermResult", "YearOutcome",
]  # fmt: skip
