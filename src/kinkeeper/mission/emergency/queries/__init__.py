"""What evacuations answer: where a movement stands, the list, the counts, life away. The door."""

from kinkeeper.mission.emergency.models import (
    CheckIn,
    Checkpoint,
    Concerned,
    Convoy,
    Line,
    Manifest,
    Movement,
    SiteStatus,
)
from kinkeeper.mission.emergency.queries.away import (
    AwayChild,
    assessments_of,
    away_children,
    back_people,
    last_opinions,
    next_review,
    reviews_of,
    site,
    sites_of,
    sites_on,
)
from kinkeeper.mission.emergency.queries.counts import (
    Count,
    arrivals,
    checkpoint,
    checkpoints_of,
    corrections_of,
    count_at,
    counts,
    outcome,
    said_of,
)
from kinkeeper.mission.emergency.queries.evidence import evidence
from kinkeeper.mission.emergency.queries.manifests import (
    Household,
    convoys_of,
    households,
    is_intact,
    leg_in,
    line,
    lines_among,
    lines_of,
    manifest,
    manifest_of,
    manifests_of,
)
from kinkeeper.mission.emergency.queries.movements import (
    MovementRow,
    away_now,
    hosts_of,
    leads,
    movement,
    movement_called,
    movements,
    movements_by_ids,
    overdue,
    state_of,
    to_decide,
)

__all__ = [
    "AwayChild", "CheckIn", "Checkpoint", "Concerned", "Convoy", "Count", "Household", "Line",
    "Manifest", "Movement", "MovementRow", "SiteStatus", "arrivals", "assessments_of",
    "away_children", "away_now", "back_people", "checkpoint", "checkpoints_of", "convoys_of",
    "corrections_of", "count_at", "counts", "evidence", "hosts_of", "households", "is_intact",
    "last_opinions", "leads", "leg_in", "line", "lines_among", "lines_of", "manifest",
    "manifest_of", "manifests_of", "movement", "movement_called", "movements", "movements_by_ids",
    "next_review", "outcome", "overdue", "reviews_of", "said_of", "site", "sites_of", "sites_on",
    "state_of", "to_decide",
]  # fmt: skip
