"""What reviews, plans and absences add to the life line of a child."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.reports.offers import LifeFact, offer_life
from kinkeeper.mission.care.following.rules import ALARMS
from kinkeeper.mission.care.models.reviews import (
    Absence,
    AtHome,
    ChildPlan,
    ContactBar,
    FollowUp,
    Review,
)
from kinkeeper.mission.people.queries import purpose_of

TONES = {"": "quiet", AtHome.WELL: "good", AtHome.FRAGILE: "warn", AtHome.DANGER: "alarm"}
LANE = gettext_lazy("Followed in care")


def facts_of_person(person: UUID, by: Account) -> Iterable[LifeFact]:
    """Reviews as dots; plans, absences and excluded contact as bars."""
    for review in _rows(Review, person, by):
        tone = "quiet" if review.necessary and review.adequate else "warn"
        yield LifeFact(LANE, _("review of the placement"), review.held_on, bar=False, tone=tone)
    for plan in _rows(ChildPlan, person, by):
        yield LifeFact(LANE, _("development plan"), plan.since, plan.until, tone="good")
    for absence in _rows(Absence, person, by):
        tone = "alarm" if absence.kind in ALARMS else "quiet"
        label = absence.get_kind_display()
        yield LifeFact(LANE, label, absence.since, absence.until, tone=tone)
    for contact in _rows(FollowUp, person, by):
        tone = TONES[contact.at_home] if contact.reached else "quiet"
        yield LifeFact(LANE, _("contact after the return"), contact.held_on, bar=False, tone=tone)
    for bar in _rows(ContactBar, person, by):
        yield LifeFact(LANE, _("contact excluded by decision"), bar.since, bar.until, tone="warn")


def _rows(model: type[Record], person: UUID, by: Account) -> Iterable[Any]:
    met = visible(model, by=by, purpose=purpose_of(by)).filter(Q(placement__person=person))
    return model._default_manager.filter(pk__in=met.values("pk")).order_by("pk")


def offer() -> None:
    offer_life("people.person", facts_of_person)
