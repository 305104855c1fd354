"""Admissions in the JSON API: where they stand, and the verbs of the one table."""

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
from kinkeeper.mission.admission import actions
from kinkeeper.mission.admission.actions import Given, Home, NewPaper
from kinkeeper.mission.admission.models import Admission
from kinkeeper.mission.admission.process import ADMISSION, ASKED, OPEN, PROPOSE
from kinkeeper.mission.admission.queries import (
    admission,
    admissions_by_ids,
    file_of,
    stages_in,
    state_of,
)
from kinkeeper.mission.admission.standing import standing_of
from kinkeeper.mission.care.queries import House, house, village
from kinkeeper.mission.people.queries import Person, family, person

router = DoorRouter()
READ = "admission.read"
MOST = 500


class AdmissionOut(Schema):
    """A referral that is going on."""

    id: UUID
    code: str
    village: UUID
    referred_on: date
    state: str
    due_on: date | None
    children: list[UUID]


class ReferIn(Schema):
    """An authority refers children of the register. The same `form_id` counts once."""

    village: UUID
    on: date
    authority: str
    authority_name: str = Field(max_length=120)
    letter: str = Field("", max_length=60)
    situation: str = Field("", max_length=2000)
    siblings: bool = True
    children: list[UUID] = Field(min_length=1, max_length=20)
    form_id: UUID = Field(default_factory=uuid4)


class VoiceIn(Schema):
    """What a child says. view_form: spoken, drawn, written, by_trusted_person or too_young."""

    person: UUID
    view_form: str
    heard_on: date
    view: str = Field("", max_length=2000)
    health_seen_on: date | None = None
    health: str = Field("", max_length=300)
    form_id: UUID = Field(default_factory=uuid4)


class EnquiryIn(Schema):
    visited_on: date | None = None
    not_visited: str = Field("", max_length=300)
    mother: str = ""
    father: str = ""
    kin: str = Field("", max_length=2000)
    siblings: str = Field("", max_length=1000)
    grounds: list[str] = Field(default_factory=list)
    summary: str = Field("", max_length=4000)
    form_id: UUID = Field(default_factory=uuid4)


class Option(Schema):
    verdict: str = Field(pattern="^(no|possible|best)$")
    why: str = Field(max_length=1000)


class OptionsIn(Schema):
    """Every option: family, kinship, kafala, foster, sos_family, specialised."""

    on: date
    options: dict[str, Option]
    form_id: UUID = Field(default_factory=uuid4)


class AdmissionPaperIn(Schema):
    kind: str = "order"
    number: str = Field(max_length=60)
    issued_on: date
    authority: str = Field(max_length=120)
    expires_on: date | None = None


class AdmissionStepIn(Schema):
    """What is said with a step; each verb reads what it asks. The same `form_id` counts once."""

    on: date
    reason: str = ""
    note: str = Field("", max_length=2000)
    propose: bool = Field(False, description="only propose; somebody else decides")
    members: str = Field("", max_length=500)
    with_authority: bool = False
    paper: AdmissionPaperIn | None = None
    house: UUID | None = None
    host: str = Field("", max_length=120)
    family: UUID | None = None
    contact_consent_on: date | None = None
    form_id: UUID = Field(default_factory=uuid4)

    def told(self) -> Told:
        return Told(self.on, self.reason, self.note)


class AdmissionStateOut(Schema):
    admission: UUID
    state: str


@router.get("/admissions", response=list[AdmissionOut])
@api_door(READ, purpose=CARE)
def admissions(request: Asked) -> list[dict[str, Any]]:
    """Referrals that are going on, what is due first on top; at most 500."""
    stages = list(stages_in(OPEN, by=request.user)[:MOST])
    known = admissions_by_ids(stage.subject for stage in stages)
    seen(request.user, known.values(), door="api:admissions")
    return [
        {
            "id": found.pk, "code": found.code, "village": found.village_id,
            "referred_on": found.referred_on, "state": stage.state, "due_on": stage.due_on,
            "children": [child.person_id for child in found.children.all()],
        }
        for stage in stages
        if (found := known.get(stage.subject))
    ]  # fmt: skip


@router.get("/admissions/{pk}", response=StandingOut)
@api_door(READ, purpose=CARE)
def standing(request: Asked, pk: UUID) -> dict[str, Any]:
    """Where an admission stands, its way so far, and every next step with what is missing."""
    at = standing_of(_admission_or_404(request, pk), by=request.user)
    return where_it_stands(at, ASKED)


@router.post("/admissions", response={200: Accepted, 422: Wrong})
@api_door(PROPOSE, purpose=CARE)
def refer(request: Asked, body: ReferIn) -> Status[dict[str, Any]]:
    """Register a referral of children who are in the register."""
    here = village(body.village, by=request.user)
    children = [_person_or_404(request, pk) for pk in body.children]
    if here is None:
        raise Http404
    values = body.dict(exclude={"form_id", "village", "children"})

    def write() -> str:
        found = actions.refer(by=request.user, village=here, children=children, **values)
        return str(found.pk)

    return answer_once(body.form_id, write)


@router.post("/admissions/{pk}/voices", response={200: Accepted, 422: Wrong})
@api_door(PROPOSE, purpose=CARE)
def voice(request: Asked, pk: UUID, body: VoiceIn) -> Status[dict[str, Any]]:
    """What a child of the admission says, and what was seen of its health."""
    children = file_of(_admission_or_404(request, pk)).children
    child = next((c for c in children if c.person_id == body.person), None)
    if child is None:
        raise Http404
    values = body.dict(exclude={"form_id", "person"})

    def write() -> str:
        return str(actions.hear_child(child, by=request.user, **values).pk)

    return answer_once(body.form_id, write)


@router.post("/admissions/{pk}/enquiry", response={200: Accepted, 422: Wrong})
@api_door(PROPOSE, purpose=CARE)
def enquiry(request: Asked, pk: UUID, body: EnquiryIn) -> Status[dict[str, Any]]:
    """What the enquiry found; sent again, it is corrected."""
    found = _admission_or_404(request, pk)
    values = body.dict(exclude={"form_id"})

    def write() -> str:
        return str(actions.record_enquiry(found, by=request.user, **values).pk)

    return answer_once(body.form_id, write)


@router.post("/admissions/{pk}/options", response={200: Accepted, 422: Wrong})
@api_door(PROPOSE, purpose=CARE)
def options(request: Asked, pk: UUID, body: OptionsIn) -> Status[dict[str, Any]]:
    """The ways open to the children, each with a verdict and a sentence."""
    found = _admission_or_404(request, pk)
    weighed = {kind: (o.verdict, o.why) for kind, o in body.options.items()}

    def write() -> str:
        actions.weigh_options(found, weighed, by=request.user, on=body.on)
        return str(found.pk)

    return answer_once(body.form_id, write)


def _take(request: Asked, pk: UUID, verb: str, body: AdmissionStepIn) -> Status[dict[str, Any]]:
    found = _admission_or_404(request, pk)
    given = _given(request, body)
    act = actions.propose_step if body.propose else actions.take_step
    return answer_step(
        body.form_id,
        lambda: act(found, verb, by=request.user, told=body.told(), given=given),
        lambda: {"admission": found.pk, "state": state_of(found)},
    )


def _given(request: Asked, body: AdmissionStepIn) -> Given:
    home = _house_or_404(request, body.house) if body.house else None
    redirected = family(body.family, by=request.user) if body.family else None
    if body.family and redirected is None:
        raise Http404
    return Given(
        members=body.members, with_authority=body.with_authority,
        paper=NewPaper(**body.paper.dict()) if body.paper else None,
        home=Home(home, body.host.strip()) if home or body.host.strip() else None,
        family=redirected, contact_consent_on=body.contact_consent_on,
    )  # fmt: skip


def _house_or_404(request: Asked, pk: UUID) -> House:
    found = house(pk, by=request.user)
    if found is None:
        raise Http404
    return found


def _person_or_404(request: Asked, pk: UUID) -> Person:
    found = person(pk, by=request.user, purpose=request.purpose)
    if found is None:
        raise Http404
    return found


def _admission_or_404(request: Asked, pk: UUID) -> Admission:
    found = admission(pk, by=request.user, purpose=request.purpose)
    if found is None:
        raise Http404
    seen(request.user, [found], door="api:admissions")
    return found


mount_steps(
    router, ADMISSION, "/admissions/{pk}", room="admission", answers=AdmissionStateOut,
    take=_take,
)  # fmt: skip
