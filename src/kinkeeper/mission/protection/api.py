"""JSON: telling as a colleague, the desk's lists, one report, case or concern, and their steps."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404
from django.utils import timezone
from ninja import Field, Schema, Status

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.api_doors import DoorRouter, api_door
from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.access.roles import OWN, PROTECTION, SAFEGUARDING
from kinkeeper.ground.process.answers import (
    Accepted,
    StandingOut,
    Wrong,
    answer_once,
    answer_step,
    where_it_stands,
)
from kinkeeper.ground.process.operations import Take, mount_steps
from kinkeeper.ground.process.queries import state_in
from kinkeeper.ground.process.table import Process
from kinkeeper.mission.protection import actions
from kinkeeper.mission.protection.actions import Ground, Heard, Judged, safeguarding
from kinkeeper.mission.protection.models import Case, Concern, Contact, Report, Told
from kinkeeper.mission.protection.process import ASKED, CASE, CONCERN, REPORT
from kinkeeper.mission.protection.queries import (
    CONCERNS,
    REPORTS,
    area,
    case,
    caseload,
    directory,
    listed,
    told,
)
from kinkeeper.mission.protection.queries.accounts import account, nameable
from kinkeeper.mission.protection.queries.reports import Register
from kinkeeper.mission.protection.said import Story, Words
from kinkeeper.mission.protection.standing import case_page, page_of

router = DoorRouter()


class ToldLine(Schema):
    """A line of the desk's list: nothing of what was told."""

    id: UUID
    reference: str
    area: str
    received_on: date
    risk: str
    state: str
    due_on: date | None


class CaseLine(Schema):
    id: UUID
    reference: str
    area: str
    opened_on: date
    risk: str
    state: str
    due_on: date
    late: bool


class ConcernIn(Schema):
    """What a colleague tells. place: a region or cercle. staff: it is about somebody of ours."""

    place: UUID
    story: str = Field("", max_length=10_000)
    danger: str = Field("unknown", pattern="^(yes|no|unknown)$")
    kinds: list[str] = Field(default_factory=list, max_length=30)
    who: str = Field("", max_length=2000)
    village: str = Field("", max_length=200)
    happened: str = Field("", max_length=500)
    staff: bool = False
    form_id: UUID = Field(default_factory=uuid4)

    def heard(self) -> Heard:
        place = area(str(self.place))
        if place is None:
            raise Http404
        names = ("story", "danger", "kinds", "who", "village", "happened")
        story = Story(**{name: getattr(self, name) for name in names})
        return Heard(place=place, story=story, staff=self.staff)


class ToldStepIn(Schema):
    """What is said with a step of a report, a case or a concern; each verb reads what it asks."""

    why: str = Field("", max_length=10_000)
    reason: str = ""
    propose: bool = Field(False, description="only propose; somebody else decides")
    risk: str = ""
    safety: str = Field("", max_length=10_000)
    kinds: list[str] = Field(default_factory=list, max_length=30)
    named: list[UUID] = Field(default_factory=list, max_length=50)
    asked_who: bool = Field(False, description="it was asked whether somebody of ours is named")
    worker: UUID | None = None
    case: UUID | None = None
    basis: str = ""
    basis_note: str = Field("", max_length=2000)
    form_id: UUID = Field(default_factory=uuid4)


class CaseEntryIn(Schema):
    kind: str
    text: str = Field(max_length=10_000)
    risk: str = ""
    form_id: UUID = Field(default_factory=uuid4)


class DirectoryEntryOut(Schema):
    id: UUID
    name: str
    helps: list[str]
    phone: str
    hours: str
    languages: str
    alone: bool
    verified_on: date
    until: date | None


class ToldState(Schema):
    id: UUID
    state: str


@router.post("/concerns", response={200: Accepted, 422: Wrong})
@api_door("protection.tell", purpose=OWN)
def tell(request: Asked, body: ConcernIn) -> Status[dict[str, Any]]:
    """A colleague tells; the answer does not lead to what was written."""

    def write() -> str:
        actions.tell_as_colleague(body.heard(), by=request.user)
        return str(body.form_id)

    return answer_once(body.form_id, write)


@router.get("/directory", response=list[DirectoryEntryOut])
@api_door("protection.directory", purpose=OWN)
def services(request: Asked) -> list[Contact]:
    """The referral directory in this account's scope, also what expired."""
    return directory(request.user)


def _lines(request: Asked, register: Register) -> list[dict[str, Any]]:
    rows = listed(register, by=request.user, today=timezone.localdate())
    seen(request.user, [row.told for row in rows], door=f"api:{register.purpose}",
         purpose=register.purpose)  # fmt: skip
    return [
        {"id": row.told.pk, "reference": row.told.reference, "area": row.told.place.name,
         "received_on": row.told.received_on, "risk": row.risk, "state": row.state.code,
         "due_on": row.due_on}
        for row in rows
    ]  # fmt: skip


@router.get("/protection/reports", response=list[ToldLine])
@api_door("protection.read", purpose=PROTECTION)
def reports(request: Asked) -> list[dict[str, Any]]:
    """Open reports by what is due first."""
    return _lines(request, REPORTS)


@router.get("/safeguarding", response=list[ToldLine])
@api_door("safeguarding.read", purpose=SAFEGUARDING)
def concerns(request: Asked) -> list[dict[str, Any]]:
    """Open concerns of the other register."""
    return _lines(request, CONCERNS)


@router.get("/protection/cases", response=list[CaseLine])
@api_door("protection.read", purpose=PROTECTION)
def cases(request: Asked) -> list[dict[str, Any]]:
    """The caseload by what is due first."""
    rows = caseload(request.user)
    seen(request.user, [row.case for row in rows], door="api:cases", purpose=PROTECTION)
    return [
        {"id": row.case.pk, "reference": row.case.reference, "area": row.case.place.name,
         "opened_on": row.case.opened_on, "risk": row.risk, "state": row.state.code,
         "due_on": row.due_on, "late": row.late}
        for row in rows
    ]  # fmt: skip


@router.get("/protection/reports/{pk}", response=StandingOut)
@api_door("protection.read", purpose=PROTECTION)
def report(request: Asked, pk: UUID) -> dict[str, Any]:
    """Where a report stands and every next step."""
    return where_it_stands(page_of(_told(request, REPORTS, pk), by=request.user), ASKED)


@router.get("/safeguarding/{pk}", response=StandingOut)
@api_door("safeguarding.read", purpose=SAFEGUARDING)
def concern(request: Asked, pk: UUID) -> dict[str, Any]:
    """Where a concern stands and every next step."""
    return where_it_stands(page_of(_told(request, CONCERNS, pk), by=request.user), ASKED)


@router.get("/protection/cases/{pk}", response=StandingOut)
@api_door("protection.read", purpose=PROTECTION)
def one_case(request: Asked, pk: UUID) -> dict[str, Any]:
    """Where a case stands and every next step."""
    return where_it_stands(case_page(_case(request, pk), by=request.user), ASKED)


@router.post("/protection/cases/{pk}/entries", response={200: Accepted, 422: Wrong})
@api_door("protection.work", purpose=PROTECTION)
def write_entry(request: Asked, pk: UUID, body: CaseEntryIn) -> Status[dict[str, Any]]:
    """A note, assessment, plan, follow-up, conference ... of a case."""
    found = _case(request, pk)

    def write() -> str:
        words = Words(text=body.text, risk=body.risk)
        return str(actions.add_entry(found, kind=body.kind, words=words, by=request.user).pk)

    return answer_once(body.form_id, write)


def _told(request: Asked, register: Register, pk: UUID) -> Told:
    found = told(register, pk, by=request.user)
    if found is None:
        raise Http404
    seen(request.user, [found], door=f"api:{register.purpose}", purpose=register.purpose)
    return found


def _case(request: Asked, pk: UUID) -> Case:
    found = case(pk, by=request.user)
    if found is None:
        raise Http404
    seen(request.user, [found], door="api:cases", purpose=PROTECTION)
    return found


def _report_step(request: Asked, found: Report, verb: str, body: ToldStepIn) -> None:
    by = request.user
    if verb == "triage":
        named = tuple(one for one in nameable() if one.pk in body.named)
        judged = Judged(risk=body.risk, safety=body.safety, kinds=tuple(body.kinds), named=named,
                        asked_who=body.asked_who)  # fmt: skip
        actions.judge(found, judged, by=by)
    elif verb == "open_case":
        ground = Ground(basis=body.basis, note=body.basis_note)
        actions.open_case(found, by=by, worker=_worker(body.worker), ground=ground)
    elif verb == "join_case":
        actions.join_case(found, _case(request, body.case or uuid4()), by=by)
    elif verb == "pass_on":
        actions.pass_on(found, by=by)
    else:
        actions.conclude(found, verb, by=by, why=body.why, reason=body.reason)


def _worker(pk: UUID | None) -> Any:
    found = account(str(pk))
    if found is None:
        raise Http404
    return found


def _case_step(request: Asked, found: Case, verb: str, body: ToldStepIn) -> None:
    act = actions.propose_step if body.propose else actions.take_step
    act(found, verb, by=request.user, reason=body.reason, text=body.why)


def _concern_step(request: Asked, found: Concern, verb: str, body: ToldStepIn) -> None:
    act = safeguarding.propose_step if body.propose else safeguarding.take_step
    act(found, verb, by=request.user, reason=body.reason, text=body.why)


Find = Callable[[Asked, UUID], Any]
Step = Callable[[Asked, Any, str, ToldStepIn], None]


def _taking(process: Process, find: Find, step: Step) -> Take:
    def take(request: Asked, pk: UUID, verb: str, body: ToldStepIn) -> Status[dict[str, Any]]:
        found = find(request, pk)
        return answer_step(
            body.form_id,
            lambda: step(request, found, verb, body),
            lambda: {"id": found.pk, "state": state_in(process, found.pk)},
        )

    return take


mount_steps(
    router, REPORT, "/protection/reports/{pk}", room="report", answers=ToldState,
    take=_taking(REPORT, lambda r, pk: _told(r, REPORTS, pk), _report_step),
)  # fmt: skip
mount_steps(
    router, CASE, "/protection/cases/{pk}", room="case", answers=ToldState,
    take=_taking(CASE, _case, _case_step), proposes="protection.read",
)  # fmt: skip
mount_steps(
    router, CONCERN, "/safeguarding/{pk}", room="safeguarding", answers=ToldState,
    take=_taking(CONCERN, lambda r, pk: _told(r, CONCERNS, pk), _concern_step),
)  # fmt: skip
