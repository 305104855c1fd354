"""What birth papers add to the life line of a child."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may_meet, visible
from kinkeeper.ground.reports.offers import LifeFact, offer_life
from kinkeeper.mission.papers.models import BirthFile
from kinkeeper.mission.people.queries import purpose_of

LANE = gettext_lazy("Papers")


def facts_of_person(person: UUID, by: Account) -> Iterable[LifeFact]:
    """The way to the act as a bar, the act itself as a dot."""
    purpose = purpose_of(by)
    if not may_meet(BirthFile, "act", by=by, purpose=purpose):
        return
    for found in visible(BirthFile, by=by, purpose=purpose).filter(person=person):
        label = _("birth papers: judgment") if found.judged else _("birth papers")
        yield LifeFact(LANE, label, found.since, found.until)
        if found.got_on:
            yield LifeFact(LANE, _("birth act in hand"), found.got_on, bar=False, tone="good")


def offer() -> None:
    offer_life("people.person", facts_of_person)
