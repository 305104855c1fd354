"""What projects put on "My day": values and periods to decide or mend, quarters to close."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.access.roles import REPORTING
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.process.queries import due
from kinkeeper.ground.reports.offers import DueLine, offer_due
from kinkeeper.mission.projects.models import IndicatorValue, ReportingPeriod
from kinkeeper.mission.projects.process import APPROVE, CLOSED, ENTER, PERIOD, RETURNED, VALUE

HORIZON_DAYS = 7


def due_lines(by: Account, today: date) -> Iterator[DueLine]:
    if may(by, APPROVE, purpose=REPORTING):
        yield from _decisions(by)
    if may(by, ENTER, purpose=REPORTING):
        yield from _stages(by, today)


def _decisions(by: Account) -> Iterator[DueLine]:
    rows = Proposal.objects.filter(process__in=(VALUE.name, PERIOD.name), until=None)
    found = list(rows.exclude(proposed_by=by).order_by("since"))
    values, periods = _values(p.subject for p in found), _periods(p.subject for p in found)
    for proposal in found:
        if (value := values.get(proposal.subject)) and may(by, APPROVE, value, purpose=REPORTING):
            yield DueLine(
                proposal.since, VALUE.transition("approve").label, _about(value),
                reverse("project_value_step", args=[value.pk, "approve"]), tone="decision",
            )  # fmt: skip
        period = periods.get(proposal.subject)
        if period and may(by, APPROVE, period, purpose=REPORTING):
            yield DueLine(
                proposal.since, PERIOD.transition("close").label, _of(period),
                reverse("project_period_step", args=[period.pk, "close"]), tone="decision",
            )  # fmt: skip


def _stages(by: Account, today: date) -> Iterator[DueLine]:
    """Values that came back, and quarters that should be closed."""
    until = today + timedelta(days=HORIZON_DAYS + 1)
    back = list(due(VALUE, by=by, until=until, states=(RETURNED,), purpose=REPORTING))
    values = _values(stage.subject for stage in back)
    for stage in back:
        if value := values.get(stage.subject):
            url = reverse("project_value", args=[value.pk])
            yield _line(stage, VALUE.state(RETURNED).due, _about(value), url, today)
    open_ones = list(due(PERIOD, by=by, until=until, purpose=REPORTING))
    periods = _periods(stage.subject for stage in open_ones)
    for stage in open_ones:
        period = periods.get(stage.subject)
        if period and stage.state != CLOSED:
            url = reverse("project_period", args=[period.project.code, period.code])
            yield _line(stage, PERIOD.state(stage.state).due, _of(period), url, today)


def _line(stage: Stage, what: object, who: str, url: str, today: date) -> DueLine:
    day = stage.due_on or stage.since
    return DueLine(day, str(what), who, url, tone="late" if day < today else "soon")


def _about(value: IndicatorValue) -> str:
    return f"{value.indicator.code} · {_of(value.period)}"


def _of(period: ReportingPeriod) -> str:
    return f"{period.project.code} · {period.code}"


def _values(ids: Iterable[UUID]) -> dict[UUID, IndicatorValue]:
    rows = IndicatorValue.objects.filter(pk__in=list(ids))
    return {row.pk: row for row in rows.select_related("indicator", "period__project")}


def _periods(ids: Iterable[UUID]) -> dict[UUID, ReportingPeriod]:
    rows = ReportingPeriod.objects.filter(pk__in=list(ids))
    return {row.pk: row for row in rows.select_related("project")}


def offer() -> None:
    """Called when the room is ready."""
    offer_due(due_lines)
