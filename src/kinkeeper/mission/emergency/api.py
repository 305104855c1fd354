"""Evacuations in the JSON API: where they stand, the verbs of the table, the list, and check-ins
that any number of devices may send again and again."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.http import Http404
from ninja import Field, Schema, Status

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.api_doors import DoorRouter, api_door
from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.answers import (
    StandingOut,
    Wrong,
    answer_step,
    where_it_stands,
)
from kinkeeper.ground.process.operations import mount_steps
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.emergency import actions
from kinkeeper.mission.emergency.actions import Given, Said
from kinkeeper.mission.emergency.api_away import router as away
from kinkeeper.mission.emergency.process import ASKED, MOVEMENT
from kinkeeper.mission.emergency.queries import (
    Movement,
    checkpoint,
    count_at,
    counts,
    lines_of,
    manifest_of,
    movement,
    movements,
    state_of,
)
from kinkeeper.mission.emergency.standing import standing_of

router = DoorRouter()
READ, COUNT = "emergency.read", "emergency.count"
MOST_AT_ONCE = 2500


class MovementOut(Schema):
    id: UUID
    code: str
    village: str
    hazard: str
    alerted_on: date
    state: str


class EvacuationStep(Schema):
    """What is said with a step; each verb reads what it asks. The same `form_id` counts once."""

    on: date
    reason: str = ""
    note: str = Field("", max_length=2000)
    propose: bool = Field(False, description="only propose; somebody else decides")
    form_id: UUID = Field(default_factory=uuid4)
    options: str = Field("", max_length=2000)
    transport: str = Field("", max_length=1000)
    authority_informed_on: date | None = None
    families_informed_on: date | None = None

    def told(self) -> Told:
        return Told(self.on, self.reason, self.note)

    def given(self) -> Given:
        return Given(
            options=self.options, transport=self.transport,
            authority_informed_on=self.authority_informed_on,
            families_informed_on=self.families_informed_on,
        )  # fmt: skip


class MovementState(Schema):
    movement: UUID
    state: str


class LineOut(Schema):
    """A name of the list. goes: false for who stays by choice."""

    id: UUID
    number: int
    code: str
    name: str
    role: str
    household: str
    goes: bool
    convoy: str
    added_on: date | None


class CheckpointOut(Schema):
    """difference: names of whom nothing is known here; they stand in `unaccounted`."""

    id: UUID
    kind: str
    order: int
    name: str
    held_on: date | None
    listed: int
    counts: dict[str, int]
    difference: int
    unaccounted: list[UUID]


class ManifestOut(Schema):
    leg: str
    frozen_on: date | None
    seal: str
    lines: list[LineOut]
    checkpoints: list[CheckpointOut]


class SaidIn(Schema):
    """What is said of a name. note: where, with whom, why. at: the device's clock."""

    line: UUID
    status: str = "present"
    note: str = Field("", max_length=300)
    at: datetime | None = None


class CheckInsIn(Schema):
    """A batch of a device. Sent again it does no harm: what is known counts as `already`."""

    device: str = Field("", max_length=60)
    correct: bool = Field(False, description="replace what was said before of the same names")
    said: list[SaidIn] = Field(max_length=MOST_AT_ONCE)


class WrongName(Schema):
    line: UUID
    sentence: str


class CountedOut(Schema):
    written: int
    already: int
    wrong: list[WrongName]
    difference: int


@router.get("/evacuations", response=list[MovementOut])
@api_door(READ, purpose=CARE)
def evacuations(request: Asked) -> list[dict[str, Any]]:
    """Evacuations within your places, the newest first."""
    rows = movements(by=request.user)
    seen(request.user, [row.movement for row in rows], door="api:evacuations")
    return [
        {
            "id": row.movement.pk, "code": row.movement.code, "hazard": row.movement.hazard,
            "village": row.movement.village.name, "alerted_on": row.movement.alerted_on,
            "state": row.stage.state if row.stage else "",
        }
        for row in rows
    ]  # fmt: skip


@router.get("/evacuations/{pk}", response=StandingOut)
@api_door(READ, purpose=CARE)
def evacuation(request: Asked, pk: UUID) -> dict[str, Any]:
    """Where an evacuation stands, its way so far, and every next step with what is missing."""
    at = standing_of(_movement_or_404(request, pk), by=request.user)
    return where_it_stands(at, ASKED)


@router.get("/evacuations/{pk}/list/{leg}", response=ManifestOut)
@api_door(READ, purpose=CARE)
def manifest(request: Asked, pk: UUID, leg: str) -> dict[str, Any]:
    """The list of a way (`out` or `back`) with its checkpoints, for a device that counts."""
    found = manifest_of(_movement_or_404(request, pk), leg)
    if found is None:
        raise Http404
    lines = lines_of(found)
    seen(request.user, [x.person for x in lines if x.person], door="api:manifest")
    return {
        "leg": found.leg, "frozen_on": found.frozen_on, "seal": found.seal,
        "lines": [
            {
                "id": x.pk, "number": x.number, "code": x.code, "name": x.name, "role": x.role,
                "household": x.household, "goes": x.goes, "added_on": x.added_on,
                "convoy": x.convoy.name if x.convoy else "",
            }
            for x in lines
        ],
        "checkpoints": [_checkpoint(count) for count in counts(found, lines)],
    }  # fmt: skip


def _checkpoint(count: Any) -> dict[str, Any]:
    point, found = count.checkpoint, count.reckoning
    return {
        "id": point.pk, "kind": point.kind, "order": point.order, "name": point.name,
        "held_on": point.held_on, "listed": found.listed, "counts": found.counts,
        "difference": found.difference, "unaccounted": list(found.open),
    }  # fmt: skip


@router.post("/checkpoints/{pk}/check-ins", response={200: CountedOut, 422: Wrong})
@api_door(COUNT, purpose=CARE)
def check_ins(request: Asked, pk: UUID, body: CheckInsIn) -> Status[dict[str, Any]]:
    """Count people by name. What is wrong with one name does not stop the others."""
    point = checkpoint(pk, by=request.user)
    if point is None:
        raise Http404
    said = [Said(one.line, one.status, one.note, one.at) for one in body.said]
    try:
        counted = actions.check_in(
            point, said, by=request.user, device=body.device, correct=body.correct
        )
    except ValidationError as error:
        return Status(422, {"sentences": error.messages})
    except Refused as refused:
        raise Http404 from refused
    left = count_at(point, lines_of(point.manifest)).reckoning.difference
    return Status(200, {
        "written": len(counted.written), "already": len(counted.already), "difference": left,
        "wrong": [{"line": key, "sentence": str(text)} for key, text in counted.wrong],
    })  # fmt: skip


def _movement_or_404(request: Asked, pk: UUID) -> Movement:
    found = movement(pk, by=request.user)
    if found is None:
        raise Http404
    seen(request.user, [found], door="api:evacuations")
    return found


def _take(request: Asked, pk: UUID, verb: str, body: EvacuationStep) -> Status[dict[str, Any]]:
    found = _movement_or_404(request, pk)
    act = actions.propose_step if body.propose else actions.take_step
    return answer_step(
        body.form_id,
        lambda: act(found, verb, by=request.user, told=body.told(), given=body.given()),
        lambda: {"movement": found.pk, "state": state_of(found)},
    )


mount_steps(
    router, MOVEMENT, "/evacuations/{pk}", room="emergency", answers=MovementState, take=_take,
)  # fmt: skip
router.add_router("", away)
