"""What the programme adds to the life line of a family and of a person."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.reports.offers import LifeFact, offer_life_of
from kinkeeper.mission.strengthening.models import Enrolment
from kinkeeper.mission.strengthening.page import cached_part, cached_programme

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Family, Person

LANE = gettext_lazy("Accompaniment")


def facts_of_family(family: "Family", by: Account) -> Iterable[LifeFact]:
    """Each time in the programme as a bar, its end as a dot; from what its page has read."""
    admitted = [e for e in cached_programme(family, by=by).met if e.since]
    for enrolment in sorted(admitted, key=lambda e: e.since or date.min):
        yield _bar(enrolment.since, enrolment.until)
        if enrolment.until and enrolment.exit_reason:
            yield _exit(enrolment)


def facts_of_person(person: "Person", by: Account) -> Iterable[LifeFact]:
    """The time as a child or caregiver of the programme, exits, and a loss of parental care."""
    part = cached_part(person, by=by)
    for target in part.targets:
        yield _bar(target.since, target.until)
        if target.until and target.until == target.enrolment.until:
            yield _exit(target.enrolment)
    for loss in part.losses:
        yield LifeFact(LANE, _("loss of parental care"), loss.happened_on, bar=False, tone="alarm")


def _bar(since: date | None, until: date | None) -> LifeFact:
    return LifeFact(LANE, _("family strengthening"), since, until, tone="good")


def _exit(enrolment: Enrolment) -> LifeFact:
    label = _("exit: %(reason)s") % {"reason": enrolment.get_exit_reason_display()}
    return LifeFact(LANE, label, enrolment.until, bar=False)


def offer() -> None:
    offer_life_of("people.family", facts_of_family)
    offer_life_of("people.person", facts_of_person)
