"""JSON: measuring a child, and the steps of a malnourished one."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404
from ninja import Field, Schema, Status

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.api_doors import api_door
from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.answers import (
    Accepted,
    StandingOut,
    Wrong,
    answer_once,
    answer_step,
    where_it_stands,
)
from kinkeeper.ground.process.operations import mount_steps
from kinkeeper.ground.process.queries import state_in
from kinkeeper.mission.health import actions
from kinkeeper.mission.health.actions import AskAgain, Given, Values
from kinkeeper.mission.health.caring import api as caring
from kinkeeper.mission.health.models import Measurement, NutritionCase
from kinkeeper.mission.health.process import ASKED, MALNUTRITION, SCREEN
from kinkeeper.mission.health.queries import case, measurements_of
from kinkeeper.mission.health.routes import router
from kinkeeper.mission.health.standing import standing_of
from kinkeeper.mission.health.vaccines import api as vaccines
from kinkeeper.mission.health.views.asking import child_or_404

__all__ = ["caring", "router", "vaccines"]


class MeasurementOut(Schema):
    """Values in kg, cm, mm; z by WHO's code; why the status is what it is."""

    id: UUID
    on: date
    weight: Decimal | None
    lenhei: Decimal | None
    position: str
    muac_mm: int | None
    oedema: str
    age_days: int | None
    z: dict[str, float]
    flagged: list[str]
    status: str
    reasons: list[str]
    engine: str
    protocol: str
    mistaken: bool


class MeasurementIn(Schema):
    """position: l or h; oedema: 0-3. confirmed: codes of questions that were looked at again."""

    on: date
    weight: Decimal | None = None
    lenhei: Decimal | None = None
    position: str = Field("", pattern="^[lh]?$")
    muac_mm: int | None = None
    oedema: str = Field("", pattern="^[0-3]?$")
    confirmed: list[str] = Field(default_factory=list)
    form_id: UUID = Field(default_factory=uuid4)

    def values(self) -> Values:
        return Values(
            weight=self.weight, lenhei=self.lenhei, position=self.position, muac_mm=self.muac_mm,
            oedema=self.oedema,
        )  # fmt: skip


class Questions(Wrong):
    """asks: codes to send again in `confirmed` when the value was looked at and is right."""

    asks: list[str] = Field(default_factory=list)


class NutritionStepIn(Schema):
    """What is said with a step; each verb reads what it asks. The same `form_id` counts once."""

    on: date
    reason: str = ""
    note: str = Field("", max_length=2000)
    propose: bool = Field(False, description="only propose; somebody else decides")
    form_id: UUID = Field(default_factory=uuid4)
    centre: str = Field("", max_length=120)
    agreed_by: str = Field("", max_length=120)
    signs: str = Field("", max_length=200)

    def told(self) -> Told:
        return Told(self.on, self.reason, self.note)

    def given(self) -> Given:
        return Given(centre=self.centre, agreed_by=self.agreed_by, signs=self.signs)


class CaseState(Schema):
    case: UUID
    state: str


@router.get("/people/{pk}/measurements", response=list[MeasurementOut])
@api_door(SCREEN, purpose=CARE)
def measurements(request: Asked, pk: UUID) -> list[Measurement]:
    """Every measurement of a child, oldest first."""
    return list(
        measurements_of(child_or_404(request, pk, door="api:measurements"), by=request.user)
    )


@router.post("/people/{pk}/measurements", response={200: Accepted, 422: Questions})
@api_door(SCREEN, purpose=CARE)
def measure(request: Asked, pk: UUID, body: MeasurementIn) -> Status[dict[str, Any]]:
    """Record a measurement; a malnourished child's case begins with it. What is unusual is answered
    by 422 with the codes to confirm."""
    child = child_or_404(request, pk, door="api:measurements")
    asks: list[str] = []

    def write() -> str:
        try:
            row = actions.measure(
                child, by=request.user, on=body.on, values=body.values(),
                confirmed=frozenset(body.confirmed),
            )  # fmt: skip
        except AskAgain as again:
            asks.extend(doubt.code for doubt in again.doubts)
            raise
        return str(row.pk)

    done = answer_once(body.form_id, write)
    return Status(422, {**done.value, "asks": asks}) if done.status_code == 422 else done


@router.get("/nutrition-cases/{pk}", response=StandingOut)
@api_door(SCREEN, purpose=CARE)
def nutrition_case(request: Asked, pk: UUID) -> dict[str, Any]:
    """Where a malnourished child stands, its way so far, and every next step."""
    at = standing_of(_case_or_404(request, pk), by=request.user)
    return where_it_stands(at, ASKED)


def _case_or_404(request: Asked, pk: UUID) -> NutritionCase:
    found = case(pk, by=request.user, purpose=request.purpose)
    if found is None:
        raise Http404
    seen(request.user, [found.person, found], door="api:nutrition-cases")
    return found


def _take(request: Asked, pk: UUID, verb: str, body: NutritionStepIn) -> Status[dict[str, Any]]:
    found = _case_or_404(request, pk)

    def act() -> object:
        if body.propose:
            return actions.propose_step(found, verb, by=request.user, told=body.told())
        return actions.take_step(found, verb, by=request.user, told=body.told(), given=body.given())

    return answer_step(
        body.form_id, act, lambda: {"case": found.pk, "state": state_in(MALNUTRITION, found.pk)}
    )


mount_steps(
    router, MALNUTRITION, "/nutrition-cases/{pk}", room="health", answers=CaseState,
    take=_take,
)  # fmt: skip
