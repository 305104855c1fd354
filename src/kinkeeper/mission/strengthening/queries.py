"""What others and the screens ask this room: who is in the programme, what is due, plain values."""

from kinkeeper.mission.strengthening.readers import (
    ContactRow,
    EnrolmentRow,
    InvitationRow,
    KnowledgeRow,
    LossRow,
    SessionRow,
    StageRow,
    TargetRow,
    contacts,
    enrolments,
    invitations,
    knowledge,
    losses,
    sessions,
    stages,
    targets,
)

__all__ = [
    "ContactRow", "EnrolmentRow", "InvitationRow", "KnowledgeRow", "LossRow", "SessionRow",
    "StageRow", "TargetRow", "contacts", "enrolments", "invitations", "knowledge", "losses",
    "sessions", "stages", "targets",
]  # fmt: skip
