"""JSON: facilities, classes with their pupils, the call of a class, and the steps of a pupil."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404
from django.utils import timezone
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
from kinkeeper.mission.education import actions
from kinkeeper.mission.education.actions import Given, NewPupil
from kinkeeper.mission.education.models.facilities import READ
from kinkeeper.mission.education.process import ASKED, CALL, ENROL, SCHOOL
from kinkeeper.mission.education.queries import (
    Enrolment,
    Facility,
    SchoolClass,
    class_by_id,
    classes_on,
    enrolment,
    facilities,
    pupils_on,
    states_on,
)
from kinkeeper.mission.education.standing import standing_of
from kinkeeper.mission.people.queries import person

router = DoorRouter()
MOST = 500


class FacilityOut(Schema):
    """state: open, reduced, closed, damaged, relocated, or empty where nobody recorded it."""

    id: UUID
    name: str
    kind: str
    sector: str
    place: UUID
    state: str


class ClassOut(Schema):
    id: UUID
    facility: UUID
    year: str
    level: str
    name: str
    pupils: int


class PupilOut(Schema):
    """The list of a class: nothing of the child's own file is in it."""

    id: UUID
    called: str
    number: str
    sex: str
    papers: str


class CallIn(Schema):
    """marks: enrolment -> present, absent, excused or late. base: version of the day's call that
    was seen, 0 for none. sure: what is unusual was looked at again."""

    on: date
    marks: dict[UUID, str]
    base: int = 0
    sure: bool = False
    form_id: UUID = Field(default_factory=uuid4)


class ResultsIn(Schema):
    """averages: enrolment -> average on the scale of the class."""

    on: date
    averages: dict[UUID, Decimal]
    form_id: UUID = Field(default_factory=uuid4)


class PupilIn(Schema):
    """A place is asked for; with `displaced` the child is enrolled at once on declaration."""

    school_class: UUID
    on: date
    called: str = Field("", max_length=240)
    number: str = Field("", max_length=30)
    repeats: str = Field("", pattern="^(yes|no)?$")
    papers: str = Field("", pattern="^(in_hand|to_follow)?$")
    declared_by: str = Field("", max_length=120)
    displaced: bool = False
    sure: bool = False
    form_id: UUID = Field(default_factory=uuid4)

    def new(self) -> NewPupil:
        return NewPupil(
            called=self.called, number=self.number, repeats=self.repeats, papers=self.papers,
            declared_by=self.declared_by,
        )  # fmt: skip


class SchoolStepIn(Schema):
    """What is said with a step; each verb reads what it asks. The same `form_id` counts once."""

    on: date
    reason: str = ""
    note: str = Field("", max_length=2000)
    propose: bool = Field(False, description="only propose; somebody else decides")
    heard_on: date | None = None
    school_class: UUID | None = None
    form_id: UUID = Field(default_factory=uuid4)

    def told(self) -> Told:
        return Told(self.on, self.reason, self.note)


class PupilState(Schema):
    enrolment: UUID
    state: str


@router.get("/facilities", response=list[FacilityOut])
@api_door(READ, purpose=CARE)
def facilities_on(request: Asked, on: date | None = None) -> list[dict[str, Any]]:
    """Schools, nurseries and daycare centres with their state on a day (default today)."""
    found = list(facilities(request.user)[:MOST])
    states = states_on([f.pk for f in found], on or timezone.localdate())
    return [_facility(f, states[f.pk].state if f.pk in states else "") for f in found]


def _facility(found: Facility, state: str) -> dict[str, Any]:
    return {
        "id": found.pk, "name": found.name, "kind": found.kind, "sector": found.sector,
        "place": found.place_id, "state": state,
    }  # fmt: skip


@router.get("/classes", response=list[ClassOut])
@api_door(READ, purpose=CARE)
def classes(request: Asked, on: date | None = None) -> list[dict[str, Any]]:
    """The classes of the school year of a day (default today), with how many pupils each has."""
    found = classes_on(on or timezone.localdate(), by=request.user)[:MOST]
    return [
        {
            "id": c.pk, "facility": c.facility_id, "year": c.year.name, "level": c.level,
            "name": c.name, "pupils": c.pupils,  # type: ignore[attr-defined]
        }
        for c in found
    ]  # fmt: skip


@router.get("/classes/{pk}/pupils", response=list[PupilOut])
@api_door(READ, purpose=CARE)
def pupils(request: Asked, pk: UUID, on: date | None = None) -> list[dict[str, Any]]:
    """The list of a class on a day (default today)."""
    found = pupils_on(_class_or_404(request, pk), on or timezone.localdate())
    seen(request.user, [p.person for p in found], door="api:classes")
    return [
        {"id": p.pk, "called": p.called, "number": p.number, "sex": p.person.sex,
         "papers": p.papers}
        for p in found
    ]  # fmt: skip


@router.post("/classes/{pk}/calls", response={200: Accepted, 422: Wrong})
@api_door(CALL, purpose=CARE)
def call(request: Asked, pk: UUID, body: CallIn) -> Status[dict[str, Any]]:
    """Call a class; the same day called otherwise by a colleague is kept as a clash."""
    found = _class_or_404(request, pk)

    def write() -> str:
        got = actions.call_class(
            found, body.marks, by=request.user, on=body.on, base=body.base, sure=body.sure
        )
        return str(got.record.pk)

    return answer_once(body.form_id, write)


@router.post("/classes/{pk}/results/{term}", response={200: Accepted, 422: Wrong})
@api_door(CALL, purpose=CARE)
def results(request: Asked, pk: UUID, term: int, body: ResultsIn) -> Status[dict[str, Any]]:
    """Averages of a term (1-3); those left out stay as they are."""
    found = _class_or_404(request, pk)

    def write() -> str:
        actions.record_results(found, term, body.averages, by=request.user, on=body.on)
        return str(found.pk)

    return answer_once(body.form_id, write)


@router.post("/people/{pk}/school-enrolments", response={200: Accepted, 422: Wrong})
@api_door(ENROL, purpose=CARE)
def enrol(request: Asked, pk: UUID, body: PupilIn) -> Status[dict[str, Any]]:
    """Ask for a place; somebody else agrees. Who fled is enrolled at once."""
    child = person(pk, by=request.user, purpose=request.purpose)
    if child is None:
        raise Http404
    into = _class_or_404(request, body.school_class)
    act = actions.enrol_displaced if body.displaced else actions.apply_for_place

    def write() -> str:
        told = Told(body.on)
        found = act(child, into, by=request.user, told=told, new=body.new(), sure=body.sure)
        return str(found.pk)

    return answer_once(body.form_id, write)


@router.get("/school-enrolments/{pk}", response=StandingOut)
@api_door(ENROL, purpose=CARE)
def school_enrolment(request: Asked, pk: UUID) -> dict[str, Any]:
    """Where a child stands in its class, its way so far, and every next step."""
    return where_it_stands(standing_of(_enrolment_or_404(request, pk), by=request.user), ASKED)


def _class_or_404(request: Asked, pk: UUID) -> SchoolClass:
    found = class_by_id(pk, by=request.user)
    if found is None:
        raise Http404
    return found


def _enrolment_or_404(request: Asked, pk: UUID) -> Enrolment:
    found = enrolment(pk, by=request.user, purpose=request.purpose)
    if found is None:
        raise Http404
    seen(request.user, [found.person, found], door="api:school-enrolments")
    return found


def _take(request: Asked, pk: UUID, verb: str, body: SchoolStepIn) -> Status[dict[str, Any]]:
    found = _enrolment_or_404(request, pk)
    into = _class_or_404(request, body.school_class) if body.school_class else None
    act = actions.propose_step if body.propose else actions.take_step
    given = Given(heard_on=body.heard_on, school_class=into)
    return answer_step(
        body.form_id,
        lambda: act(found, verb, by=request.user, told=body.told(), given=given),
        lambda: {"enrolment": found.pk, "state": state_in(SCHOOL, found.pk)},
    )


mount_steps(
    router, SCHOOL, "/school-enrolments/{pk}", room="education", answers=PupilState,
    take=_take,
)  # fmt: skip
