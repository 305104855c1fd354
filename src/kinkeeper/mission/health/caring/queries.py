"""What is known of a child's health, what is due, and how the centres work."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.queries import limit_days
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.health.caring import limits
from kinkeeper.mission.health.models import (
    Appointment,
    Centre,
    CentreService,
    CentreStatus,
    Consultation,
    Diagnosis,
    Functioning,
    GroupTalk,
    LongIllness,
    Talk,
    Working,
)

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Seen:
    """A consultation in words; secret: the restricted text, for its author alone."""

    row: Consultation
    found: str
    secret: str


@dataclass(frozen=True)
class Long:
    row: LongIllness
    appointments: tuple[Appointment, ...]
    secret: str


@dataclass(frozen=True)
class Talked:
    row: Talk
    secret: str


@dataclass(frozen=True)
class Health:
    """Everything of a child, the newest first."""

    consultations: tuple[Seen, ...]
    illnesses: tuple[Long, ...]
    functioning: tuple[Functioning, ...]
    talks: tuple[Talked, ...]

    @property
    def waiting(self) -> list[Seen]:
        """Ill, and nobody has seen it."""
        return [c for c in self.consultations if c.row.on is None and not c.row.mistaken]


def health_of(person: "Person", *, by: Account, purpose: str = CARE) -> Health:
    def rows(model: type[R]) -> QuerySet[R]:
        return visible(model, by=by, purpose=purpose)

    own = {"person": person}
    consultations = rows(Consultation).filter(**own).select_related("centre", "sent_to")
    illnesses = rows(LongIllness).filter(**own).select_related("centre")
    kept = rows(Appointment).filter(illness__person=person).order_by("-on", "-pk")
    by_illness: dict[UUID, list[Appointment]] = {}
    for appointment in kept:
        by_illness.setdefault(appointment.illness_id, []).append(appointment)
    return Health(
        tuple(
            Seen(c, found_said(c.diagnoses), c.detail if c.written_by_id == by.pk else "")
            for c in sorted(consultations, key=_when, reverse=True)
        ),
        tuple(
            Long(i, tuple(by_illness.get(i.pk, ())), i.detail if i.written_by_id == by.pk else "")
            for i in illnesses.order_by("-since", "-pk")
        ),
        tuple(rows(Functioning).filter(**own, mistaken=False).order_by("-on", "-pk")),
        tuple(
            Talked(t, t.notes if t.counsellor_id == by.pk else "")
            for t in rows(Talk).filter(**own).select_related("counsellor").order_by("-on", "-pk")
        ),
    )


def _when(row: Consultation) -> tuple[date, str]:
    return row.on or row.ill_since or date.min, str(row.pk)


def found_said(codes: list[str]) -> str:
    known = dict(Diagnosis.choices)
    return ", ".join(str(known.get(code, code)) for code in codes)


def one(model: type[R], pk: UUID, *, by: Account, purpose: str = CARE) -> R | None:
    return visible(model, by=by, purpose=purpose).filter(pk=pk).first()


# --- due --------------------------------------------------------------------------------------


def unseen(*, by: Account) -> QuerySet[Consultation]:
    """Ill children nobody has seen, the longest first."""
    rows = visible(Consultation, by=by).filter(on=None, mistaken=False, person__died_on=None)
    return rows.select_related("person__place").order_by("ill_since", "pk")


def on_the_way(*, by: Account) -> QuerySet[Consultation]:
    """Children sent to another centre of whom nobody knows whether they arrived."""
    rows = visible(Consultation, by=by).filter(
        sent_on__isnull=False, arrived_on=None, mistaken=False, person__died_on=None
    )
    return rows.select_related("person__place", "sent_to").order_by("sent_on", "pk")


def appointments_due(*, by: Account, until: date) -> QuerySet[LongIllness]:
    rows = visible(LongIllness, by=by).filter(until=None, next_on__lt=until, person__died_on=None)
    return rows.select_related("person__place").order_by("next_on", "pk")


def talks_due(*, by: Account, until: date) -> QuerySet[Talk]:
    """The next talks this counsellor planned and has not held."""
    rows = visible(Talk, by=by).filter(counsellor=by, next_on__lt=until, person__died_on=None)
    held = visible(Talk, by=by).filter(counsellor=by)
    planned = rows.select_related("person__place").order_by("next_on", "pk")
    later = {(t.person_id, t.on) for t in held}
    waiting = [t.pk for t in planned if not any(p == t.person_id and on > t.on for p, on in later)]
    return planned.filter(pk__in=waiting)


# --- centres ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Site:
    """A centre with its status today; old: nobody checked it within the limit."""

    centre: Centre
    status: CentreStatus | None
    old: bool

    @property
    def tone(self) -> str:
        tones = {Working.OPEN: "good", Working.REDUCED: "warn", Working.CLOSED: "bad"}
        return tones.get(Working(self.status.status), "neutral") if self.status else "neutral"

    @property
    def services(self) -> str:
        """What is given there today."""
        if self.status and self.status.status == Working.CLOSED:
            return ""
        reduced = self.status and self.status.status == Working.REDUCED
        codes = self.status.services if self.status and reduced else self.centre.services
        known = dict(CentreService.choices)
        return ", ".join(str(known.get(code, code)) for code in codes)


def centres(*, by: Account, today: date) -> list[Site]:
    """Those within the reader's scope."""
    rows = visible(Centre, by=by).select_related("place").order_by("place__name", "name")
    now = {s.centre_id: s for s in CentreStatus.objects.filter(centre__in=rows, until=None)}
    days = timedelta(days=limit_days(limits.CENTRE) or 0)
    return [_site(centre, now.get(centre.pk), today, days) for centre in rows]


def _site(centre: Centre, status: CentreStatus | None, today: date, days: timedelta) -> Site:
    return Site(centre, status, status is None or status.checked_on + days < today)


def centre_history(centre: Centre) -> list[CentreStatus]:
    """The newest first. No scope: for pages that have the centre."""
    return list(centre.statuses.order_by("-since", "-pk"))


def working_on(centre: UUID, day: date) -> str:
    """open, reduced, closed on a day; "" where nobody knows."""
    holds = Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))
    row = CentreStatus.objects.filter(holds, centre=centre).first()
    return row.status if row else ""


def group_talks(*, by: Account) -> QuerySet[GroupTalk]:
    rows = visible(GroupTalk, by=by).select_related("place")
    return rows.order_by("-on", "-pk")
