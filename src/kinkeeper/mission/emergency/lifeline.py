"""What an evacuation adds to the life line: away from home, and what was said on the way."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.reports.offers import LifeFact, offer_life
from kinkeeper.mission.emergency.models import CheckIn, CheckpointKind, Leg, ReturnOpinion, Status

LANE = gettext_lazy("Evacuation")


def facts_of_person(person: UUID, by: Account) -> Iterable[LifeFact]:
    """A bar from the departure to the arrival at home; dots for what was said and asked."""
    rows = visible(CheckIn, by=by).filter(line__person=person, withdrawn_at=None)
    said = list(rows.select_related("checkpoint__manifest").order_by("at"))
    by_movement: dict[UUID, list[CheckIn]] = {}
    for fact in said:
        by_movement.setdefault(fact.checkpoint.manifest.movement_id, []).append(fact)
    for facts in by_movement.values():
        yield from _away(facts)
        yield from (_dot(f) for f in facts if f.status != Status.PRESENT)
    for opinion in visible(ReturnOpinion, by=by).filter(person=person):
        yield LifeFact(LANE, _("asked about going home"), opinion.asked_on, bar=False)


def _away(facts: list[CheckIn]) -> Iterable[LifeFact]:
    here = [f for f in facts if f.status == Status.PRESENT]
    left = [f for f in here if f.checkpoint.manifest.leg == Leg.OUT]
    back = [
        f for f in here
        if f.checkpoint.manifest.leg == Leg.BACK and f.checkpoint.kind == CheckpointKind.ARRIVAL
    ]  # fmt: skip
    if left:
        until = _day(back[-1]) if back else None
        yield LifeFact(LANE, _("evacuated"), _day(left[0]), until, tone="warn")


def _dot(fact: CheckIn) -> LifeFact:
    tone = "alarm" if fact.status in {Status.MISSING, Status.DIED} else "quiet"
    return LifeFact(LANE, fact.get_status_display(), _day(fact), bar=False, tone=tone)


def _day(fact: CheckIn) -> date:
    return timezone.localtime(fact.at).date()


def offer() -> None:
    offer_life("people.person", facts_of_person)
