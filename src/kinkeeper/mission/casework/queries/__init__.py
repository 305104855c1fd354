"""What the casework room answers. The door for other rooms."""

from kinkeeper.mission.casework.queries.beginnings import beginning_of, offer_beginning
from kinkeeper.mission.casework.queries.crowd import (
    Crowd,
    by_care,
    by_project,
    crowd_of,
    people,
    written_as,
)
from kinkeeper.mission.casework.queries.due import (
    ReviewDue,
    VisitDue,
    families_waiting,
    reviews_due,
    visits_due,
)
from kinkeeper.mission.casework.queries.evidence import EVIDENCE, evidence_of, evidence_on_page
from kinkeeper.mission.casework.queries.file import (
    FamilyFile,
    Standing,
    assessment,
    cached_file,
    commitment,
    file_of,
    goal,
    open_review,
    plan,
    plan_of,
    reviews_of,
    school_support,
    service,
    visit,
    whole_file,
)
from kinkeeper.mission.casework.queries.household import child_ids, children_now, members_now
from kinkeeper.mission.casework.queries.participants import (
    Participant,
    children_in_care,
    offer_in_care,
    offer_participants,
    participants,
)
from kinkeeper.mission.casework.queries.readers import (
    AssessmentRow,
    CommitmentRow,
    GoalRow,
    PlanRow,
    ReviewRow,
    ServiceRow,
    VisitRow,
    assessments,
    commitments,
    goals,
    plans,
    reviews,
    services,
    visits,
)

__all__ = [
    "EVIDENCE", "AssessmentRow", "CommitmentRow", "Crowd", "FamilyFile", "GoalRow", "Participant",
    "PlanRow", "ReviewDue", "ReviewRow", "ServiceRow", "Standing", "VisitDue", "VisitRow",
    "assessment", "assessments", "beginning_of", "by_care", "by_project", "cached_file",
    "child_ids", "children_in_care", "children_now", "commitment", "commitments", "crowd_of",
    "evidence_of", "evidence_on_page", "families_waiting", "file_of", "goal", "goals",
    "members_now", "offer_beginning", "offer_in_care", "offer_participants", "open_review",
    "participants", "people", "plan", "plan_of", "plans", "reviews", "reviews_due", "reviews_of",
    "school_support", "service", "services", "visit", "visits", "visits_due", "whole_file",
    "written_as",
]  # fmt: skip
