"""What the programme adds to the life line of a family and of a person."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.reports.offers import LifeFact, offer_life, offer_life_of
from kinkeeper.mission.people.queries import purpose_of
from kinkeeper.mission.strengthening.models import Enrolment, LossOfCare, TargetPerson
from kinkeeper.mission.strengthening.page import cached_programme

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Family

LANE = gettext_lazy("Accompaniment")


def facts_of_family(family: "Family", by: Account) -> Iterable[LifeFact]:
    """Each time in the programme as a bar, its end as a dot; from what its page has read."""
    admitted = [e for e in cached_programme(family, by=by).met if e.since]
    for enrolment in sorted(admitted, key=lambda e: e.since or date.min):
        yield _bar(enrolment.since, enrolment.until)
        if enrolment.until and enrolment.exit_reason:
            yield _exit(enrolment)


def facts_of_person(person: UUID, by: Account) -> Iterable[LifeFact]:
    """The time as a child or caregiver of the programme, exits, and a loss of parental care."""
    purpose = purpose_of(by)
    rows = visible(TargetPerson, by=by, purpose=purpose).filter(~Q(since=None), person=person)
    for target in rows.select_related("enrolment").order_by("since"):
        yield _bar(target.since, target.until)
        if target.until and target.until == target.enrolment.until:
            yield _exit(target.enrolment)
    for loss in visible(LossOfCare, by=by, purpose=purpose).filter(person=person):
        yield LifeFact(LANE, _("loss of parental care"), loss.happened_on, bar=False, tone="alarm")


def _bar(since: date | None, until: date | None) -> LifeFact:
    return LifeFact(LANE, _("family strengthening"), since, until, tone="good")


def _exit(enrolment: Enrolment) -> LifeFact:
    label = _("exit: %(reason)s") % {"reason": enrolment.get_exit_reason_display()}
    return LifeFact(LANE, label, enrolment.until, bar=False)


def offer() -> None:
    offer_life_of("people.family", facts_of_family)
    offer_life("people.person", facts_of_person)
