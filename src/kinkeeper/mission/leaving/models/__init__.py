"""The kinds of record of growing up and leaving: the way, the plan, the money, the aftercare."""

from kinkeeper.mission.leaving.models.aftercare import (
    Channel,
    Contact,
    Exit,
    RhythmSet,
    Support,
    SupportKind,
)
from kinkeeper.mission.leaving.models.money import (
    Allowance,
    AllowancePaid,
    Direction,
    Period,
    SavingsAccount,
    SavingsEntry,
    Source,
)
from kinkeeper.mission.leaving.models.plans import Domain, Goal, GoalState, IndependencePlan, Voice
from kinkeeper.mission.leaving.models.ways import BackTo, Paper, PaperKind, PaperState, Way
from kinkeeper.mission.leaving.models.words import (
    Activity,
    Health,
    Housing,
    Income,
    SomeoneThere,
)

__all__ = [
    "Activity", "Allowance", "AllowancePaid", "BackTo", "Channel", "Contact", "Direction",
    "Domain", "Exit", "Goal", "GoalState", "Health", "Housing", "Income", "IndependencePlan",
    "Paper", "PaperKind", "PaperState", "Period", "RhythmSet", "SavingsAccount", "SavingsEntry",
    "SomeoneThere", "Source", "Support", "SupportKind", "Voice", "Way",
]  # fmt: skip
