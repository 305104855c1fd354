"""The kinds of record of an evacuation: `movements`, `manifests`, `counts`, `away`."""

from kinkeeper.mission.emergency.models.away import (
    ELSEWHERE,
    FacilityKind,
    OpinionForm,
    RelocationReview,
    ReturnAssessment,
    ReturnOpinion,
    Settling,
    SiteState,
    SiteStatus,
    Wish,
)
from kinkeeper.mission.emergency.models.counts import CheckIn, Checkpoint, CheckpointKind, Status
from kinkeeper.mission.emergency.models.manifests import Convoy, Leg, Line, LineRole, Manifest
from kinkeeper.mission.emergency.models.movements import Concerned, Hazard, Movement

__all__ = [
    "ELSEWHERE", "CheckIn", "Checkpoint", "CheckpointKind", "Concerned", "Convoy", "FacilityKind",
    "Hazard",
    "Leg", "Line", "LineRole", "Manifest", "Movement", "OpinionForm", "RelocationReview",
    "ReturnAssessment", "ReturnOpinion", "Settling", "SiteState", "SiteStatus", "Status", "Wish",
]  # fmt: skip
