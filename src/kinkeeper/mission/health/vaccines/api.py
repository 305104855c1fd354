"""JSON: a child's vaccination card, and doses written down."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404
from django.utils import timezone
from ninja import Field, Schema, Status

from kinkeeper.ground.access.api_doors import api_door
from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.answers import Accepted, Wrong, answer_once
from kinkeeper.mission.health.routes import router
from kinkeeper.mission.health.vaccines import actions, queries
from kinkeeper.mission.health.vaccines.actions import Given
from kinkeeper.mission.health.views.asking import child_or_404


class DoseOut(Schema):
    """status: given, due, late, coming, waits (for the dose before), offered (where a district
    gives it), too_old. on: None for a dose given on a day nobody knows."""

    vaccine: str
    number: int
    status: str
    due_on: date
    on: date | None


class CardOut(Schema):
    """read: somebody wrote down at least one dose; without that nothing is really late."""

    calendar: str
    read: bool
    doses: list[DoseOut]


class DoseIn(Schema):
    vaccine: str = Field(max_length=12)
    number: int
    on: date | None = None


class VaccinationsIn(Schema):
    """source: card, session or said. confirmed: unusual days were looked at again."""

    doses: list[DoseIn] = Field(min_length=1)
    source: str = Field(pattern="^(card|session|said)$")
    where: str = Field("", max_length=120)
    confirmed: bool = False
    form_id: UUID = Field(default_factory=uuid4)

    def given(self) -> Given:
        doses = {(d.vaccine, d.number): d.on for d in self.doses}
        return Given(
            doses=doses, source=self.source, where=self.where, confirmed=self.confirmed
        )  # fmt: skip


@router.get("/people/{pk}/vaccinations", response=CardOut)
@api_door("health.screen", purpose=CARE)
def card(request: Asked, pk: UUID) -> dict[str, Any]:
    """Every dose meant for the child. 404 for one whose birth is not known."""
    child = child_or_404(request, pk, door="api:vaccinations")
    found = queries.card_of(child, by=request.user, today=timezone.localdate())
    if found is None:
        raise Http404
    doses = [
        {"vaccine": s.dose.vaccine, "number": s.dose.number, "status": s.status,
         "due_on": s.due_on, "on": s.on}
        for s in found.lines
    ]  # fmt: skip
    return {"calendar": found.calendar.name, "read": found.known, "doses": doses}


@router.post("/people/{pk}/vaccinations", response={200: Accepted, 422: Wrong})
@api_door("health.write", purpose=CARE)
def vaccinate(request: Asked, pk: UUID, body: VaccinationsIn) -> Status[dict[str, Any]]:
    """Write doses down, all or none; unusual days are answered by 422 until `confirmed`."""
    child = child_or_404(request, pk, door="api:vaccinations")

    def write() -> str:
        rows = actions.record_vaccinations(child, by=request.user, given=body.given())
        return str(rows[0].pk)

    return answer_once(body.form_id, write)
