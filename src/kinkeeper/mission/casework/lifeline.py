"""What this room adds to the life line of a family or a person: plans as bars, visits, services
and assessments as dots. No score, no note: the line says that something was, not what was found."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.reports.offers import LifeFact
from kinkeeper.mission.casework.models import Assessment, Plan, Service, Visit


def family_facts(family: UUID, by: Account) -> Iterable[LifeFact]:
    """Of a family. Four queries."""
    plans = visible(Plan, by=by).filter(family_id=family, agreed_on__isnull=False)
    yield from (
        LifeFact(_("Plan"), _("Plan of the family"), plan.agreed_on, plan.until, tone="good")
        for plan in plans.order_by("agreed_on")
    )
    visits = visible(Visit, by=by).filter(family_id=family).order_by("held_on")
    yield from (_dot(_("Visits"), visit.get_purpose_display(), visit.held_on) for visit in visits)
    yield from _services(by, family_id=family)
    yield from _assessments(by, family_id=family, person=None)


def person_facts(person: UUID, by: Account) -> Iterable[LifeFact]:
    """Of a person: what was given to her or him alone, and when she or he was assessed."""
    yield from _services(by, person_id=person)
    yield from _assessments(by, person_id=person)


def _services(by: Account, **whose: object) -> Iterator[LifeFact]:
    rows = visible(Service, by=by).filter(done_on__isnull=False, **whose).order_by("done_on")
    for service in rows:
        yield _dot(_("Services"), service.get_kind_display(), service.done_on)


def _assessments(by: Account, **whose: object) -> Iterator[LifeFact]:
    for row in visible(Assessment, by=by).filter(**whose).order_by("held_on"):
        yield _dot(_("Assessments"), row.get_occasion_display(), row.held_on)


def _dot(lane: str, label: object, on: object) -> LifeFact:
    return LifeFact(lane, capfirst(str(label)), on, bar=False)  # type: ignore[arg-type]
