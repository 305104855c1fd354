"""What growing up and leaving adds to the life line of a person."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.reports.offers import LifeFact, offer_life
from kinkeeper.mission.leaving.models import Contact, Exit, Support, Way
from kinkeeper.mission.leaving.process import AFTERCARE, EXITS, LEFT, LOST, PREPARING, WAY
from kinkeeper.mission.people.queries import purpose_of

LANE = gettext_lazy("Towards independence")
BARS = {PREPARING: "info", AFTERCARE: "good", LEFT: "good", LOST: "alarm"}


def facts_of_person(person: UUID, by: Account) -> Iterable[LifeFact]:
    """Preparation and aftercare as bars; leaving, contacts and help as dots. Where the young
    person lived in between is told by care."""
    purpose = purpose_of(by)
    ways = list(visible(Way, by=by, purpose=purpose).filter(person=person))
    keys = [way.pk for way in ways]
    if not keys:
        return
    stages = Stage.objects.filter(process=WAY.name, subject__in=keys, state__in=BARS)
    for stage in stages.order_by("since"):
        label = str(WAY.state(stage.state).label)
        yield LifeFact(LANE, label, stage.since, stage.until, tone=BARS[stage.state])
    yield from _dots(keys)


def _dots(ways: list[UUID]) -> Iterable[LifeFact]:
    reasons = dict(EXITS)
    for left in Exit.objects.filter(way__in=ways).order_by("on"):
        label = _("left care: %(reason)s") % {"reason": reasons.get(left.exit_reason, "")}
        yield LifeFact(LANE, label, left.on, bar=False, tone="good")
    reached = Contact.objects.filter(exit__way__in=ways, reached=True)
    for contact in reached.order_by("held_on"):
        label = _("contact at %(months)d months") % {"months": contact.months}
        yield LifeFact(LANE, label, contact.held_on, bar=False)
    for support in Support.objects.filter(way__in=ways).order_by("since"):
        label = _("help: %(what)s") % {"what": support.get_kind_display()}
        yield LifeFact(LANE, label, support.since, bar=False)


def offer() -> None:
    offer_life("people.person", facts_of_person)
