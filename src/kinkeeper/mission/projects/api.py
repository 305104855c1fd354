"""The projects room in the JSON API: each indicator with its value and what it is made of."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Schema

from kinkeeper.ground.access.api_doors import DoorRouter, api_door
from kinkeeper.ground.access.roles import REPORTING
from kinkeeper.mission.projects.queries import (
    framework,
    framework_json,
    moment_of,
    project_called,
    projects_for,
)

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
