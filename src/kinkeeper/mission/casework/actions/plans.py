"""The family development plan: drafted, agreed with the family, kept, replaced, ended."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.process.queries import limit_days
from kinkeeper.ground.records.actions import Received, receive, write
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.casework.actions.problems import Problems
from kinkeeper.mission.casework.limits import REVIEW
from kinkeeper.mission.casework.models import Commitment, Goal, GoalState, Plan, Review
from kinkeeper.mission.casework.queries.evidence import draft_of
from kinkeeper.mission.casework.rules import Draft, missing_in_plan, next_review_due

# What is missing -> (field it is said at, sentence).
MISSING = {
    "goals": ("goals", gettext_lazy("The plan needs at least one goal.")),
    "family_commitment": (
        "commitments", gettext_lazy("Write down what the family will do."),
    ),
    "programme_commitment": (
        "commitments", gettext_lazy("Write down what the programme will do."),
    ),
    "explained_in": (
        "explained_in", gettext_lazy("Say in which language the plan was explained."),
    ),
    "agreed_with": ("agreed_with", gettext_lazy("Say who agreed for the family.")),
}  # fmt: skip


def draft_plan(*, family: Record, since: date, by: Account) -> Plan:
    """An empty plan. Raises ValidationError while another draft of the family is open."""
    problems = Problems()
    problems.happened("since", since, family=family.pk)
    if Plan.objects.filter(family_id=family.pk, agreed_on=None, until=None).exists():
        problems.add("since", _("This family has a draft already: go on with that one."))
    problems.stop()
    return write(Plan(family_id=family.pk), by=by, occurred_on=since, since=since)


def add_goal(
    *, plan: Plan, dimension: str, statement: str, by: Account, due_on: date | None = None
) -> Goal:
    problems = Problems()
    problems.written("statement", statement, _("Write down the goal."))
    _check_due(problems, plan, due_on)
    return write(
        Goal(plan=plan), by=by, dimension=dimension, statement=statement.strip(), due_on=due_on
    )


def add_commitment(
    *, plan: Plan, owner: str, promise: str, by: Account, due_on: date | None = None
) -> Commitment:
    """owner: family, programme, cbo or authority."""
    problems = Problems()
    problems.written("promise", promise, _("Write down what is promised."))
    _check_due(problems, plan, due_on)
    return write(Commitment(plan=plan), by=by, owner=owner, promise=promise.strip(), due_on=due_on)


def agree_plan(
    *,
    plan: Plan,
    agreed_on: date,
    agreed_with: str,
    explained_in: str,
    by: Account,
    next_review_on: date | None = None,
) -> Plan:
    """In force from now on; the plan before it ends, and the first review is waited for."""
    due_on = next_review_on or review_due_after(agreed_on)
    draft = replace(draft_of(plan), agreed_with=agreed_with, explained_in=explained_in)
    _check_agreement(plan, draft, agreed_on, next_review_on)
    with transaction.atomic():
        _end_others(plan, on=agreed_on, by=by)
        agreed = write(
            plan, by=by, occurred_on=agreed_on, agreed_on=agreed_on, next_review_on=due_on,
            agreed_with=agreed_with.strip(), explained_in=explained_in.strip(),
        )  # fmt: skip
        write(Review(plan=plan), by=by, occurred_on=agreed_on, due_on=due_on)
        return agreed


def _check_agreement(
    plan: Plan, draft: Draft, agreed_on: date, next_review_on: date | None
) -> None:
    problems = Problems()
    if plan.agreed_on:
        problems.add("agreed_on", _("This plan was agreed already."))
    problems.happened("agreed_on", agreed_on, family=plan.family_id)
    problems.not_before(
        "agreed_on", agreed_on, plan.since, _("The plan was only drafted on %(day)s.")
    )
    problems.not_before(
        "next_review_on", next_review_on, agreed_on,
        _("The review comes after the agreement, of %(day)s."),
    )  # fmt: skip
    for code in missing_in_plan(draft):
        problems.add(*MISSING[code])
    problems.stop()


def review_due_after(day: date) -> date:
    """The day by which the next review is due, by the limit of this office."""
    return next_review_due(day, limit_days(REVIEW.key) or REVIEW.days)


def _end_others(plan: Plan, *, on: date, by: Account) -> None:
    others = Plan.objects.filter(family_id=plan.family_id, until=None, agreed_on__isnull=False)
    for other in others.exclude(pk=plan.pk):
        write(other, by=by, occurred_on=on, until=max(on, other.since), next_review_on=None)


def close_plan(*, family: Record, on: date, by: Account) -> Plan | None:
    """The plan in force ends, as at the exit of the family; nothing where there is none."""
    found = Plan.objects.filter(family_id=family.pk, until=None, agreed_on__isnull=False).first()
    if found is None:
        return None
    return write(found, by=by, occurred_on=on, until=max(on, found.since), next_review_on=None)


def set_goal_state(*, goal: Goal, state: str, on: date, by: Account) -> Goal:
    """Met, not met, in progress or no longer wanted, since that day. The same state again does
    nothing."""
    if goal.state == state:
        return goal
    problems = Problems()
    if state not in GoalState.values:
        problems.add("state", _("Choose where the goal stands."))
    problems.happened("state_on", on, family=goal.plan.family_id)
    problems.stop()
    return write(goal, by=by, occurred_on=on, state=state, state_on=on)


def mark_commitment_done(*, commitment: Commitment, done_on: date, by: Account) -> Commitment:
    problems = Problems()
    problems.happened("done_on", done_on, family=commitment.plan.family_id)
    problems.stop()
    return write(commitment, by=by, occurred_on=done_on, done_on=done_on, dropped_on=None)


def drop_commitment(*, commitment: Commitment, on: date, by: Account) -> Commitment:
    """Given up: it stays in the history and is no longer expected."""
    problems = Problems()
    problems.happened("dropped_on", on, family=commitment.plan.family_id)
    problems.stop()
    return write(commitment, by=by, occurred_on=on, dropped_on=on)


def correct_plan(*, plan: Plan, base: int, by: Account, values: Mapping[str, Any]) -> Received:
    """Who agreed, in which language: what was written down wrongly."""
    return receive(Plan, plan.pk, base=base, by=by, values=values)


def correct_goal(*, goal: Goal, base: int, by: Account, values: Mapping[str, Any]) -> Received:
    """base: version of the goal when the form was shown."""
    problems = Problems()
    if "statement" in values:
        problems.written("statement", values["statement"], _("Write down the goal."))
    _check_due(problems, goal.plan, values.get("due_on", goal.due_on))
    return receive(Goal, goal.pk, base=base, by=by, values=values)


def correct_commitment(
    *, commitment: Commitment, base: int, by: Account, values: Mapping[str, Any]
) -> Received:
    """base: version of the commitment when the form was shown."""
    problems = Problems()
    if "promise" in values:
        problems.written("promise", values["promise"], _("Write down what is promised."))
    _check_due(problems, commitment.plan, values.get("due_on", commitment.due_on))
    return receive(Commitment, commitment.pk, base=base, by=by, values=values)


def _check_due(problems: Problems, plan: Plan, due_on: date | None) -> None:
    problems.not_before(
        "due_on", due_on, plan.since, _("The plan begins on %(day)s: give a later day.")
    )
    problems.stop()
