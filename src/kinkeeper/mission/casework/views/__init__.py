"""The pages of the room: one module for each part of the file."""

from kinkeeper.mission.casework.views.assessments import assess_family, correct_one_assessment
from kinkeeper.mission.casework.views.plans import agree, plan_rows, print_plan
from kinkeeper.mission.casework.views.reviews import review
from kinkeeper.mission.casework.views.services import (
    correct_one_service,
    deliver,
    new_service,
)
from kinkeeper.mission.casework.views.visits import correct_one_visit, new_visit

__all__ = [
    "agree", "assess_family", "correct_one_assessment", "correct_one_service",
    "correct_one_visit", "deliver", "new_service", "new_visit", "plan_rows", "print_plan",
    "review",
]  # fmt: skip
