"""The programme in the JSON API: where families stand, and the verbs of the one table."""

from datetime import date
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
    step_lines,
)
from kinkeeper.ground.process.operations import mount_steps
from kinkeeper.mission.people.queries import person
from kinkeeper.mission.strengthening import actions
from kinkeeper.mission.strengthening.accompanying import who_may_accompany
from kinkeeper.mission.strengthening.actions import Given
from kinkeeper.mission.strengthening.models import Enrolment
from kinkeeper.mission.strengthening.page import cached_programme
from kinkeeper.mission.strengthening.process import ASKED, DECIDE, FAMILY, PROPOSE
from kinkeeper.mission.strengthening.queries import (
    enrolment,
    in_programme_on,
    state_of,
)
from kinkeeper.mission.strengthening.standing import buttons_of

router = DoorRouter()
READ = "strengthening.read"
MOST = 500


class EnrolmentOut(Schema):
    """A family's time in the programme."""

    id: UUID
    family: UUID
    project: UUID | None
    place: UUID
    identified_on: date
    since: date | None
    until: date | None
    exit_reason: str


class Target(Schema):
    person: UUID
    part: str = Field(pattern="^(child|caregiver)$")


class EnrolmentStepIn(Schema):
    """What is said with a step; each verb reads what it asks. The same `form_id` counts once."""

    on: date
    reason: str = ""
    note: str = Field("", max_length=2000)
    propose: bool = Field(False, description="only propose; somebody else decides")
    form_id: UUID = Field(default_factory=uuid4)
    branch: str = ""
    criteria: list[str] = Field(default_factory=list)
    not_only_poverty: bool = False
    agreement_on: date | None = None
    assent_on: date | None = None
    targets: list[Target] = Field(default_factory=list)
    follower: str = Field("", max_length=120)
    exit_interview_on: date | None = None
    contact_again_on: date | None = None

    def told(self) -> Told:
        return Told(self.on, self.reason, self.note)

    def given(self) -> Given:
        return Given(
            branch=self.branch, criteria=tuple(self.criteria),
            not_only_poverty=self.not_only_poverty, agreement_on=self.agreement_on,
            assent_on=self.assent_on, targets=tuple((t.person, t.part) for t in self.targets),
            follower=self.follower, exit_interview_on=self.exit_interview_on,
            contact_again_on=self.contact_again_on,
        )  # fmt: skip


class ExitContactIn(Schema):
    """The family was seen after its exit. months: 6 or 12."""

    held_on: date
    months: int = Field(ge=1, le=60)
    children_with_family: bool
    self_reliant: bool
    by_whom: str = Field("", max_length=120)
    form_id: UUID = Field(default_factory=uuid4)


class HandOverIn(Schema):
    """worker: account of the colleague; null leaves the family with nobody yet."""

    worker: UUID | None = None
    form_id: UUID = Field(default_factory=uuid4)


class LossIn(Schema):
    """A child lost parental care. cause: a code of the sector's list."""

    happened_on: date
    cause: str
    now_with: str = Field("", max_length=200)
    note: str = Field("", max_length=2000)
    form_id: UUID = Field(default_factory=uuid4)


class EnrolmentStateOut(Schema):
    enrolment: UUID
    state: str


@router.get("/enrolments", response=list[EnrolmentOut])
@api_door(READ, purpose=CARE)
def enrolments_on(
    request: Asked, on: date | None = None, project: UUID | None = None
) -> list[dict[str, Any]]:
    """Families in the programme on a day (default today), the first 500."""
    day = on or timezone.localdate()
    rows = in_programme_on(day, by=request.user, project=project)
    found = list(rows.select_related("family__place").order_by("since", "pk")[:MOST])
    seen(request.user, found, door="api:enrolments")
    return [_enrolment(e) for e in found]


@router.get("/enrolments/{pk}", response=StandingOut)
@api_door(READ, purpose=CARE)
def standing(request: Asked, pk: UUID) -> dict[str, Any]:
    """Where a family stands, its way so far, and every next step with what is missing."""
    found = _enrolment_or_404(request, pk)
    course = cached_programme(found.family, by=request.user).course(found)
    stage = next((stage for stage in course.way if stage.until is None), None)
    buttons = buttons_of(found, stage, course, by=request.user) if stage else ()
    return {
        "state": stage.state if stage else "",
        "stages": course.way,
        "proposed": sorted(course.proposals),
        "steps": step_lines(buttons, ASKED),
    }


def _enrolment(found: Enrolment) -> dict[str, Any]:
    return {
        "id": found.pk, "family": found.family_id, "project": found.project,
        "place": found.family.place_id, "identified_on": found.identified_on,
        "since": found.since, "until": found.until, "exit_reason": found.exit_reason,
    }  # fmt: skip


def _enrolment_or_404(request: Asked, pk: UUID) -> Enrolment:
    found = enrolment(pk, by=request.user, purpose=request.purpose)
    if found is None:
        raise Http404
    seen(request.user, [found], door="api:enrolments")
    return found


def _take(request: Asked, pk: UUID, verb: str, body: EnrolmentStepIn) -> Status[dict[str, Any]]:
    found = _enrolment_or_404(request, pk)
    act = actions.propose_step if body.propose else actions.take_step
    return answer_step(
        body.form_id,
        lambda: act(found, verb, by=request.user, told=body.told(), given=body.given()),
        lambda: {"enrolment": found.pk, "state": state_of(found)},
    )


@router.post("/enrolments/{pk}/worker", response={200: Accepted, 422: Wrong})
@api_door(DECIDE, purpose=CARE)
def hand_over(request: Asked, pk: UUID, body: HandOverIn) -> Status[dict[str, Any]]:
    """Another colleague accompanies the family from now on."""
    found = _enrolment_or_404(request, pk)
    others = who_may_accompany([found.family.place])
    to = next((account for account in others if account.pk == body.worker), None)
    if body.worker and to is None:
        raise Http404

    def write() -> str:
        actions.hand_over([found], to=to, by=request.user)
        return str(found.pk)

    return answer_once(body.form_id, write)


@router.post("/enrolments/{pk}/contacts", response={200: Accepted, 422: Wrong})
@api_door(PROPOSE, purpose=CARE)
def contact(request: Asked, pk: UUID, body: ExitContactIn) -> Status[dict[str, Any]]:
    """Record a contact after the exit; the first also takes the step `follow_up`."""
    found = _enrolment_or_404(request, pk)
    values = body.dict(exclude={"form_id"})

    def write() -> str:
        return str(actions.record_exit_contact(found, by=request.user, **values).pk)

    return answer_once(body.form_id, write)


@router.post("/people/{pk}/loss-of-care", response={200: Accepted, 422: Wrong})
@api_door(PROPOSE, purpose=CARE)
def loss_of_care(request: Asked, pk: UUID, body: LossIn) -> Status[dict[str, Any]]:
    """Report that a child lost parental care: it stands on the coordinator's list at once."""
    child = person(pk, by=request.user, purpose=request.purpose)
    if child is None:
        raise Http404
    values = body.dict(exclude={"form_id"})

    def write() -> str:
        return str(actions.report_loss_of_care(child, by=request.user, **values).pk)

    return answer_once(body.form_id, write)


mount_steps(
    router, FAMILY, "/enrolments/{pk}", room="strengthening", answers=EnrolmentStateOut,
    take=_take,
)  # fmt: skip
