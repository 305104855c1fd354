"""The independence plan: written with the young person, agreed, followed goal by goal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.text.dates import UNKNOWN_DATE, RoughDate
from kinkeeper.mission.leaving.actions.checks import (
    allowed,
    count_again,
    in_state,
    not_ahead,
    not_before,
    plain,
)
from kinkeeper.mission.leaving.actions.consequences import Given, keep
from kinkeeper.mission.leaving.limits import REVIEW
from kinkeeper.mission.leaving.models import Goal, GoalState, IndependencePlan, Way
from kinkeeper.mission.leaving.process import HOMES, IN_CARE, PROPOSE, RETURNED
from kinkeeper.mission.leaving.queries.ways import goals_of, plan_of

FEW_WORDS = 3


@dataclass(frozen=True)
class NewGoal:
    """domain: a code of Domain. who: who helps. due_on: by when."""

    domain: str
    text: str
    who: str
    due_on: date


def write_plan(
    way: Way, *, by: Account, on: date, own_view: str, told: str,
    planned: RoughDate = UNKNOWN_DATE, goals: Sequence[NewGoal] = (),
) -> IndependencePlan:  # fmt: skip
    """Begin a plan; the one before ends and its open goals go on in the new one.

    Raises ValidationError (`own_view`, `on`, `planned`), Refused.
    """
    allowed(by, PROPOSE, way.person)
    in_state(way, (*IN_CARE, RETURNED))
    plain(on, way.person, way.since)
    if len(own_view.split()) < FEW_WORDS:
        sentence = _("Write what the young person says, in the own words.")
        raise ValidationError({"own_view": sentence})
    before = plan_of(way)
    with transaction.atomic():
        keep(way, Given(planned=planned), by=by, on=on)
        if before:
            not_before(on, before.since, _("The plan before was written on %(day)s."))
            write(before, by=by, occurred_on=on, until=on)
        plan = IndependencePlan(way=way)
        write(plan, by=by, occurred_on=on, since=on, own_view=own_view.strip(), told=told)
        _carry_on(before, plan, by=by, on=on)
        for goal in goals:
            add_goal(plan, by=by, on=on, goal=goal)
    return plan


def _carry_on(
    before: IndependencePlan | None, plan: IndependencePlan, *, by: Account, on: date
) -> None:
    for goal in goals_of(before) if before else []:
        if goal.state == GoalState.OPEN:
            write(goal, by=by, occurred_on=on, plan=plan)


def add_goal(plan: IndependencePlan, *, by: Account, on: date, goal: NewGoal) -> Goal:
    """Raises ValidationError (`text`, `who`, `due_on`), Refused."""
    allowed(by, PROPOSE, plan.way.person)
    _still_open(plan)
    not_before(goal.due_on, on, _("A goal is due after %(day)s."), field="due_on")
    for field in ("text", "who"):
        if not getattr(goal, field).strip():
            raise ValidationError({field: _("Fill this in.")})
    return write(
        Goal(plan=plan), by=by, occurred_on=on, domain=goal.domain, text=goal.text.strip(),
        who=goal.who.strip(), due_on=goal.due_on,
    )  # fmt: skip


def agree_plan(plan: IndependencePlan, *, by: Account, on: date) -> IndependencePlan:
    """The young person agrees. Raises ValidationError without a goal, or agreed already."""
    allowed(by, PROPOSE, plan.way.person)
    _still_open(plan)
    plain(on, plan.way.person, plan.since)
    if plan.agreed_on:
        raise ValidationError(_("The plan is agreed already."))
    if not goals_of(plan):
        raise ValidationError(_("The plan has no goal yet."))
    with transaction.atomic():
        write(plan, by=by, occurred_on=on, agreed_on=on)
        count_again(plan.way, REVIEW, HOMES, by=by, on=on)
    return plan


def settle_goal(goal: Goal, *, by: Account, on: date, state: str) -> Goal:
    """Reached, given up, or open again. Raises ValidationError (`on`), Refused."""
    allowed(by, PROPOSE, goal.plan.way.person)
    _still_open(goal.plan)
    not_ahead(on)
    not_before(on, goal.plan.way.since, _("The accompaniment began on %(day)s only."))
    day = None if state == GoalState.OPEN else on
    return write(goal, by=by, occurred_on=on, state=state, state_on=day)


def _still_open(plan: IndependencePlan) -> None:
    if plan.until is not None:
        raise ValidationError(_("This plan has ended: a newer one is in force."))
