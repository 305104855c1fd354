"""Casework for other programs: visits, services, assessments and the plan of a family.

Answers hold only the fields whose class the account may meet. Each POST carries an `id` made by
the sender: sending it again does nothing and gives the same answer.
"""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404
from ninja import Schema, Status
from ninja.errors import ValidationError as Unprocessable

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.api_doors import DoorRouter, api_door
from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.access.queries import shown
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.records.actions import once
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.casework import actions, queries
from kinkeeper.mission.people import queries as people

router = DoorRouter()
READ, WRITE = "casework.read", "casework.write"


class VisitOut(Schema):
    id: UUID
    version: int
    family: UUID
    held_on: date
    purpose: str
    visitor: UUID
    present: str = ""
    child_seen_alone: str = ""
    observations: str = ""
    next_visit_on: date | None = None


class VisitIn(Schema):
    id: UUID
    held_on: date
    purpose: str = "monitoring"
    present: str = ""
    child_seen_alone: str = ""
    observations: str = ""
    next_visit_on: date | None = None


class ServiceOut(Schema):
    """cost_xof: XOF. done_on empty: planned."""

    id: UUID
    version: int
    family: UUID
    person: UUID | None = None
    kind: str
    modality: str
    provider: str = ""
    planned_on: date | None = None
    done_on: date | None = None
    quantity: int | None = None
    unit: str = ""
    cost_xof: int | None = None


class ServiceIn(Schema):
    id: UUID
    kind: str
    person: UUID | None = None
    modality: str = "in_kind"
    provider: str = ""
    planned_on: date | None = None
    done_on: date | None = None
    quantity: int | None = None
    unit: str = ""
    cost_xof: int | None = None


class Scores(Schema):
    """1 very poorly, 2 poorly, 3 well, 4 very well; empty: not seen."""

    care: int | None = None
    food: int | None = None
    shelter: int | None = None
    health: int | None = None
    education: int | None = None
    livelihood: int | None = None
    protection: int | None = None
    wellbeing: int | None = None


class AssessmentOut(Scores):
    id: UUID
    version: int
    family: UUID
    person: UUID | None = None
    occasion: str
    held_on: date
    assessor: UUID
    note: str = ""


class JudgedIn(Scores):
    """person empty: the family itself."""

    person: UUID | None = None
    note: str = ""


class AssessmentIn(Schema):
    id: UUID
    occasion: str
    held_on: date
    rows: list[JudgedIn]


class GoalOut(Schema):
    id: UUID
    version: int
    dimension: str
    statement: str = ""
    due_on: date | None = None
    state: str
    state_on: date | None = None


class CommitmentOut(Schema):
    id: UUID
    version: int
    owner: str
    promise: str = ""
    due_on: date | None = None
    done_on: date | None = None
    dropped_on: date | None = None


class PlanOut(Schema):
    id: UUID
    version: int
    family: UUID
    since: date
    until: date | None = None
    agreed_on: date | None = None
    agreed_with: str = ""
    explained_in: str = ""
    next_review_on: date | None = None
    goals: list[GoalOut]
    commitments: list[CommitmentOut]


class GoalIn(Schema):
    dimension: str
    statement: str
    due_on: date | None = None


class CommitmentIn(Schema):
    owner: str
    promise: str
    due_on: date | None = None


class PlanIn(Schema):
    id: UUID
    since: date
    goals: list[GoalIn] = []
    commitments: list[CommitmentIn] = []


class AgreementIn(Schema):
    id: UUID
    agreed_on: date
    agreed_with: str
    explained_in: str
    next_review_on: date | None = None


class ReviewOut(Schema):
    """held_on empty: waited for until due_on."""

    id: UUID
    version: int
    plan: UUID
    assessment: UUID | None = None
    due_on: date
    held_on: date | None = None
    with_whom: str = ""
    child_view: str = ""


class ReviewIn(Schema):
    """rows: the eight dimensions of the family and its children on that day. goal_states: what
    became of each goal, by its id. kept: the promises that were done."""

    id: UUID
    held_on: date
    rows: list[JudgedIn]
    goal_states: dict[UUID, str] = {}
    kept: list[UUID] = []
    with_whom: str = ""
    child_view: str = ""
    next_review_on: date | None = None


@router.get("/families/{family}/visits", response=list[VisitOut], exclude_unset=True)
@api_door(READ, purpose=CARE)
def visits(request: Asked, family: UUID) -> list[Any]:
    file = queries.file_of(_family(request, family), by=request.user)
    return _rows(request, file.visits)


@router.post("/families/{family}/visits", response={201: VisitOut}, exclude_unset=True)
@api_door(WRITE, purpose=CARE)
def record_visit(request: Asked, family: UUID, sent: VisitIn) -> Any:
    home = _family(request, family)
    pk = _once(sent.id, lambda: actions.record_visit(family=home, by=request.user, **_values(sent)))
    return Status(201, _row(request, queries.visit(pk, by=request.user)))


@router.get("/families/{family}/services", response=list[ServiceOut], exclude_unset=True)
@api_door(READ, purpose=CARE)
def services(request: Asked, family: UUID) -> list[Any]:
    file = queries.file_of(_family(request, family), by=request.user)
    return _rows(request, file.services)


@router.post("/families/{family}/services", response={201: ServiceOut}, exclude_unset=True)
@api_door(WRITE, purpose=CARE)
def enter_service(request: Asked, family: UUID, sent: ServiceIn) -> Any:
    """Given when it carries `done_on`, planned otherwise."""
    home = _family(request, family)
    verb: Callable[..., Record] = actions.give_service if sent.done_on else actions.plan_service
    pk = _once(sent.id, lambda: verb(family=home, by=request.user, **_values(sent)))
    return Status(201, _row(request, queries.service(pk, by=request.user)))


@router.get("/families/{family}/assessments", response=list[AssessmentOut], exclude_unset=True)
@api_door(READ, purpose=CARE)
def assessments(request: Asked, family: UUID) -> list[Any]:
    file = queries.file_of(_family(request, family), by=request.user)
    return _rows(request, file.assessments)


@router.post(
    "/families/{family}/assessments", response={201: list[AssessmentOut]}, exclude_unset=True
)
@api_door(WRITE, purpose=CARE)
def enter_assessments(request: Asked, family: UUID, sent: AssessmentIn) -> Any:
    """The family and its children in one go; answers the assessments of that day."""
    home = _family(request, family)
    judged = [_judged(row) for row in sent.rows]

    def write() -> Record:
        rows = actions.assess(
            family=home, by=request.user, occasion=sent.occasion, held_on=sent.held_on,
            rows=judged,
        )  # fmt: skip
        return rows[0]

    _once(sent.id, write)
    file = queries.file_of(home, by=request.user)
    return Status(201, _rows(request, [a for a in file.assessments if a.held_on == sent.held_on]))


@router.get("/families/{family}/plan", response=PlanOut, exclude_unset=True)
@api_door(READ, purpose=CARE)
def plan(request: Asked, family: UUID) -> Any:
    """The plan in force, or else the draft; 404 without either."""
    return _plan(request, queries.plan_of(_family(request, family), by=request.user))


@router.post("/families/{family}/plan", response={201: PlanOut}, exclude_unset=True)
@api_door(WRITE, purpose=CARE)
def draft_plan(request: Asked, family: UUID, sent: PlanIn) -> Any:
    """A draft with its goals and promises, all or nothing."""
    home, by = _family(request, family), request.user

    def write() -> Record:
        drafted = actions.draft_plan(family=home, since=sent.since, by=by)
        for goal in sent.goals:
            actions.add_goal(plan=drafted, by=by, **goal.dict())
        for promise in sent.commitments:
            actions.add_commitment(plan=drafted, by=by, **promise.dict())
        return drafted

    pk = _once(sent.id, write)
    return Status(201, _plan(request, queries.plan(pk, by=by)))


@router.post("/plans/{plan}/agreement", response={201: PlanOut}, exclude_unset=True)
@api_door(WRITE, purpose=CARE)
def agree_plan(request: Asked, plan: UUID, sent: AgreementIn) -> Any:
    """The draft is agreed and in force; its first review is waited for."""
    found = _a_plan(request, plan)
    pk = _once(sent.id, lambda: actions.agree_plan(plan=found, by=request.user, **_values(sent)))
    return Status(201, _plan(request, queries.plan(pk, by=request.user)))


@router.get("/plans/{plan}/reviews", response=list[ReviewOut], exclude_unset=True)
@api_door(READ, purpose=CARE)
def reviews(request: Asked, plan: UUID) -> list[Any]:
    """Held and waited for, the latest first."""
    found = _a_plan(request, plan)
    return _rows(request, queries.reviews_of(found, by=request.user))


@router.post("/plans/{plan}/reviews", response={201: ReviewOut}, exclude_unset=True)
@api_door(WRITE, purpose=CARE)
def hold_review(request: Asked, plan: UUID, sent: ReviewIn) -> Any:
    """The plan was looked at together: closes the review that was waited for, opens the next."""
    found = _a_plan(request, plan)
    talk = actions.Talk(sent.goal_states, sent.kept, sent.with_whom, sent.child_view)
    rows = [_judged(row) for row in sent.rows]

    def write() -> Record:
        return actions.hold_review(
            plan=found, held_on=sent.held_on, by=request.user, rows=rows, talk=talk,
            next_review_on=sent.next_review_on,
        )  # fmt: skip

    pk = _once(sent.id, write)
    held = queries.reviews_of(found, by=request.user)
    return Status(201, _row(request, next((r for r in held if r.pk == pk), None)))


def _a_plan(request: Asked, pk: UUID) -> Any:
    found = queries.plan(pk, by=request.user)
    if found is None:
        raise Http404
    return found


def _family(request: Asked, pk: UUID) -> Record:
    found = people.family(pk, by=request.user, purpose=request.purpose)
    if found is None:
        raise Http404
    return found


def _once(submission: UUID, write: Callable[[], Record]) -> UUID:
    """The id of what was written, now or when it was sent before. What is wrong with the values
    is answered with 422, what is not allowed with 404."""
    try:
        return UUID(once(submission, lambda: str(write().pk)))
    except Refused as error:
        raise Http404 from error
    except ValidationError as error:
        raise Unprocessable(_details(error)) from error


def _details(error: ValidationError) -> list[dict[str, Any]]:
    """One entry for each sentence, in the shape of the library's own answers."""
    found = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    return [
        {"type": "value_error", "loc": ["body", name], "msg": sentence}
        for name, sentences in found.items()
        for sentence in sentences
    ]


def _values(sent: Schema) -> dict[str, Any]:
    return sent.dict(exclude={"id"})


def _judged(row: JudgedIn) -> actions.Judged:
    scores = row.dict(exclude={"person", "note"})
    return actions.Judged(row.person, scores, row.note)


def _row(request: Asked, record: Record | None) -> dict[str, Any]:
    if record is None:
        raise Http404
    return _rows(request, [record])[0]


def _rows(request: Asked, records: list[Any]) -> list[dict[str, Any]]:
    """The fields this account may meet; the reading is written down."""
    name = request.resolver_match.view_name if request.resolver_match else "api"
    seen(request.user, records, door=name, purpose=request.purpose)
    return [shown(record, by=request.user, purpose=request.purpose) for record in records]


def _plan(request: Asked, record: Any) -> dict[str, Any]:
    parts = {
        "goals": [shown(g, by=request.user) for g in record.goals.all()],
        "commitments": [shown(c, by=request.user) for c in record.commitments.all()],
    } if record else {}  # fmt: skip
    return _row(request, record) | parts
