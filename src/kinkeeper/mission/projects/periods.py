"""Quarters of a project ready for a page: how far each is, and what one still lacks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.process.table import State
from kinkeeper.ground.reports.models import FrozenReport
from kinkeeper.ground.reports.queries import frozen_reports
from kinkeeper.mission.projects.models import (
    Indicator,
    IndicatorValue,
    Project,
    ReportingPeriod,
    Source,
)
from kinkeeper.mission.projects.process import APPROVED, PERIOD, VALUE
from kinkeeper.mission.projects.reading import value_figure
from kinkeeper.mission.projects.rules import Quarter, quarters
from kinkeeper.mission.projects.shown import ShownFigure, in_language, shown_figure

ALL_QUARTERS = 200
ENTERED = (Source.SURVEY, Source.ENTERED)


@dataclass(frozen=True)
class ShownPeriod:
    """state: None for a quarter that nobody has begun."""

    quarter: Quarter
    state: State | None
    approved: int
    entered: int


@dataclass(frozen=True)
class ShownValue:
    place: str
    figure: ShownFigure
    state: State
    url: str


@dataclass(frozen=True)
class PeriodLine:
    """An indicator that people enter, with its values of the period."""

    code: str
    name: str
    frequency: str
    values: list[ShownValue]
    enter_url: str


def periods_shown(project: Project, *, on: date) -> list[ShownPeriod]:
    """Every quarter begun by a day, the latest first."""
    rows = {row.code: row for row in project.periods.all()}
    states = _states(PERIOD.name, (row.pk for row in rows.values()))
    counts = _counts(project)
    found = quarters(project.since, min(on, project.last_day), most=ALL_QUARTERS)
    return [
        ShownPeriod(
            quarter,
            PERIOD.state(states[rows[quarter.code].pk]) if quarter.code in rows else None,
            *counts.get(quarter.code, (0, 0)),
        )
        for quarter in reversed(found)
    ]


def _states(process: str, ids: Iterable[UUID]) -> dict[UUID, str]:
    rows = Stage.objects.filter(process=process, subject__in=list(ids), until=None)
    return dict(rows.values_list("subject", "state"))


def _counts(project: Project) -> dict[str, tuple[int, int]]:
    """Approved and entered values by period."""
    rows = IndicatorValue.objects.filter(period__project=project)
    found = list(rows.values_list("pk", "period__code"))
    states = _states(VALUE.name, (pk for pk, _code in found))
    counts: dict[str, tuple[int, int]] = {}
    for pk, code in found:
        approved, entered = counts.get(code, (0, 0))
        counts[code] = (approved + (states.get(pk) == APPROVED), entered + 1)
    return counts


def period_lines(project: Project, period: ReportingPeriod) -> list[PeriodLine]:
    values: dict[UUID, list[IndicatorValue]] = {}
    for value in period.values.select_related("indicator", "place"):
        values.setdefault(value.indicator_id, []).append(value)
    states = _states(VALUE.name, (v.pk for found in values.values() for v in found))
    asked = project.indicators.exclude(collected=Source.TOGETHER).order_by("order")
    return [
        _line(project, period, indicator, values.get(indicator.pk, []), states)
        for indicator in asked
        if indicator.collected in ENTERED or indicator.pk in values
    ]


def _line(
    project: Project, period: ReportingPeriod, indicator: Indicator,
    values: list[IndicatorValue], states: dict[UUID, str],
) -> PeriodLine:  # fmt: skip
    shown = [_value(value, indicator.unit, states[value.pk]) for value in values]
    return PeriodLine(
        indicator.code, in_language(indicator, "name"), str(indicator.get_collected_display()),
        shown, reverse("project_value_enter", args=[project.code, period.code, indicator.code]),
    )  # fmt: skip


def _value(value: IndicatorValue, unit: str, state: str) -> ShownValue:
    place = value.place.name if value.place else ""
    url = reverse("project_value", args=[value.pk])
    return ShownValue(place, shown_figure(value_figure(value), unit), VALUE.state(state), url)


def published_of(
    project: Project, period: ReportingPeriod, *, by: Account
) -> list[FrozenReport]:  # fmt: skip
    """What was kept each time the period was closed, the latest first."""
    found = frozen_reports(project.pk, by=by)
    return [report for report in found if report.parameters.get("period") == period.code]
