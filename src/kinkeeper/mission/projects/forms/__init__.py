"""What is asked of a project: a day, a value, a report; an expense, a target."""

from kinkeeper.mission.projects.forms.figures import (
    FreezeForm,
    Grid,
    MomentForm,
    NarrativeForm,
    PurposeForm,
    ReportForm,
    ValueForm,
    typed,
)
from kinkeeper.mission.projects.forms.money import ExpenseForm, TargetForm

__all__ = [
    "ExpenseForm", "FreezeForm", "Grid", "MomentForm", "NarrativeForm", "PurposeForm", "ReportForm",
    "TargetForm", "ValueForm", "typed",
]  # fmt: skip
