"""What this room adds to the life line of a family or a person: plans as bars, visits, services
and assessments as dots. No score, no note: the line says that something was, not what was found."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.records.together import together
from kinkeeper.ground.reports.offers import LifeFact
from kinkeeper.mission.casework.models import Assessment, Service
from kinkeeper.mission.casework.queries import cached_file


def family_facts(family: Record, by: Account) -> Iterable[LifeFact]:
    """Of a family, from the file that its page shows: no query of its own."""
    file = cached_file(family, by=by)
    agreed = (plan for plan in file.plans if plan.agreed_on)
    yield from (
        LifeFact(_("Plan"), _("Plan of the family"), plan.agreed_on, plan.until, tone="good")
        for plan in sorted(agreed, key=lambda plan: plan.agreed_on or date.min)
    )
    for visit in reversed(file.visits):
        yield _dot(_("Visits"), visit.get_purpose_display(), visit.held_on)
    yield from _services(file.services)
    yield from _assessments(row for row in file.assessments if row.person_id is None)


def person_facts(person: UUID, by: Account) -> Iterable[LifeFact]:
    """Of a person: what was given to her or him alone, and when she or he was assessed."""
    services, assessments = together(
        visible(Service, by=by).filter(person_id=person),
        visible(Assessment, by=by).filter(person_id=person),
    )
    yield from _services(services)
    yield from _assessments(assessments)


def _services(rows: Iterable[Service]) -> Iterator[LifeFact]:
    done = [row for row in rows if row.done_on]
    for service in sorted(done, key=lambda row: row.done_on or date.min):
        yield _dot(_("Services"), service.get_kind_display(), service.done_on)


def _assessments(rows: Iterable[Assessment]) -> Iterator[LifeFact]:
    for row in sorted(rows, key=lambda row: row.held_on):
        yield _dot(_("Assessments"), row.get_occasion_display(), row.held_on)


def _dot(lane: str, label: object, on: object) -> LifeFact:
    return LifeFact(lane, capfirst(str(label)), on, bar=False)  # type: ignore[arg-type]
