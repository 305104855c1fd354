"""Who must be seen again: reviews and visits that are due, within the reader's scope.

Only families with an agreed plan in force are waited for: what comes before is a stage of their
process, and after the exit there are contacts, not visits.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, F, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.queries import limit_days
from kinkeeper.mission.casework.limits import VISIT
from kinkeeper.mission.casework.models import Plan, Review, Visit
from kinkeeper.mission.casework.rules import visit_due_on

MOST = 200


@dataclass(frozen=True)
class ReviewDue:
    """family: the row with its name, for those who may meet it."""

    family: Any
    plan: UUID
    due_on: date


@dataclass(frozen=True)
class VisitDue:
    """last_visit None: nobody was there since the plan was agreed."""

    family: Any
    due_on: date
    last_visit: date | None


def reviews_due(
    *, by: Account, until: date, purpose: str = CARE, most: int = MOST
) -> list[ReviewDue]:
    """Reviews due by the end of that day, the oldest first. One query."""
    rows = visible(Review, by=by, purpose=purpose).filter(
        held_on=None, due_on__lte=until, plan__until=None, plan__agreed_on__isnull=False
    )
    ordered = rows.select_related("plan__family").order_by("due_on", "pk")[:most]
    return [ReviewDue(row.plan.family, row.plan_id, row.due_on) for row in ordered]


def visits_due(
    *, by: Account, until: date, purpose: str = CARE, most: int = MOST
) -> list[VisitDue]:
    """Families to be visited by the end of that day, the longest unvisited first. Two queries.

    The last visit of a family is one step in the index (family, date), so the time grows with
    the families in scope, not with the visits.
    """
    days = limit_days(VISIT.key) or VISIT.days
    rows = _waiting(visible(Plan, by=by, purpose=purpose), until=until, days=days)
    found = [_visit_due(row, days) for row in rows.select_related("family")[:most]]
    return sorted(found, key=lambda due: due.due_on)


def _waiting(plans: QuerySet[Plan], *, until: date, days: int) -> QuerySet[Plan]:
    """The condition looks at the last visit once: each look is a step in the index, per family."""
    visits = Visit.objects.filter(family=OuterRef("family")).order_by("-held_on", "-pk")
    latest = until - timedelta(days=days)
    late = _yes_when(Q(next_visit_on__lte=until) | Q(next_visit_on=None, held_on__lte=latest))
    waits = Coalesce(Subquery(visits.values(late=late)[:1]), _yes_when(Q(agreed_on__lte=latest)))
    rows = plans.filter(until=None, agreed_on__isnull=False).alias(waits=waits).filter(waits=1)
    return rows.annotate(
        last=Subquery(visits.values("held_on")[:1]),
        promised=Subquery(visits.values("next_visit_on")[:1]),
    ).order_by(F("last").asc(nulls_first=True), "agreed_on")


def _yes_when(condition: Q) -> Case:
    return Case(When(condition, then=1), default=0, output_field=IntegerField())


def _visit_due(row: Any, days: int) -> VisitDue:
    due_on = visit_due_on(
        last_visit=row.last, promised=row.promised, agreed_on=row.agreed_on, days=days
    )
    return VisitDue(row.family, due_on, row.last)


def families_waiting(dues: Iterable[ReviewDue | VisitDue]) -> list[Any]:
    """Each family once, for the log of what was read."""
    return list({due.family.pk: due.family for due in dues}.values())
