"""The cases of malnourished children, and what is proved for their next step."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.queries import stage_of
from kinkeeper.mission.health.models import Measurement, NutritionCase, Referral
from kinkeeper.mission.health.process import (
    ADMITTED,
    DISCHARGED,
    MALNUTRITION,
    MEASURED,
    RECOVERED,
    THIN_AGAIN,
)
from kinkeeper.mission.health.rules import MODERATE, NORMAL, SEVERE

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person


def case(pk: UUID, *, by: Account, purpose: str = CARE) -> NutritionCase | None:
    rows = visible(NutritionCase, by=by, purpose=purpose)
    return rows.select_related("person__place", "found_by").filter(pk=pk).first()


def case_of(person: "Person") -> NutritionCase | None:
    """The open case, else the last one. No scope: for rooms and pages that have the child."""
    rows = NutritionCase.objects.filter(person=person).select_related("person__place", "found_by")
    return rows.filter(until=None).first() or rows.order_by("-since", "-pk").first()


def cases_of(person: "Person", *, by: Account, purpose: str = CARE) -> list[NutritionCase]:
    """Oldest first; within the reader's scope."""
    rows = visible(NutritionCase, by=by, purpose=purpose).filter(person=person)
    return list(rows.order_by("since", "pk"))


def open_cases(*, by: Account, purpose: str = CARE) -> QuerySet[NutritionCase]:
    rows = visible(NutritionCase, by=by, purpose=purpose).filter(until=None)
    return rows.select_related("person__place").order_by("since", "pk")


def referrals_of(found: NutritionCase) -> list[Referral]:
    """The newest first."""
    return list(found.referrals.order_by("-on", "-pk"))


def last_referral(found: NutritionCase) -> Referral | None:
    return found.referrals.order_by("-on", "-pk").first()


def evidence(found: NutritionCase) -> frozenset[str]:
    """Codes of needs that measurements prove."""
    stage = stage_of(MALNUTRITION, found.pk)
    if stage is None or stage.state not in {ADMITTED, DISCHARGED}:
        return frozenset()
    last = _measured_since(found, stage.since)
    if last is None:
        return frozenset()
    proved = {MEASURED.code}
    if last.status == NORMAL:
        proved.add(RECOVERED.code)
    if last.status in {SEVERE, MODERATE}:
        proved.add(THIN_AGAIN.code)
    return frozenset(proved)


def _measured_since(found: NutritionCase, day: date) -> Measurement | None:
    """A measurement of the finding's own day proves nothing of what came after it."""
    rows = Measurement.objects.filter(person=found.person_id, on__gte=day, mistaken=False)
    return rows.exclude(pk=found.found_by_id).order_by("-on", "-pk").first()


def cases_by_ids(ids: Iterable[UUID]) -> dict[UUID, NutritionCase]:
    """Whoever shows them has asked `access` for their stages."""
    rows = NutritionCase.objects.filter(pk__in=list(ids)).select_related("person__place")
    return {row.pk: row for row in rows}
