"""Decisions and entries as plain values, for figures: as they stand or as known then."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinkeeper.ground.records.queries import Rows
from kinkeeper.mission.admission.models import AdmissionChild, Decision


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """question: necessity, suitability or refusal."""

    admission: UUID
    question: str
    answer: str
    held_on: date


def decisions(rows: Rows) -> list[DecisionRow]:
    found = rows.of(Decision, "admission_id", "question", "answer", "held_on")
    return [DecisionRow(*row) for row in found]


def entries(rows: Rows) -> dict[UUID, UUID]:
    """Placement -> the admission that led to it."""
    found = rows.of(AdmissionChild, "placement", "admission_id")
    return {placement: admission for placement, admission in found if placement}
