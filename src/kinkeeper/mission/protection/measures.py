"""The measures of protection, for any framework: their definitions, and what they are read from.

They count the desk's work as a whole, not that of one project or village.
"""

from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.process.queries import limit_days
from kinkeeper.ground.records.queries import Rows
from kinkeeper.ground.reports.figures import Asked, Figure, Text
from kinkeeper.ground.reports.measures import (
    Direction,
    Kind,
    Measure,
    Unit,
    kept,
    offer_measure,
)
from kinkeeper.mission.protection import limits
from kinkeeper.mission.protection import measures_rules as rules
from kinkeeper.mission.protection.measures_rules import Asked8, Facts, Sent, Told, Worked
from kinkeeper.mission.protection.models import Case, CaseEntry, Opinion, Referral, Report
from kinkeeper.mission.protection.models.words import Channel, Violation
from kinkeeper.mission.protection.process import CASE, CLOSED, PLANNED, REPORT, TRIAGED
from kinkeeper.mission.protection.queries.cases import FOLLOWED
from kinkeeper.mission.protection.said import File, Story
from kinkeeper.mission.protection.sealing import opened_rows

Days = dict[UUID, list[tuple[date, str]]]


def facts_of(rows: Rows) -> Facts:
    """Everything these measures count, read and opened once per page."""
    return kept(rows, "protection.facts", lambda: _read(rows))


def _read(rows: Rows) -> Facts:
    levels = (limits.TRIAGE, limits.ASSESS, limits.FOLLOW)
    keys = {limits.PLAN, *(key for level in levels for key in level.values())}
    days = {key: limit_days(key) or 0 for key in keys}
    return Facts(
        told=tuple(_told(rows)), worked=tuple(_worked(rows)), sent=tuple(_sent(rows)),
        asked=tuple(Asked8(*row) for row in rows.of(Opinion, "id", "on", "respected")),
        triage={risk: days[key] for risk, key in limits.TRIAGE.items()},
        plan={risk: days[key] + days[limits.PLAN] for risk, key in limits.ASSESS.items()},
        follow={risk: days[key] for risk, key in limits.FOLLOW.items()},
        channels=dict(Channel.choices), kinds=dict(Violation.choices),
    )  # fmt: skip


def _told(rows: Rows) -> Iterable[Told]:
    found = rows.of(Report, "id", "place_id", "received_on", "sealed")
    said = opened_rows(Report, [(pk, sealed, place) for pk, place, _on, sealed in found], Story)
    triaged = _entered(rows, REPORT.name, TRIAGED)
    for pk, _place, on, _sealed in found:
        story = said[pk]
        first = min((day for day, _reason in triaged.get(pk, ())), default=None)
        yield Told(
            pk, on, story.channel, tuple(story.kinds), story.ages.get("sex", ""),
            story.ages.get("age", ""), story.risk, first,
        )  # fmt: skip


def _worked(rows: Rows) -> Iterable[Worked]:
    found = rows.of(Case, "id", "place_id", "opened_on", "until", "worker_id", "sealed")
    said = opened_rows(Case, [(row[0], row[5], row[1]) for row in found], File)
    planned, ended = (_entered(rows, CASE.name, state) for state in (PLANNED, CLOSED))
    seen: dict[UUID, list[date]] = {}
    kinds = frozenset(kind.value for kind in FOLLOWED)
    for pk, on in rows.of(CaseEntry, "case_id", "on", kind=kinds):
        seen.setdefault(pk, []).append(on)
    for pk, _place, opened, until, worker, _sealed in found:
        plan = min((day for day, _reason in planned.get(pk, ())), default=None)
        yield Worked(
            pk, opened, until, worker, said[pk].risk, plan, tuple(seen.get(pk, ())),
            tuple(ended.get(pk, ())),
        )  # fmt: skip


def _sent(rows: Rows) -> Iterable[Sent]:
    return (Sent(*row) for row in rows.of(Referral, "id", "sent_on", "status", "not_taken"))


def _entered(rows: Rows, process: str, state: str) -> Days:
    """When each subject came into a state, and why."""
    found: Days = {}
    stages = rows.of(Stage, "subject", "since", "reason", process=process, state=state)
    for subject, since, reason in stages:
        found.setdefault(subject, []).append((since, reason))
    return found


def referrals_of(rows: Rows) -> Facts:
    """Only what was referred: a figure that counts nothing else opens no report and no case."""
    return kept(rows, "protection.referrals", lambda: Facts(sent=tuple(_sent(rows))))


def _computed(
    formula: Callable[[Facts, Asked], Figure], reads: Callable[[Rows], Facts]
) -> Callable[[Rows, Asked], Figure]:
    def compute(rows: Rows, asked: Asked) -> Figure:
        return formula(reads(rows), asked)

    return compute


def _measure(
    code: str,
    label: Text,
    definition: Text,
    formula: Callable[[Facts, Asked], Figure],
    *,
    counts: Text,
    unit: Unit = Unit.PERCENT,
    kind: Kind = Kind.FLOW,
    direction: Direction = Direction.UP,
    reads: Callable[[Rows], Facts] = facts_of,
) -> Measure:
    return Measure(
        code=f"protection.{code}", version=1, label=label, definition=definition, counts=counts,
        unit=unit, kind=kind, direction=direction, additive=False,
        compute=_computed(formula, reads),
    )  # fmt: skip


REPORTS, CASES, REFERRALS, PEOPLE = _("reports"), _("cases"), _("referrals"), _("people asked")

MEASURES = (
    _measure(
        "reports_received", _("Reports received"),
        _("Counted: reports received in the period, by sex and age of the child where they were "
          "said, by channel and kind. Never a target: more reports may mean more trust. Numbers "
          "below 10 are hidden."),
        rules.received, counts=REPORTS, unit=Unit.NUMBER, direction=Direction.NONE,
    ),
    _measure(
        "triaged_in_time", _("Triage in time"),
        _("Counted: reports triaged in the period within the limit of their final level of risk. "
          "Out of: reports triaged in the period. Hidden below 10."),
        rules.triaged_in_time, counts=REPORTS,
    ),
    _measure(
        "referrals_completed", _("Referrals completed"),
        _("Counted: referrals sent in the period that are done. Out of: referrals sent in the "
          "period. Hidden below 10."),
        rules.referrals_completed, counts=REFERRALS, reads=referrals_of,
    ),
    _measure(
        "service_unavailable", _("Referrals without an available service"),
        _("Counted: referrals sent in the period for which the service was not available. Out of: "
          "referrals sent in the period. It says where services are missing. Hidden below 10."),
        rules.service_unavailable, counts=REFERRALS, direction=Direction.DOWN,
        reads=referrals_of,
    ),
    _measure(
        "plan_in_time", _("Case plan in time"),
        _("Counted: cases opened in the period with a plan approved within the limits for "
          "assessment and plan. Out of: cases opened in the period. Hidden below 10."),
        rules.planned_in_time, counts=CASES,
    ),
    _measure(
        "followed_up", _("Follow-up kept"),
        _("Counted: cases open on the last day whose last follow-up lies within the interval of "
          "their level of risk. Out of: cases open on the last day. Hidden below 10."),
        rules.followed, counts=CASES, kind=Kind.STOCK,
    ),
    _measure(
        "closed_goals_met", _("Closed with the goals reached"),
        _("Counted: cases closed in the period because the goals are reached. Out of: cases closed "
          "in the period. Hidden below 10."),
        rules.goals_met, counts=CASES,
    ),
    _measure(
        "days_open", _("Median days a case was open"),
        _("Days from the opening to the closing of the cases closed in the period, the middle one. "
          "Hidden below 10 cases."),
        rules.median_days, counts=CASES, unit=Unit.NUMBER, direction=Direction.NONE,
    ),
    _measure(
        "caseload", _("Open cases for each worker"),
        _("Cases open on the last day divided by those who work on at least one. Reference: 25. "
          "Hidden below 10 cases."),
        rules.caseload, counts=CASES, unit=Unit.NUMBER, kind=Kind.STOCK, direction=Direction.DOWN,
    ),
    _measure(
        "treated_with_respect", _("Treated with respect"),
        _("Counted: children and caregivers who say they were treated with respect. Out of: those "
          "asked in the period. Hidden below 10."),
        rules.respected, counts=PEOPLE,
    ),
)  # fmt: skip


def offer_measures() -> None:
    """Called when the room is ready."""
    offer_measure(*MEASURES)
