"""What the pages of a project share: the project, period or value, or 404."""

from uuid import UUID

from django.http import Http404

from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.access.queries import visible
from kinkeeper.mission.projects.models import IndicatorValue, Project, ReportingPeriod
from kinkeeper.mission.projects.queries import project_called


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
