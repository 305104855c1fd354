"""The part this adds to the page of a child: what is due, the last review, the plan, contacts."""

from typing import Any

from django.utils.timezone import localdate

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, may_meet
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.care.following.actions import to_report
from kinkeeper.mission.care.following.queries import (
    Followed,
    followed,
    placement_met,
    went_home,
)
from kinkeeper.mission.care.models.reviews import Review
from kinkeeper.mission.care.queries.placements import placement_of, placements_of
from kinkeeper.mission.people.queries import purpose_of


def person(person: Record, by: Account) -> dict[str, Any] | None:
    """Left out for somebody who never was in care, and for who may not meet care."""
    found = _followed(person, by)
    if found is None:
        return None
    today = localdate()
    purpose = purpose_of(by)
    return {
        "f": found,
        "last": found.reviews[0] if found.reviews else None,
        "late": found.review_due is not None and found.review_due < today,
        "writes": found.placement.until is None and may(by, "care.write", purpose=purpose),
        "notes": may_meet(Review, "view", by=by, purpose=purpose),
        "to_report": found.away is not None and to_report(found.away),
        "today": today,
        "home": went_home(found.placement),
        "follows": went_home(found.placement) and may(by, "care.write", purpose=purpose),
    }


def _followed(person: Any, by: Account) -> Followed | None:
    """The placement of today, or else the last; for who may meet what reviews and plans say."""
    purpose = purpose_of(by)
    sees = may_meet(Review, "outcome", by=by, purpose=purpose)
    if not (sees and may(by, "care.read", purpose=purpose)):
        return None
    held = placement_of(person)
    if held is None:
        before = placements_of(person, by=by, purpose=purpose)
        held = before[-1] if before else None
    met = placement_met(held.pk, by=by, purpose=purpose) if held else None
    return followed(met) if met else None
