"""From the rows of the plan's form to its goals and promises, and back."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.casework.actions import (
    add_commitment,
    add_goal,
    correct_commitment,
    correct_goal,
    draft_plan,
    drop_commitment,
    set_goal_state,
)
from kinkeeper.mission.casework.forms import PlanForm, take_errors
from kinkeeper.mission.casework.models import GoalState, Owner, Plan

EMPTY_GOALS = 3


def start_goals(plan: Plan | None) -> list[dict[str, Any]]:
    """The goals there are, then empty rows."""
    rows = [g for g in plan.goals.all() if g.state != GoalState.DROPPED] if plan else []
    known = [_start(g, "dimension", "statement", "due_on") for g in sorted(rows, key=_age)]
    return known + [{} for _i in range(EMPTY_GOALS)]


def start_commitments(plan: Plan | None) -> list[dict[str, Any]]:
    """The promises there are, then an empty row for each side."""
    rows = [c for c in plan.commitments.all() if c.dropped_on is None] if plan else []
    known = [_start(c, "owner", "promise", "due_on") for c in sorted(rows, key=_age)]
    return known + [{"owner": owner} for owner in Owner.values]


def _age(record: Record) -> UUID:
    """Ids sort by the time they were made."""
    return record.pk


def _start(record: Record, *names: str) -> dict[str, Any]:
    values = {name: getattr(record, name) for name in names}
    return values | {"record": record.pk, "base": record.version}


def save_rows(
    family: Record, plan: Plan | None, *, form: PlanForm, goals: Any, promises: Any, by: Account
) -> None:
    """All rows or none. What is wrong stands in its row; raises ValidationError then."""
    target = plan or draft_plan(family=family, since=form.cleaned_data["since"], by=by)
    known = {g.pk: g for g in target.goals.all()}
    fine = [_goal(row, target, known, by) for row in goals if row.has_changed()]
    promised = {c.pk: c for c in target.commitments.all()}
    fine += [_promise(row, target, promised, by) for row in promises if row.has_changed()]
    if not all(fine):
        raise ValidationError(_("Some rows below are to be corrected."))


def _goal(row: Any, plan: Plan, known: Mapping[UUID, Any], by: Account) -> bool:
    goal: Any = known.get(row.cleaned_data.get("record"))

    def change() -> None:
        if row.cleaned_data["drop"]:
            set_goal_state(goal=goal, state=GoalState.DROPPED, on=timezone.localdate(), by=by)
        else:
            correct_goal(goal=goal, base=row.cleaned_data["base"], by=by, values=row.values())

    return _done(row, goal, change, lambda: add_goal(plan=plan, by=by, **row.values()))


def _promise(row: Any, plan: Plan, known: Mapping[UUID, Any], by: Account) -> bool:
    promise: Any = known.get(row.cleaned_data.get("record"))

    def change() -> None:
        if row.cleaned_data["drop"]:
            drop_commitment(commitment=promise, on=timezone.localdate(), by=by)
        else:
            correct_commitment(
                commitment=promise, base=row.cleaned_data["base"], by=by, values=row.values()
            )

    return _done(row, promise, change, lambda: add_commitment(plan=plan, by=by, **row.values()))


def _done(row: Any, known: Any, change: Callable[[], Any], add: Callable[[], Any]) -> bool:
    """False when the row is to be corrected. An empty new row asks for nothing."""
    try:
        if known is not None:
            change()
        elif row.filled:
            add()
    except ValidationError as error:
        take_errors(row, error)
        return False
    return True
