"""Young people in the JSON API: where they stand, the verbs of the one table, money, contacts."""

from datetime import date
from typing import Any
from uuid import UUID

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
    Once,
    StandingOut,
    Wrong,
    answer_once,
    answer_step,
    where_it_stands,
)
from kinkeeper.ground.process.operations import mount_steps
from kinkeeper.ground.text.dates import Precision, RoughDate, rough
from kinkeeper.mission.leaving import actions
from kinkeeper.mission.leaving.actions import Given, Handover, NewContact, NewEntry, NewGoal
from kinkeeper.mission.leaving.process import ASKED, PROPOSE, READ, SAVINGS, WAY, WRITE
from kinkeeper.mission.leaving.queries import (
    SavingsAccount,
    Way,
    aftercare_list,
    book_of,
    savings_of,
    state_of,
    way,
    youth_list,
)
from kinkeeper.mission.leaving.standing import standing_of
from kinkeeper.mission.people.queries import person

router = DoorRouter()
MOST = 500
Answer = Status[dict[str, Any]]


class YouthOut(Schema):
    """A young person in care who prepares for leaving. missing: papers that are not there."""

    id: UUID
    person: UUID
    state: str
    since: date
    leaves: date | None
    plan_agreed: bool
    missing: int


class AftercareOut(Schema):
    """A young person after leaving, and the contact that is due next."""

    id: UUID
    person: UUID
    state: str
    left_on: date
    last_contact: date | None
    due_months: int | None
    due_on: date | None


class WayStepIn(Once):
    """What is said with a step; each verb reads what it asks."""

    on: date
    reason: str = ""
    note: str = Field("", max_length=2000)
    propose: bool = Field(False, description="only propose; somebody else decides")
    activity: str = ""
    activity_note: str = Field("", max_length=120)
    health_check_on: date | None = None
    housing: str = ""
    destination: str = Field("", max_length=200)
    support_person: str = Field("", max_length=120)
    follower: UUID | None = None
    contact_plan: str = Field("", max_length=300)
    closing_talk_on: date | None = None
    house: UUID | None = None
    host: str = Field("", max_length=120)
    back_to: str = ""
    received_by: str = Field("", max_length=120)
    planned_on: date | None = None
    planned_precision: Precision = Precision.DAY

    def told(self) -> Told:
        return Told(self.on, self.reason, self.note)

    def planned(self) -> RoughDate:
        return rough(self.planned_on, self.planned_precision)

    def given(self) -> Given:
        other = {"on", "reason", "note", "propose", "form_id", "planned_on", "planned_precision"}
        return Given(planned=self.planned(), **self.dict(exclude=other))


class WayStateOut(Schema):
    way: UUID
    state: str


class YouthGoalIn(Schema):
    domain: str
    text: str = Field(max_length=300)
    who: str = Field(max_length=120)
    due_on: date


class YouthPlanIn(Once):
    """A plan in the young person's own words, with its goals. told: spoken, written, drawn ..."""

    on: date
    own_view: str = Field(max_length=2000)
    told: str
    planned_on: date | None = None
    planned_precision: Precision = Precision.DAY
    goals: list[YouthGoalIn] = Field(default_factory=list)
    agreed: bool = False


class YouthPaperIn(Schema):
    kind: str
    state: str
    note: str = Field("", max_length=300)


class PapersIn(Once):
    on: date
    papers: list[YouthPaperIn]


class HandoverIn(Once):
    """Papers that are handed over; the savings are paid out to the last franc."""

    on: date
    papers: list[str]
    receipt: str = Field(max_length=60)


class AftercareContactIn(Once):
    """An attempt; when reached, all five outcomes."""

    held_on: date
    channel: str
    reached: bool
    housing: str = ""
    activity: str = ""
    income: str = ""
    health: str = ""
    someone: str = ""
    note: str = Field("", max_length=2000)


class EntryOut(Schema):
    on: date
    direction: str
    francs: int
    source: str
    receipt: str
    balance: int


class SavingsOut(Schema):
    """The child's own account; met by the child's people alone."""

    id: UUID
    since: date
    until: date | None
    balance: int
    entries: list[EntryOut]


class EntryIn(Once):
    on: date
    direction: str = Field(pattern="^(in|out)$")
    francs: int = Field(ge=1)
    source: str
    receipt: str = Field("", max_length=60)
    note: str = Field("", max_length=200)


@router.get("/youth", response=list[YouthOut])
@api_door(READ, purpose=CARE)
def youth(request: Asked) -> list[dict[str, Any]]:
    """Young people in care who prepare for leaving, who leaves first on top; the first 500."""
    found = youth_list(request.user, timezone.localdate(), purpose=request.purpose)[:MOST]
    seen(request.user, [row.way for row in found], door="api:youth")
    return [
        {
            "id": row.way.pk, "person": row.way.person_id, "state": row.state.code,
            "since": row.stage.since, "leaves": row.leaves, "plan_agreed": row.agreed,
            "missing": row.missing,
        }
        for row in found
    ]  # fmt: skip


@router.get("/aftercare", response=list[AftercareOut])
@api_door(READ, purpose=CARE)
def aftercare(request: Asked) -> list[dict[str, Any]]:
    """Young people who have left, whose contact is due first on top; the first 500."""
    found = aftercare_list(request.user, timezone.localdate(), purpose=request.purpose)[:MOST]
    seen(request.user, [row.way for row in found], door="api:aftercare")
    return [
        {
            "id": row.way.pk, "person": row.way.person_id, "state": row.state.code,
            "left_on": row.exit.on, "last_contact": row.last.held_on if row.last else None,
            "due_months": row.due[0] if row.due else None,
            "due_on": row.due[1] if row.due else None,
        }
        for row in found
    ]  # fmt: skip


@router.get("/youth/{pk}", response=StandingOut)
@api_door(READ, purpose=CARE)
def standing(request: Asked, pk: UUID) -> dict[str, Any]:
    """Where a young person stands, the way so far, and every next step with what is missing."""
    at = standing_of(_way_or_404(request, pk), by=request.user)
    return where_it_stands(at, ASKED)


@router.get("/people/{pk}/savings", response=list[SavingsOut])
@api_door(SAVINGS, purpose=CARE)
def savings(request: Asked, pk: UUID) -> list[dict[str, Any]]:
    """The book of a child: every entry with the balance after it, oldest first."""
    child = person(pk, by=request.user, purpose=request.purpose)
    if child is None:
        raise Http404
    accounts = savings_of(child, by=request.user)
    seen(request.user, [child, *accounts], door="api:savings")
    return [_book(account) for account in accounts]


def _book(account: SavingsAccount) -> dict[str, Any]:
    return {
        "id": account.pk, "since": account.since, "until": account.until,
        "balance": account.balance,
        "entries": [
            {
                "on": e.on, "direction": e.direction, "francs": e.francs, "source": e.source,
                "receipt": e.receipt, "balance": after,
            }
            for e, after in book_of(account)
        ],
    }  # fmt: skip


@router.post("/people/{pk}/prepare", response={200: Accepted, 422: Wrong})
@api_door(PROPOSE, purpose=CARE)
def prepare(request: Asked, pk: UUID, body: WayStepIn) -> Answer:
    """The preparation for leaving begins; answers the id of the way."""
    child = person(pk, by=request.user, purpose=request.purpose)
    if child is None:
        raise Http404

    def write() -> str:
        planned = body.planned()
        return str(actions.prepare(child, by=request.user, told=body.told(), planned=planned).pk)

    return answer_once(body.form_id, write)


@router.post("/youth/{pk}/plan", response={200: Accepted, 422: Wrong})
@api_door(PROPOSE, purpose=CARE)
def plan(request: Asked, pk: UUID, body: YouthPlanIn) -> Answer:
    """Write a plan with its goals; `agreed` when the young person agrees the same day."""
    found = _way_or_404(request, pk)
    goals = [NewGoal(**goal.dict()) for goal in body.goals]
    planned = rough(body.planned_on, body.planned_precision)

    def write() -> str:
        new = actions.write_plan(
            found, by=request.user, on=body.on, own_view=body.own_view, told=body.told,
            planned=planned, goals=goals,
        )  # fmt: skip
        if body.agreed:
            actions.agree_plan(new, by=request.user, on=body.on)
        return str(new.pk)

    return answer_once(body.form_id, write)


@router.post("/youth/{pk}/papers", response={200: Accepted, 422: Wrong})
@api_door(PROPOSE, purpose=CARE)
def papers(request: Asked, pk: UUID, body: PapersIn) -> Answer:
    """The checklist: where each paper is, and why it is missing."""
    found = _way_or_404(request, pk)
    lines = {paper.kind: (paper.state, paper.note) for paper in body.papers}

    def write() -> str:
        actions.note_papers(found.person, by=request.user, on=body.on, lines=lines)
        return str(found.pk)

    return answer_once(body.form_id, write)


@router.post("/youth/{pk}/handover", response={200: Accepted, 422: Wrong})
@api_door(PROPOSE, purpose=CARE)
def handover(request: Asked, pk: UUID, body: HandoverIn) -> Answer:
    """Papers and savings go into the young person's hands."""
    found = _way_or_404(request, pk)
    given = Handover(body.on, frozenset(body.papers), body.receipt)

    def write() -> str:
        actions.hand_over(found, by=request.user, handover=given)
        return str(found.pk)

    return answer_once(body.form_id, write)


@router.post("/youth/{pk}/contacts", response={200: Accepted, 422: Wrong})
@api_door(PROPOSE, purpose=CARE)
def contact(request: Asked, pk: UUID, body: AftercareContactIn) -> Answer:
    """A contact after leaving, or an attempt in vain."""
    found = _way_or_404(request, pk)
    made = NewContact(**body.dict(exclude={"form_id"}))

    def write() -> str:
        return str(actions.record_contact(found, by=request.user, contact=made).pk)

    return answer_once(body.form_id, write)


@router.post("/people/{pk}/savings", response={200: Accepted, 422: Wrong})
@api_door(SAVINGS, purpose=CARE)
def entry(request: Asked, pk: UUID, body: EntryIn) -> Answer:
    """Pay into the child's open account, or take out of it; never more than there is."""
    child = person(pk, by=request.user, purpose=request.purpose)
    accounts = savings_of(child, by=request.user) if child else []
    if not accounts:
        raise Http404
    book = actions.pay_in if body.direction == "in" else actions.take_out
    line = NewEntry(body.on, body.francs, body.source, body.receipt, body.note)

    def write() -> str:
        return str(book(accounts[0], by=request.user, entry=line).pk)

    return answer_once(body.form_id, write)


def _way_or_404(request: Asked, pk: UUID) -> Way:
    found = way(pk, by=request.user, purpose=request.purpose)
    if found is None:
        raise Http404
    seen(request.user, [found.person, found], door="api:youth")
    return found


def _take(request: Asked, pk: UUID, verb: str, body: WayStepIn) -> Answer:
    found = _way_or_404(request, pk)
    act = actions.propose_step if body.propose else actions.take_step
    return answer_step(
        body.form_id,
        lambda: act(found, verb, by=request.user, told=body.told(), given=body.given()),
        lambda: {"way": found.pk, "state": state_of(found)},
    )


mount_steps(
    router, WAY, "/youth/{pk}/steps", room="leaving", answers=WayStateOut, take=_take,
    proposes=WRITE,
)  # fmt: skip
