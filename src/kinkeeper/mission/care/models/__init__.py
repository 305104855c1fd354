"""The kinds of record of care. `villages`, `placements`, `siblings`; one file a subject."""

from kinkeeper.mission.care.models.placements import (
    AuthorityDocument,
    CareForm,
    DocumentKind,
    EndReason,
    ExceptionCode,
    Placement,
    Route,
    Stay,
    UnderThreeException,
    Why,
)
from kinkeeper.mission.care.models.reviews import (
    Absence,
    ChildGoal,
    ChildPlan,
    ContactBar,
    FamilyContact,
    FollowUp,
    Review,
)
from kinkeeper.mission.care.models.siblings import (
    SiblingGroup,
    SiblingMember,
    SiblingSplit,
    SplitReason,
)
from kinkeeper.mission.care.models.villages import (
    Capacity,
    Carer,
    CarerRole,
    FamilyHome,
    House,
    HouseForm,
    SosFamily,
    Training,
    Village,
)

__all__ = [
    "Absence", "AuthorityDocument", "Capacity", "CareForm", "Carer", "CarerRole", "ChildGoal",
    "ChildPlan", "ContactBar", "DocumentKind", "EndReason", "ExceptionCode", "FamilyContact",
    "FamilyHome", "FollowUp", "House", "HouseForm", "Placement", "Review", "Route",
    "SiblingGroup", "SiblingMember", "SiblingSplit", "SosFamily", "SplitReason", "Stay",
    "Training", "UnderThreeException", "Village", "Why",
]  # fmt: skip
