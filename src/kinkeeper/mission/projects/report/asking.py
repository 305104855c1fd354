"""Which report somebody means: a project and a period, with what was kept when it was closed."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.reports.models import FrozenReport
from kinkeeper.ground.reports.queries import frozen_report, frozen_reports
from kinkeeper.mission.projects.models import Partner, Project, ReportingPeriod
from kinkeeper.mission.projects.reading import unlocked
from kinkeeper.mission.projects.report.content import Asked
from kinkeeper.mission.projects.rules import quarter_called


def report_asked(project: Project, period: str, *, by: Account, funder: str = "") -> Asked:
    """period: a quarter as in 2018-Q4, or a day as in 2018-12-31. The latest figures kept for a
    closed period are taken; a period opened again is provisional until it is closed anew.

    Raises ValidationError for a period or a funder that the project does not have.
    """
    partner = _funder(project, funder)
    quarter = quarter_called(period, since=project.since, until=project.last_day)
    if quarter is None:
        return Asked(project, _day(project, period), partner=partner)
    row = project.periods.filter(code=quarter.code).first()
    frozen = _kept(row, by=by) if row else None
    return Asked(project, quarter.on, row, frozen, partner)


def _day(project: Project, text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        sentence = _("“%(code)s” is no quarter of this project. Write it as 2018-Q4.")
        raise ValidationError(sentence % {"code": text}) from error
    return max(day, project.since)


def _kept(row: ReportingPeriod, *, by: Account) -> FrozenReport | None:
    """What stands for a closed period; nothing while it is open."""
    if unlocked(row):
        return None
    found = (r for r in frozen_reports(row.project_id, by=by)
             if r.parameters.get("period") == row.code)  # fmt: skip
    latest = next(found, None)
    return frozen_report(latest.pk, by=by) if latest else None


def _funder(project: Project, name: str) -> Partner | None:
    if not name:
        return None
    for partner in project.partners.all():
        if name.casefold() in (partner.name_fr + partner.name_en).casefold():
            return partner
    sentence = _("“%(name)s” is no partner of this project.")
    raise ValidationError(sentence % {"name": name})
