"""JSON: the file of a child's birth papers, and each step of the table."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404
from ninja import Field, Schema, Status

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.api_doors import DoorRouter, api_door
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
from kinkeeper.mission.papers import actions
from kinkeeper.mission.papers.actions import Given
from kinkeeper.mission.papers.models import BirthFile
from kinkeeper.mission.papers.process import ASKED, BIRTH_PAPERS, WORK
from kinkeeper.mission.papers.queries import birth_file
from kinkeeper.mission.papers.standing import standing_of
from kinkeeper.mission.people.queries import person

router = DoorRouter()


class OpenIn(Schema):
    """declared: the birth was declared and the act never collected."""

    on: date
    declared: bool = False
    form_id: UUID = Field(default_factory=uuid4)


class BirthStepIn(Schema):
    """What is said with a step; each verb reads what it asks. The same `form_id` counts once."""

    on: date
    reason: str = ""
    note: str = Field("", max_length=2000)
    propose: bool = Field(False, description="only propose; somebody else decides")
    form_id: UUID = Field(default_factory=uuid4)
    centre: str = Field("", max_length=120)
    court: str = Field("", max_length=120)
    judgment: str = Field("", max_length=60)
    register_name: str = Field("", max_length=120, description="where it was transcribed")
    act: str = Field("", max_length=60)

    def told(self) -> Told:
        return Told(self.on, self.reason, self.note)

    def given(self) -> Given:
        return Given(
            centre=self.centre, court=self.court, judgment=self.judgment,
            register=self.register_name, act=self.act,
        )  # fmt: skip


class FileState(Schema):
    file: UUID
    state: str


@router.post("/people/{pk}/birth-papers", response={200: Accepted, 422: Wrong})
@api_door("papers.write", purpose=CARE)
def open_file(request: Asked, pk: UUID, body: OpenIn) -> Status[dict[str, Any]]:
    """Open the file of a child without an act."""
    child = person(pk, by=request.user, purpose=request.purpose)
    if child is None:
        raise Http404
    seen(request.user, [child], door="api:birth-papers")

    def write() -> str:
        found = actions.open_file(child, by=request.user, on=body.on, declared=body.declared)
        return str(found.pk)

    return answer_once(body.form_id, write)


@router.get("/birth-papers/{pk}", response=StandingOut)
@api_door(WORK, purpose=CARE)
def birth_papers(request: Asked, pk: UUID) -> dict[str, Any]:
    """Where the papers of a child stand, the way so far, and every next step."""
    return where_it_stands(standing_of(_file_or_404(request, pk), by=request.user), ASKED)


def _file_or_404(request: Asked, pk: UUID) -> BirthFile:
    found = birth_file(pk, by=request.user, purpose=request.purpose)
    if found is None:
        raise Http404
    seen(request.user, [found.person, found], door="api:birth-papers")
    return found


def _take(request: Asked, pk: UUID, verb: str, body: BirthStepIn) -> Status[dict[str, Any]]:
    found = _file_or_404(request, pk)

    def act() -> object:
        if body.propose:
            return actions.propose_step(found, verb, by=request.user, told=body.told())
        return actions.take_step(found, verb, by=request.user, told=body.told(), given=body.given())

    return answer_step(
        body.form_id, act, lambda: {"file": found.pk, "state": state_in(BIRTH_PAPERS, found.pk)}
    )


mount_steps(
    router, BIRTH_PAPERS, "/birth-papers/{pk}", room="papers", answers=FileState,
    take=_take,
)  # fmt: skip
