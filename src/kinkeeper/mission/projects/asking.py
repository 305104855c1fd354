"""What the pages of a project share: the project, period or value, or 404; which report."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.access.queries import visible
from kinkeeper.mission.projects.forms import ReportForm
from kinkeeper.mission.projects.models import IndicatorValue, Project, ReportingPeriod
from kinkeeper.mission.projects.queries import project_called
from kinkeeper.mission.projects.rules import quarters
from kinkeeper.mission.projects.shown import in_language


def project_or_404(request: Asked, code: str) -> Project:
    found = project_called(code, by=request.user, purpose=request.purpose)
    if found is None:
        raise Http404
    return found


def period_or_404(request: Asked, pk: UUID) -> ReportingPeriod:
    rows = visible(ReportingPeriod, by=request.user, purpose=request.purpose)
    found = rows.filter(pk=pk).select_related("project").first()
    if found is None:
        raise Http404
    return found


def value_or_404(request: Asked, pk: UUID) -> IndicatorValue:
    rows = visible(IndicatorValue, by=request.user, purpose=request.purpose)
    found = rows.filter(pk=pk).select_related("indicator", "period__project", "place").first()
    if found is None:
        raise Http404
    return found


MOST_QUARTERS = 200


def report_form(project: Project, data: Any = None) -> ReportForm:
    """Every quarter begun by today, the latest first; the funders that have codes of their own."""
    on = min(timezone.localdate(), project.last_day)
    codes = [q.code for q in quarters(project.since, on, most=MOST_QUARTERS)]
    partners = project.partners.filter(words__isnull=False).order_by("part", "pk").distinct()
    funders = [(p.name_en, in_language(p, "name")) for p in partners]
    return ReportForm(data, periods=codes[::-1], funders=funders)
