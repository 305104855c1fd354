"""Reporting periods: begun, closed with their figures kept, opened again for a reason."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.roles import REPORTING
from kinkeeper.ground.process.actions import Told, begin, decline, move, propose
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.process.queries import open_proposals
from kinkeeper.ground.records.actions import write
from kinkeeper.mission.projects.actions.freezing import freeze
from kinkeeper.mission.projects.framework import Moment
from kinkeeper.mission.projects.models import Project, ReportingPeriod
from kinkeeper.mission.projects.process import PERIOD, UNLOCKED_NEED
from kinkeeper.mission.projects.reading import period_evidence, place_of_work, unlocked
from kinkeeper.mission.projects.rules import quarter_called


def begin_period(project: Project, code: str, *, by: Account, on: date) -> ReportingPeriod:
    """The quarter of this code, as in "2018-Q4"; the one already there where it was begun before.

    Raises ValidationError for a code that is no quarter of the project.
    """
    quarter = quarter_called(code, since=project.since, until=project.last_day)
    if quarter is None:
        sentence = _("“%(code)s” is no quarter of this project. Write it as 2018-Q4.")
        raise ValidationError(sentence % {"code": code})
    found = ReportingPeriod.objects.filter(project=project, code=quarter.code).first()
    if found is not None:
        return found
    with transaction.atomic():
        period = write(
            ReportingPeriod(project=project, code=quarter.code), by=by, occurred_on=on,
            since=quarter.since, until=quarter.on,
        )  # fmt: skip
        begin(PERIOD, period, verb="begin", place=place_of_work(project, by=by), by=by,
              told=Told(on))  # fmt: skip
        return period


def propose_close(period: ReportingPeriod, *, by: Account, told: Told) -> Proposal:
    """Raises ValidationError with what is missing, Refused without the capability."""
    return propose(
        PERIOD, period, verb="close", by=by, told=told, evidence=period_evidence(period, told.on),
        purpose=REPORTING,
    )  # fmt: skip


def take_period_step(period: ReportingPeriod, verb: str, *, by: Account, told: Told) -> Stage:
    """Close the period and keep its figures at the ledger position of this moment, or open it
    again for a reason; what was published stays. Raises ValidationError, Refused."""
    with transaction.atomic():
        stage = move(
            PERIOD, period, verb=verb, by=by, told=told, purpose=REPORTING,
            evidence=period_evidence(period, told.on),
        )  # fmt: skip
        if verb == "close":
            title = _("%(project)s, %(period)s") % {
                "project": period.project.code, "period": period.code,
            }  # fmt: skip
            freeze(period.project, moment=Moment(period.until), title=title, by=by,
                   period=period.code)  # fmt: skip
        return stage


def decline_close(period: ReportingPeriod, *, by: Account, note: str) -> Proposal:
    """Say no to a proposal to close. Raises ValidationError without a note or a proposal."""
    proposal = open_proposals(PERIOD, period.pk).get("close")
    if proposal is None:
        raise ValidationError(_("Nobody has proposed it yet."))
    return decline(proposal, by=by, told=Told(timezone.localdate(), note=note))


def write_narrative(
    period: ReportingPeriod, *, by: Account, narrative_fr: str, narrative_en: str
) -> ReportingPeriod:
    """The text of the report, in both languages. Raises ValidationError for a closed period."""
    if not unlocked(period):
        raise ValidationError(str(UNLOCKED_NEED.missing))
    return write(period, by=by, narrative_fr=narrative_fr, narrative_en=narrative_en)
