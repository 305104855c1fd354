"""Where a value or a period stands, ready for a page: way so far, buttons, proposals."""

from django.utils import timezone

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, may_meet
from kinkeeper.ground.access.roles import REPORTING
from kinkeeper.ground.process.models import Proposal
from kinkeeper.ground.process.queries import open_proposals, stages_of
from kinkeeper.ground.process.standing import Held, Screens, Way, buttons, points, waiting
from kinkeeper.mission.projects.models import IndicatorValue, ReportingPeriod
from kinkeeper.mission.projects.process import APPROVE, ENTER, PERIOD, VALUE
from kinkeeper.mission.projects.reading import period_evidence, value_evidence

VALUES = Screens(VALUE, "project_value_step", "project_value_decline")
PERIODS = Screens(
    PERIOD, "project_period_step", "project_period_decline", aside=frozenset({"reopen"})
)


def value_standing(value: IndicatorValue, *, by: Account) -> Way:
    return _way(VALUES, value, value_evidence(value), by=by)


def period_standing(period: ReportingPeriod, *, by: Account) -> Way:
    return _way(PERIODS, period, period_evidence(period, timezone.localdate()), by=by)


def _way(
    screens: Screens, subject: IndicatorValue | ReportingPeriod, proved: frozenset[str], *,
    by: Account,
) -> Way:  # fmt: skip
    way = points(screens.process, stages_of(screens.process, subject.pk))
    if not way:
        return Way()
    stage, proposals = way[-1].stage, open_proposals(screens.process, subject.pk)
    holds = {c for c in (ENTER, APPROVE) if may(by, c, subject, purpose=REPORTING)}
    notes = may_meet(Proposal, "note", by=by, purpose=REPORTING)
    at = Held(by.pk, subject.pk, holds, proved, notes=notes)
    return Way(
        way=way, aside_verbs=screens.aside,
        buttons=buttons(screens, stage, proposals, at=at),
        waiting=waiting(screens, proposals.values(), at=at),
        late=stage.due_on is not None and stage.due_on < timezone.localdate(),
    )  # fmt: skip
