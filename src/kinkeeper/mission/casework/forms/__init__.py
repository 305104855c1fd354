"""The forms of the casework screens. What is wrong is said by the actions; forms only read."""

from kinkeeper.mission.casework.forms.matrix import AssessmentForm, Matrix, ScoreRow
from kinkeeper.mission.casework.forms.plans import (
    AgreementForm,
    CommitmentRow,
    CommitmentRows,
    GoalRow,
    GoalRows,
    PlanForm,
    ReviewForm,
    with_more_rows,
)
from kinkeeper.mission.casework.forms.services import DeliveryForm, ServiceForm
from kinkeeper.mission.casework.forms.sheet import Sheet, take_errors
from kinkeeper.mission.casework.forms.visits import VisitForm

__all__ = [
    "AgreementForm", "AssessmentForm", "CommitmentRow", "CommitmentRows", "DeliveryForm",
    "GoalRow", "GoalRows", "Matrix", "PlanForm", "ReviewForm", "ScoreRow", "ServiceForm",
    "Sheet", "VisitForm", "take_errors", "with_more_rows",
]  # fmt: skip
