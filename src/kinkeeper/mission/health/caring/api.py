"""JSON: illness and consultations, long illnesses, what a child can do, talks, health centres."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Schema, Status

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.api_doors import api_door
from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.answers import Accepted, Once, Wrong, answer_once
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.health.caring import actions, queries
from kinkeeper.mission.health.models import Centre, Consultation, LongIllness
from kinkeeper.mission.health.routes import router
from kinkeeper.mission.health.views.asking import child_or_404
from kinkeeper.mission.people.queries import Person

READ, WRITE = "health.read", "health.write"
Answer = Status[dict[str, Any]]
ANSWERS = {200: Accepted, 422: Wrong}


class SeenOnIn(Once):
    on: date


class SeenIn(Once):
    """diagnoses: codes. detail: sealed, read by its author alone. centre, sent_to: ids."""

    on: date | None = None
    centre: UUID | None = None
    diagnoses: list[str] = Field(default_factory=list, max_length=12)
    treatment: str = Field("", max_length=1000)
    detail: str = Field("", max_length=2000)
    paid_by: str = Field("", max_length=9)
    sent_to: UUID | None = None


class ConsultationIn(SeenIn):
    occasion: str = Field(max_length=8)
    ill_since: date | None = None


class SeenNowIn(SeenIn):
    on: date


class IllnessIn(Once):
    condition: str = Field(max_length=10)
    since: date
    centre: UUID | None = None
    treatment: str = Field("", max_length=1000)
    detail: str = Field("", max_length=2000)
    next_on: date | None = None


class AppointmentIn(Once):
    on: date
    kept: bool
    note: str = Field("", max_length=1000)
    next_on: date | None = None


class FunctioningIn(Once):
    """answers: seeing, hearing, walking, remembering, caring, speaking -> 1-4."""

    on: date
    answers: dict[str, int | None]
    answered_by: str = Field("", max_length=120)


class TalkIn(Once):
    on: date
    topic: str = Field(max_length=10)
    notes: str = Field("", max_length=2000)
    next_on: date | None = None


class CentreOut(Schema):
    """status: open, reduced, closed or empty. old: nobody checked it within the limit."""

    id: UUID
    name: str
    place: UUID
    status: str
    since: date | None
    checked_on: date | None
    old: bool


@router.get("/health-centres", response=list[CentreOut])
@api_door(READ, purpose=CARE)
def centres(request: Asked) -> list[dict[str, Any]]:
    """Health centres within the account's scope, with their status today."""
    found = queries.centres(by=request.user, today=timezone.localdate())
    return [
        {"id": s.centre.pk, "name": s.centre.name, "place": s.centre.place_id,
         "status": s.status.status if s.status else "",
         "since": s.status.since if s.status else None,
         "checked_on": s.status.checked_on if s.status else None, "old": s.old}
        for s in found
    ]  # fmt: skip


@router.post("/people/{pk}/consultations", response=ANSWERS)
@api_door(WRITE, purpose=CARE)
def consultation(request: Asked, pk: UUID, body: ConsultationIn) -> Answer:
    """A child is ill, or was seen."""
    return _of_child(request, pk, body, actions.record_consultation)


@router.post("/people/{pk}/illnesses", response=ANSWERS)
@api_door(WRITE, purpose=CARE)
def illness(request: Asked, pk: UUID, body: IllnessIn) -> Answer:
    """A long illness begins to be followed."""
    return _of_child(request, pk, body, actions.begin_illness)


@router.post("/people/{pk}/functioning", response=ANSWERS)
@api_door(WRITE, purpose=CARE)
def functioning(request: Asked, pk: UUID, body: FunctioningIn) -> Answer:
    """The short set of the Washington Group was asked."""
    return _of_child(request, pk, body, actions.record_functioning)


@router.post("/people/{pk}/talks", response=ANSWERS)
@api_door(WRITE, purpose=CARE)
def talk(request: Asked, pk: UUID, body: TalkIn) -> Answer:
    """A talk was held by this account."""
    return _of_child(request, pk, body, actions.hold_talk)


@router.post("/consultations/{pk}/seen", response=ANSWERS)
@api_door(WRITE, purpose=CARE)
def see(request: Asked, pk: UUID, body: SeenNowIn) -> Answer:
    """An ill child was seen."""
    return _of_row(request, Consultation, pk, body, actions.seen_by_somebody)


@router.post("/consultations/{pk}/arrived", response=ANSWERS)
@api_door(WRITE, purpose=CARE)
def arrive(request: Asked, pk: UUID, body: SeenOnIn) -> Answer:
    """The child came to the centre it was sent to."""
    return _of_row(request, Consultation, pk, body, actions.arrived)


@router.post("/illnesses/{pk}/appointments", response=ANSWERS)
@api_door(WRITE, purpose=CARE)
def appointment(request: Asked, pk: UUID, body: AppointmentIn) -> Answer:
    """An appointment was kept or missed."""
    return _of_row(request, LongIllness, pk, body, actions.keep_appointment)


def _of_child(request: Asked, pk: UUID, body: Once, action: Callable[..., Record]) -> Answer:
    child: Person = child_or_404(request, pk, door="api:health")
    return answer_once(body.form_id, lambda: _done(request, body, action, child))


def _of_row(
    request: Asked, model: type[Record], pk: UUID, body: Once, action: Callable[..., Record]
) -> Answer:
    row: Any = queries.one(model, pk, by=request.user)
    if row is None:
        raise Http404
    seen(request.user, [row.person, row], door="api:health")
    return answer_once(body.form_id, lambda: _done(request, body, action, row))


def _done(request: Asked, body: Once, action: Callable[..., Record], about: Record) -> str:
    values = body.values()
    for name in {"centre", "sent_to"} & values.keys():
        if pk := values[name]:
            values[name] = queries.one(Centre, pk, by=request.user)
            if values[name] is None:
                raise ValidationError({name: _("This health centre is not known here.")})
    return str(action(about, by=request.user, **values).pk)
