"""The room's facts as plain values, for figures: from the tables as they stand or as known then.

Every reader takes a `Rows` source (`ground.records.queries`: `Now()`, `AsKnown(seq)`). Nobody's
scope is asked here: whoever shows more than a figure asks `access` for the rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinkeeper.ground.records.queries import Rows
from kinkeeper.mission.casework.models import (
    Assessment,
    Commitment,
    Goal,
    Plan,
    Review,
    Service,
    Visit,
)
from kinkeeper.mission.casework.rules import DIMENSIONS


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """person None: of the family. scores: eight, in the order of `rules.DIMENSIONS`, 1 to 4."""

    id: UUID
    family: UUID
    person: UUID | None
    occasion: str
    held_on: date
    scores: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """In force from `agreed_on` until `until`, half-open; `agreed_on` None: a draft."""

    id: UUID
    family: UUID
    since: date
    until: date | None
    agreed_on: date | None
    next_review_on: date | None


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """held_on None: still waited for."""

    id: UUID
    plan: UUID
    due_on: date
    held_on: date | None


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """done_on None: planned, not given. cost_xof: XOF, None where not known."""

    id: UUID
    family: UUID
    person: UUID | None
    kind: str
    modality: str
    planned_on: date | None
    done_on: date | None
    quantity: int | None
    cost_xof: int | None


@dataclass(frozen=True, slots=True)
class VisitRow:
    id: UUID
    family: UUID
    purpose: str
    held_on: date


@dataclass(frozen=True, slots=True)
class GoalRow:
    """state: in_progress, met, not_met or n_a, since `state_on`."""

    id: UUID
    plan: UUID
    dimension: str
    due_on: date | None
    state: str
    state_on: date | None


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """owner: family, programme, cbo or authority."""

    id: UUID
    plan: UUID
    owner: str
    due_on: date | None
    done_on: date | None
    dropped_on: date | None


def assessments(rows: Rows, family_ids: Iterable[UUID]) -> list[AssessmentRow]:
    """Of the families and of their members, in no order."""
    found = rows.of(
        Assessment, "id", "family_id", "person_id", "occasion", "held_on", *DIMENSIONS,
        family_id=frozenset(family_ids),
    )  # fmt: skip
    return [
        AssessmentRow(pk, family, person, occasion, held_on, tuple(scores))
        for pk, family, person, occasion, held_on, *scores in found
    ]


def plans(rows: Rows, family_ids: Iterable[UUID]) -> list[PlanRow]:
    """Drafts too."""
    found = rows.of(
        Plan, "id", "family_id", "since", "until", "agreed_on", "next_review_on",
        family_id=frozenset(family_ids),
    )  # fmt: skip
    return [PlanRow(*row) for row in found]


def reviews(rows: Rows, plan_ids: Iterable[UUID]) -> list[ReviewRow]:
    found = rows.of(Review, "id", "plan_id", "due_on", "held_on", plan_id=frozenset(plan_ids))
    return [ReviewRow(*row) for row in found]


def services(rows: Rows, family_ids: Iterable[UUID]) -> list[ServiceRow]:
    """Planned ones too."""
    found = rows.of(
        Service, "id", "family_id", "person_id", "kind", "modality", "planned_on", "done_on",
        "quantity", "cost_xof", family_id=frozenset(family_ids),
    )  # fmt: skip
    return [ServiceRow(*row) for row in found]


def visits(rows: Rows, family_ids: Iterable[UUID]) -> list[VisitRow]:
    found = rows.of(Visit, "id", "family_id", "purpose", "held_on", family_id=frozenset(family_ids))
    return [VisitRow(*row) for row in found]


def goals(rows: Rows, plan_ids: Iterable[UUID]) -> list[GoalRow]:
    found = rows.of(
        Goal, "id", "plan_id", "dimension", "due_on", "state", "state_on",
        plan_id=frozenset(plan_ids),
    )  # fmt: skip
    return [GoalRow(*row) for row in found]


def commitments(rows: Rows, plan_ids: Iterable[UUID]) -> list[CommitmentRow]:
    found = rows.of(
        Commitment, "id", "plan_id", "owner", "due_on", "done_on", "dropped_on",
        plan_id=frozenset(plan_ids),
    )  # fmt: skip
    return [CommitmentRow(*row) for row in found]
