"""Looking at the plan together: scores, goals, promises, what the child says, the next date."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.actions import write
from kinkeeper.mission.casework.actions.assessments import Judged, assess
from kinkeeper.mission.casework.actions.plans import (
    mark_commitment_done,
    review_due_after,
    set_goal_state,
)
from kinkeeper.mission.casework.actions.problems import Problems
from kinkeeper.mission.casework.models import Assessment, Occasion, Plan, Review


@dataclass(frozen=True)
class Talk:
    """What came out of the review.

    goal_states: goal -> state. kept: commitments that were done. child_view: in the child's own
    words where possible.
    """

    goal_states: Mapping[UUID, str] = field(default_factory=dict)
    kept: Collection[UUID] = ()
    with_whom: str = ""
    child_view: str = ""


def hold_review(
    *,
    plan: Plan,
    held_on: date,
    by: Account,
    rows: Iterable[Judged],
    talk: Talk | None = None,
    next_review_on: date | None = None,
    occasion: str = Occasion.REVIEW,
) -> Review:
    """Closes the review that was waited for and opens the next, all or nothing."""
    talk = talk or Talk()
    due_on = next_review_on or review_due_after(held_on)
    _check(plan, held_on, next_review_on)
    with transaction.atomic():
        seen = assess(family=plan.family, occasion=occasion, held_on=held_on, by=by, rows=rows)
        held = _hold(plan, held_on, by, seen, talk)
        _note_plan(plan, held_on, by, talk)
        write(Review(plan=plan), by=by, occurred_on=held_on, due_on=due_on)
        write(plan, by=by, occurred_on=held_on, next_review_on=due_on)
        return held


def _check(plan: Plan, held_on: date, next_review_on: date | None) -> None:
    problems = Problems()
    if plan.agreed_on is None or plan.until is not None:
        problems.add("held_on", _("There is no plan in force to be reviewed."))
    problems.happened("held_on", held_on, family=plan.family_id)
    problems.not_before(
        "held_on", held_on, plan.agreed_on, _("The plan was only agreed on %(day)s.")
    )
    problems.not_before(
        "next_review_on", next_review_on, held_on,
        _("The next review comes after this one, of %(day)s."),
    )  # fmt: skip
    problems.stop()


def _hold(plan: Plan, held_on: date, by: Account, seen: list[Assessment], talk: Talk) -> Review:
    """The review that was waited for; one that was never opened was due on the day itself."""
    waiting = Review.objects.filter(plan=plan, held_on=None).first()
    of_family = next((a for a in seen if a.person_id is None), None)
    return write(
        waiting or Review(plan=plan, due_on=held_on), by=by, occurred_on=held_on,
        held_on=held_on, assessment=of_family, with_whom=talk.with_whom.strip(),
        child_view=talk.child_view.strip(),
    )  # fmt: skip


def _note_plan(plan: Plan, held_on: date, by: Account, talk: Talk) -> None:
    for goal in plan.goals.all():
        set_goal_state(
            goal=goal, state=talk.goal_states.get(goal.pk, goal.state), on=held_on, by=by
        )
    for commitment in plan.commitments.all():
        if commitment.pk in talk.kept and commitment.done_on is None:
            mark_commitment_done(commitment=commitment, done_on=held_on, by=by)
