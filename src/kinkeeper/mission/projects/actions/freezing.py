"""Keeping the figures of a project as they were handed over."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.queries import position
from kinkeeper.ground.reports.frozen import freeze as freeze_report
from kinkeeper.ground.reports.models import FrozenReport
from kinkeeper.mission.projects.framework import Moment
from kinkeeper.mission.projects.frozen import SOURCE
from kinkeeper.mission.projects.models import Project


def freeze(
    project: Project, *, moment: Moment, title: str, by: Account, period: str = ""
) -> FrozenReport:
    """Keep the framework as it stands at the ledger position of the moment asked for.

    period: code of the reporting period that is closed with it.
    Raises ValidationError without a title, Refused without the capability.
    """
    if not title.strip():
        raise ValidationError(_("Give the report a title."))
    known = {"known_at": moment.known_at.isoformat()} if moment.known_at else {}
    known |= {"period": period} if period else {}
    with transaction.atomic():
        return freeze_report(
            source=SOURCE, title=title.strip(), project=project.pk, by=by,
            seq=position() if moment.seq is None else moment.seq,
            parameters={"project": project.code, "on": moment.on.isoformat(), **known},
        )  # fmt: skip
