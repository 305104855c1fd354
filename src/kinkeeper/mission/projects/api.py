"""The projects room in the JSON API: each indicator with its value and what it is made of."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Schema, Status

from kinkeeper.ground.access.api_doors import DoorRouter, api_door
from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.access.roles import REPORTING
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
from kinkeeper.mission.projects import actions
from kinkeeper.mission.projects.api_money import money_router
from kinkeeper.mission.projects.asking import period_or_404, value_or_404
from kinkeeper.mission.projects.entered import CellGiven, Given
from kinkeeper.mission.projects.models import Project
from kinkeeper.mission.projects.periods import periods_shown
from kinkeeper.mission.projects.process import PERIOD, VALUE
from kinkeeper.mission.projects.queries import (
    framework,
    framework_json,
    moment_of,
    project_called,
    projects_for,
)
from kinkeeper.mission.projects.standing import period_standing, value_standing

router = DoorRouter()


class ProjectOut(Schema):
    id: UUID
    code: str
    title_fr: str
    title_en: str
    since: date
    until: date
    budget_minor: int
    currency: str


class CoverageOut(Schema):
    assessed: int
    eligible: int


class CellOut(Schema):
    scheme: str
    key: str
    state: str
    value: str | None
    numerator: int | None
    denominator: int | None


class DetailOut(Schema):
    code: str
    value: str | None


class TargetOut(Schema):
    day: date
    value: str | None
    numerator: int | None
    denominator: int | None
    source: str


class IndicatorOut(Schema):
    """value: text, so that no decimal is lost; null where state is not computed or entered."""

    code: str
    result: str
    name_fr: str
    name_en: str
    measure: str
    unit: str
    state: str
    value: str | None
    numerator: int | None
    denominator: int | None
    coverage: CoverageOut | None
    breakdown: list[CellOut]
    details: list[DetailOut]
    baseline: TargetOut | None
    target: TargetOut | None
    light: str
    read_from: list[str]
    waits_fr: str
    waits_en: str


class FrameworkOut(Schema):
    code: str
    on: date
    known_at: date | None
    since: date
    indicators: list[IndicatorOut]


@router.get("/projects", response=list[ProjectOut])
@api_door("projects.read", purpose=REPORTING)
def list_projects(request: HttpRequest) -> Any:
    """Projects you may read about."""
    return projects_for(request.user)  # type: ignore[arg-type]


@router.get("/projects/{code}", response=FrameworkOut)
@api_door("projects.read", purpose=REPORTING)
def read_project(
    request: HttpRequest, code: str, on: date | None = None, known_at: date | None = None
) -> Any:
    """The framework on a day; with `known_at` as it was known at the end of that day."""
    found = project_called(code, by=request.user)  # type: ignore[arg-type]
    if found is None:
        raise Http404
    moment = moment_of(found, on=on, known=known_at)
    built = framework(found, moment=moment, by=request.user)  # type: ignore[arg-type]
    return framework_json(built)


# --- values and periods -----------------------------------------------------------------------


class ValueCell(Schema):
    """key "" is "not recorded". denominator: only of a percentage."""

    scheme: str
    key: str
    numerator: int = Field(ge=0)
    denominator: int | None = Field(None, ge=0)


class ValueGiven(Schema):
    """A value of one indicator for one quarter. absent: "not_collected" or "not_applicable" where
    there is no number; empty is never 0. The same `form_id` counts once."""

    on: date
    value: Decimal | None = None
    numerator: int | None = Field(None, ge=0)
    denominator: int | None = Field(None, ge=0)
    cells: list[ValueCell] = []
    absent: Literal["", "not_collected", "not_applicable"] = ""
    sample: int | None = Field(None, ge=1)
    design: Literal["", "census", "random", "cluster", "chosen"] = ""
    effect: Decimal = Field(Decimal(1), ge=1)
    place: UUID | None = None
    source: str = Field(max_length=200)
    comment: str = Field("", max_length=500)
    form_id: UUID = Field(default_factory=uuid4)

    def given(self) -> Given:
        cells = tuple(CellGiven(c.scheme, c.key, c.numerator, c.denominator) for c in self.cells)
        return Given(
            self.value, self.numerator, self.denominator, cells, self.absent, self.sample,
            self.design, self.effect,
        )  # fmt: skip


class ProjectStep(Schema):
    """What is said with a step of a value or a period; propose: only propose to close."""

    on: date
    reason: str = ""
    note: str = Field("", max_length=2000)
    propose: bool = False
    form_id: UUID = Field(default_factory=uuid4)

    def told(self) -> Told:
        return Told(self.on, self.reason, self.note)


class PeriodOut(Schema):
    code: str
    since: date
    until: date
    state: str = Field(description="empty: nobody has begun it")
    approved: int
    entered: int


@router.get("/projects/{code}/periods", response=list[PeriodOut])
@api_door("projects.values", purpose=REPORTING)
def list_periods(request: Asked, code: str) -> Any:
    """Every quarter begun by today, the latest first."""
    return [
        {"code": p.quarter.code, "since": p.quarter.since, "until": p.quarter.on,
         "state": p.state.code if p.state else "", "approved": p.approved, "entered": p.entered}
        for p in periods_shown(_project(request, code), on=timezone.localdate())
    ]  # fmt: skip


@router.post("/projects/{code}/periods/{period}", response={200: Accepted, 422: Wrong})
@api_door("projects.enter", purpose=REPORTING)
def begin_a_period(request: Asked, code: str, period: str) -> Any:
    """Begin a quarter; one begun already is answered as it is."""
    found = _project(request, code)
    return answer_once(
        uuid4(),
        lambda: str(
            actions.begin_period(found, period, by=request.user, on=timezone.localdate()).pk
        ),
    )


@router.put(
    "/projects/{code}/periods/{period}/values/{indicator}", response={200: Accepted, 422: Wrong}
)
@api_door("projects.enter", purpose=REPORTING)
def enter_a_value(request: Asked, code: str, period: str, indicator: str, given: ValueGiven) -> Any:
    """A draft for the quarter, or a draft changed."""
    found = _project(request, code)
    row = found.periods.filter(code=period).first()
    asked = found.indicators.filter(code=indicator).first()
    if row is None or asked is None:
        raise Http404
    at = found.places.filter(place=given.place).select_related("place").first()
    if given.place and at is None:
        raise Http404

    def write() -> str:
        value = actions.enter_value(
            asked, row, by=request.user, told=Told(given.on), given=given.given(),
            place=at.place if at else None, source=given.source, comment=given.comment,
        )  # fmt: skip
        return str(value.pk)

    return answer_once(given.form_id, write)


@router.get("/project-values/{pk}", response=StandingOut)
@api_door("projects.values", purpose=REPORTING)
def value_state(request: Asked, pk: UUID) -> Any:
    """Where a value stands and what this account may do."""
    return where_it_stands(value_standing(value_or_404(request, pk), by=request.user), {})


@router.get("/project-periods/{pk}", response=StandingOut)
@api_door("projects.values", purpose=REPORTING)
def period_state(request: Asked, pk: UUID) -> Any:
    """Where a period stands and what this account may do."""
    return where_it_stands(period_standing(period_or_404(request, pk), by=request.user), {})


def _project(request: Asked, code: str) -> Project:
    found = project_called(code, by=request.user)
    if found is None:
        raise Http404
    return found


def _take_value(request: Asked, pk: UUID, verb: str, body: ProjectStep) -> Status[dict[str, Any]]:
    found = value_or_404(request, pk)
    return answer_step(
        body.form_id,
        lambda: actions.take_value_step(found, verb, by=request.user, told=body.told()),
        lambda: where_it_stands(value_standing(found, by=request.user), {}),
    )


def _take_period(request: Asked, pk: UUID, verb: str, body: ProjectStep) -> Status[dict[str, Any]]:
    found = period_or_404(request, pk)

    def act() -> object:
        if body.propose and PERIOD.transition(verb).proposer:
            return actions.propose_close(found, by=request.user, told=body.told())
        return actions.take_period_step(found, verb, by=request.user, told=body.told())

    return answer_step(
        body.form_id, act, lambda: where_it_stands(period_standing(found, by=request.user), {})
    )


mount_steps(
    router, VALUE, "/project-values/{pk}", room="project_value", answers=StandingOut,
    take=_take_value, proposes="projects.values", purpose=REPORTING,
)  # fmt: skip
mount_steps(
    router, PERIOD, "/project-periods/{pk}", room="project_period", answers=StandingOut,
    take=_take_period, proposes="projects.values", purpose=REPORTING,
)  # fmt: skip
router.add_router("", money_router)
