"""What health adds to the life line of a child."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may_meet, visible
from kinkeeper.ground.reports.offers import LifeFact, offer_life
from kinkeeper.mission.health.models import Measurement, NutritionCase
from kinkeeper.mission.people.queries import purpose_of

LANE = gettext_lazy("Health")


def facts_of_person(person: UUID, by: Account) -> Iterable[LifeFact]:
    """A time of malnutrition as a bar; each measurement as a dot, for who may meet such facts."""
    purpose = purpose_of(by)
    if not may_meet(Measurement, "weight", by=by, purpose=purpose):
        return
    for case in visible(NutritionCase, by=by, purpose=purpose).filter(person=person):
        yield LifeFact(LANE, _("malnutrition"), case.since, case.until, tone="alarm")
    rows = visible(Measurement, by=by, purpose=purpose).filter(person=person, mistaken=False)
    for row in rows.order_by("on"):
        label = _("measured: %(status)s") % {"status": row.get_status_display()}
        yield LifeFact(LANE, label, row.on, bar=False)


def offer() -> None:
    offer_life("people.person", facts_of_person)
