"""The room's facts as plain values, for figures: from the tables as they stand or as known then.

Every reader takes a `Rows` source (`ground.records.queries`: `Now()`, `AsKnown(seq)`), so that a
figure of the past is computed by the same lines as one of today. Nobody's scope is asked here:
whoever shows more than a figure asks `access` for the rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.records.queries import Rows
from kinkeeper.mission.strengthening.models import (
    Enrolment,
    ExitContact,
    KnowledgeCheck,
    LossOfCare,
    ParentingSession,
    SessionInvitation,
    TargetPerson,
)
from kinkeeper.mission.strengthening.rules import PROCESS


@dataclass(frozen=True, slots=True)
class EnrolmentRow:
    """A family's time in the programme: admitted on `since` (None: never), left on `until`.

    `reopens`: the earlier enrolment that this one opened again.
    """

    id: UUID
    family: UUID
    project: UUID | None
    identified_on: date
    since: date | None
    until: date | None
    exit_reason: str
    follower: str
    reopens: UUID | None

    def in_programme_on(self, day: date) -> bool:
        return self.since is not None and self.since <= day and (
            self.until is None or day < self.until
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class TargetRow:
    """part: child or caregiver. Accompanied from `since` until `until`, half-open."""

    id: UUID
    enrolment: UUID
    person: UUID
    part: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class StageRow:
    """The enrolment was in `state` from `since` until `until`, half-open."""

    enrolment: UUID
    state: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class LossRow:
    id: UUID
    person: UUID
    enrolment: UUID
    happened_on: date


@dataclass(frozen=True, slots=True)
class ContactRow:
    """months: the contact it answers, 6 or 12 months after the exit."""

    id: UUID
    enrolment: UUID
    months: int
    held_on: date
    children_with_family: bool
    self_reliant: bool


@dataclass(frozen=True, slots=True)
class SessionRow:
    id: UUID
    place: UUID
    project: UUID | None
    held_on: date


@dataclass(frozen=True, slots=True)
class InvitationRow:
    id: UUID
    session: UUID
    person: UUID
    attended: bool


@dataclass(frozen=True, slots=True)
class KnowledgeRow:
    """percent: share of the tool's points, 0-100."""

    id: UUID
    person: UUID
    project: UUID | None
    held_on: date
    percent: int


def enrolments(rows: Rows, project: UUID | None = None) -> list[EnrolmentRow]:
    """All enrolments, or those of one project; never admitted ones too (`since` None)."""
    found = rows.of(
        Enrolment, "id", "family_id", "project", "identified_on", "since", "until",
        "exit_reason", "follower", "reopens_id", **_project(project),
    )  # fmt: skip
    return [EnrolmentRow(*row) for row in found]


def targets(rows: Rows, enrolment_ids: Iterable[UUID]) -> list[TargetRow]:
    """Children and caregivers accompanied; those only named before an admission are left out."""
    found = rows.of(
        TargetPerson, "id", "enrolment_id", "person_id", "part", "since", "until",
        enrolment_id=frozenset(enrolment_ids),
    )  # fmt: skip
    return [TargetRow(*row) for row in found if row[4] is not None]


def stages(rows: Rows, enrolment_ids: Iterable[UUID]) -> list[StageRow]:
    found = rows.of(
        Stage, "subject", "state", "since", "until",
        process=PROCESS, subject=frozenset(enrolment_ids),
    )  # fmt: skip
    return [StageRow(*row) for row in found]


def losses(rows: Rows, enrolment_ids: Iterable[UUID]) -> list[LossRow]:
    """Children who lost parental care; the day it happened, not the day it was learned."""
    found = rows.of(
        LossOfCare, "id", "person_id", "enrolment_id", "happened_on",
        enrolment_id=frozenset(enrolment_ids),
    )  # fmt: skip
    return [LossRow(*row) for row in found]


def contacts(rows: Rows, enrolment_ids: Iterable[UUID]) -> list[ContactRow]:
    """Contacts after the exit."""
    found = rows.of(
        ExitContact, "id", "enrolment_id", "months", "held_on", "children_with_family",
        "self_reliant", enrolment_id=frozenset(enrolment_ids),
    )  # fmt: skip
    return [ContactRow(*row) for row in found]


def sessions(rows: Rows, project: UUID | None = None) -> list[SessionRow]:
    """Parenting sessions offered."""
    found = rows.of(ParentingSession, "id", "place_id", "project", "held_on", **_project(project))
    return [SessionRow(*row) for row in found]


def invitations(rows: Rows, session_ids: Iterable[UUID]) -> list[InvitationRow]:
    """One row per session offered to a caregiver; `attended` says whether she came."""
    found = rows.of(
        SessionInvitation, "id", "session_id", "person_id", "attended",
        session_id=frozenset(session_ids),
    )  # fmt: skip
    return [InvitationRow(*row) for row in found]


def knowledge(rows: Rows, project: UUID | None = None) -> list[KnowledgeRow]:
    """Knowledge and practice of caregivers, every measurement."""
    found = rows.of(
        KnowledgeCheck, "id", "person_id", "project", "held_on", "percent", **_project(project)
    )
    return [KnowledgeRow(*row) for row in found]


def _project(project: UUID | None) -> dict[str, Any]:
    return {} if project is None else {"project": project}
