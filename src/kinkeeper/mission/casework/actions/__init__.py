"""The verbs of casework: keyword-only, each checks, asks the rules, and writes through records.

All raise Refused (not allowed here) and ValidationError (a sentence for each field).
"""

from kinkeeper.mission.casework.actions.assessments import Judged, assess, correct_assessment
from kinkeeper.mission.casework.actions.plans import (
    add_commitment,
    add_goal,
    agree_plan,
    close_plan,
    correct_commitment,
    correct_goal,
    correct_plan,
    draft_plan,
    drop_commitment,
    mark_commitment_done,
    set_goal_state,
)
from kinkeeper.mission.casework.actions.reviews import Talk, hold_review
from kinkeeper.mission.casework.actions.services import (
    correct_service,
    deliver_service,
    give_service,
    plan_service,
)
from kinkeeper.mission.casework.actions.visits import correct_visit, record_visit

__all__ = [
    "Judged", "Talk", "add_commitment", "add_goal", "agree_plan", "assess", "close_plan",
    "correct_assessment", "correct_commitment", "correct_goal", "correct_plan",
    "correct_service", "correct_visit", "deliver_service", "draft_plan", "drop_commitment",
    "give_service", "hold_review", "mark_commitment_done", "plan_service", "record_visit",
    "set_goal_state",
]  # fmt: skip
