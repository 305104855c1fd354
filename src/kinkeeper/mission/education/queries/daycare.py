"""Who may fetch a child, who is present now, who should have been fetched."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.mission.education.models import Collector, DaycareDay, Enrolment, SchoolClass
from kinkeeper.mission.education.queries.pupils import pupils_on

GROUP = "enrolment__school_class__facility__place"


def collectors_on(found: Enrolment, day: date) -> list[Collector]:
    rows = Collector.objects.filter(
        Q(until=None) | Q(until__gt=day), enrolment=found, since__lte=day
    )
    return list(rows.order_by("name", "pk"))


def collector(pk: UUID, *, by: Account) -> Collector | None:
    return visible(Collector, by=by).select_related("enrolment__person").filter(pk=pk).first()


def day_of(pk: UUID, *, by: Account) -> DaycareDay | None:
    rows = visible(DaycareDay, by=by).select_related("enrolment", GROUP, "asked_by")
    return rows.filter(pk=pk).first()


@dataclass(frozen=True)
class Place:
    """A child of the group today: its last coming, or None."""

    pupil: Enrolment
    day: DaycareDay | None

    @property
    def here(self) -> bool:
        return self.day is not None and self.day.out_at is None


def group_today(group: SchoolClass, today: date) -> list[Place]:
    """The children of a group with their coming and going of today, those present first."""
    rows = DaycareDay.objects.filter(Q(on=today) | Q(out_at=None), enrolment__school_class=group)
    rows = rows.select_related("fetched_by", "asked_by", "agreed_by").order_by("on", "in_at")
    last = {row.enrolment_id: row for row in rows}
    found = [Place(pupil, last.get(pupil.pk)) for pupil in pupils_on(group, today)]
    return sorted(found, key=lambda p: (not p.here, p.pupil.called.casefold()))


def late_today(by: Account, now: datetime) -> list[DaycareDay]:
    """Children still there after the hour at which their centre closes, or since another day."""
    local = timezone.localtime(now)
    rows = _open(by)
    closing = "enrolment__school_class__facility__closes_at"
    past = Q(on__lt=local.date()) | Q(**{f"{closing}__lt": local.time()})
    return list(rows.filter(past).order_by("on", "in_at"))


def hand_overs_asked(by: Account) -> list[DaycareDay]:
    """A colleague asks whether a child may go with somebody who is not on its list."""
    rows = _open(by).filter(asked_by__isnull=False).exclude(asked_by=by)
    return list(rows.order_by("on", "in_at"))


def _open(by: Account) -> QuerySet[DaycareDay]:
    rows = visible(DaycareDay, by=by).filter(out_at=None)
    return rows.select_related("enrolment__person", GROUP)
