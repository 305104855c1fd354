"""Hold a review, agree a plan, log a contact, write down who is away and who is back, and how a
child is after its return to the family."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.process.queries import limit_days
from kinkeeper.ground.records.actions import write
from kinkeeper.mission.care.actions.days import Day, not_before, split_day
from kinkeeper.mission.care.following import limits
from kinkeeper.mission.care.following.queries import review_due_on, went_home
from kinkeeper.mission.care.following.rules import TO_REPORT
from kinkeeper.mission.care.models import Placement
from kinkeeper.mission.care.models.reviews import (
    Absence,
    AbsenceKind,
    ChildGoal,
    ChildPlan,
    ChildVoice,
    ContactBar,
    FamilyContact,
    FollowUp,
    Review,
)


def hold_review(
    placement: Placement,
    *,
    by: Account,
    held_on: date,
    participants: str,
    necessary: bool,
    adequate: bool,
    view_form: str,
    contact: str,
    outcome: str,
    view: str = "",
    note: str = "",
    next_due_on: date | None = None,
) -> Review:
    """Is the placement still necessary and adequate? The next review is due after three months at
    the latest (configuration); `next_due_on` sets an earlier day.

    Raises ValidationError by field: a child not heard, a finding without consequence, a day that
    cannot be, a review of that day already.
    """
    _while_in_care(placement, held_on, field="held_on")
    latest = held_on + timedelta(days=limit_days(limits.REVIEW) or 0)
    problems = _review_problems(
        view_form, view, next_due_on or latest, latest, held_on,
        goes_on=outcome == "continue" and not (necessary and adequate),
    )  # fmt: skip
    if Review.objects.filter(placement=placement.pk, held_on=held_on).exists():
        problems["held_on"] = _("A review of this day is recorded already.")
    if problems:
        raise ValidationError(problems)
    return write(
        Review(placement=placement, due_on=review_due_on(placement), chaired_by=by),
        by=by, occurred_on=held_on, held_on=held_on, next_due_on=next_due_on or latest,
        participants=participants.strip(), necessary=necessary, adequate=adequate,
        view_form=view_form, view=view.strip(), contact=contact, outcome=outcome, note=note.strip(),
    )  # fmt: skip


def _review_problems(
    view_form: str, view: str, wanted: date, latest: date, held_on: date, *, goes_on: bool
) -> dict[str, Any]:
    problems: dict[str, Any] = {}
    if view_form != ChildVoice.TOO_YOUNG and not view.strip():
        problems["view"] = _("Write what the child says, in its own words.")
    if goes_on:
        problems["outcome"] = _("Not necessary or not adequate any more: choose what follows.")
    if not held_on < wanted <= latest:
        problems["next_due_on"] = _("The next review comes later, within the time limit.")
    return problems


@dataclass(frozen=True)
class NewGoal:
    """What is to be reached, who sees to it, and by when."""

    area: str
    statement: str
    who: str
    by_when: date


def agree_plan(
    placement: Placement,
    *,
    by: Account,
    on: date,
    agreed_with: str,
    goals: Sequence[NewGoal],
    valid_until: date | None = None,
) -> ChildPlan:
    """A child development plan; the one before ends that day. Raises ValidationError without a
    goal, or for a plan that is over before it begins."""
    _while_in_care(placement, on)
    if not goals:
        raise ValidationError(_("A plan has at least one goal."))
    until = valid_until or on + timedelta(days=limit_days(limits.PLAN_VALID) or 0)
    not_before(until, on, _("The plan is agreed on %(day)s only."), field="valid_until")
    with transaction.atomic():
        for plan in ChildPlan.objects.filter(placement=placement.pk, until=None):
            not_before(on, plan.since, _("The plan before was agreed on %(day)s."))
            write(plan, by=by, occurred_on=on, until=on)
        fresh = write(
            ChildPlan(placement=placement), by=by, occurred_on=on, since=on, valid_until=until,
            agreed_with=agreed_with.strip(),
        )  # fmt: skip
        for goal in goals:
            add_goal(fresh, by=by, goal=goal)
    return fresh


def add_goal(plan: ChildPlan, *, by: Account, goal: NewGoal) -> ChildGoal:
    """Raises ValidationError for a plan that has ended, or a goal due before the plan."""
    if plan.until:
        raise ValidationError(_("This plan has ended."))
    not_before(goal.by_when, plan.since, _("The plan is agreed on %(day)s only."), field="by_when")
    return write(
        ChildGoal(plan=plan), by=by, occurred_on=plan.since, area=goal.area,
        statement=goal.statement.strip(), who=goal.who.strip(), by_when=goal.by_when,
    )  # fmt: skip


def reach_goal(goal: ChildGoal, *, by: Account, on: date) -> ChildGoal:
    """Raises ValidationError for a day ahead or before the plan, or a goal reached already."""
    day, _precision = split_day(on)
    if goal.done_on:
        raise ValidationError(_("This goal is reached already."))
    not_before(day, goal.plan.since, _("The plan is agreed on %(day)s only."))
    return write(goal, by=by, occurred_on=day, done_on=day)


def log_contact(
    placement: Placement, *, by: Account, held_on: date, kind: str, with_whom: str, **values: Any
) -> FamilyContact:
    """A visit, call or letter between the child and its family. values: columns of the record.

    Raises ValidationError for a day before the arrival or ahead, and while an authority has
    decided that there is no contact.
    """
    _while_in_care(placement, held_on, field="held_on")
    bars = ContactBar.objects.filter(placement=placement.pk, since__lte=held_on)
    for bar in bars:
        if bar.until is None or held_on < bar.until:
            raise ValidationError(
                {"held_on": _("The authority has decided that there is no contact on this day.")}
            )
    return write(
        FamilyContact(placement=placement), by=by, occurred_on=held_on, held_on=held_on,
        kind=kind, with_whom=with_whom.strip(), **values,
    )  # fmt: skip


def bar_contact(
    placement: Placement, *, by: Account, on: date, authority: str, reason: str
) -> ContactBar:
    """An authority decided it. Raises ValidationError when it is so already, or without reason."""
    _while_in_care(placement, on)
    if ContactBar.objects.filter(placement=placement.pk, until=None).exists():
        raise ValidationError(_("Contact is excluded already."))
    if not reason.strip():
        raise ValidationError({"reason": _("Write why the authority decided it.")})
    return write(
        ContactBar(placement=placement), by=by, occurred_on=on, since=on,
        authority=authority.strip(), why=reason.strip(),
    )  # fmt: skip


def allow_contact(bar: ContactBar, *, by: Account, on: date) -> ContactBar:
    """Contact is possible again from that day."""
    day, _precision = split_day(on)
    not_before(day, bar.since, _("Contact is excluded since %(day)s only."))
    return write(bar, by=by, occurred_on=day, until=day)


def follow_up(
    placement: Placement, *, by: Account, held_on: date, kind: str, reached: bool,
    at_home: str = "", at_school: bool | None = None, note: str = "",
) -> FollowUp:  # fmt: skip
    """A contact after the return to parents or kin. Raises ValidationError by field: a child that
    did not go home, a day before the return or ahead, one written already, nothing said of it."""
    split_day(held_on, field="held_on")
    if placement.until is None or not went_home(placement):
        raise ValidationError(_("Only a child that went back to its parents or kin is followed."))
    not_before(held_on, placement.until, _("The child went home on %(day)s only."), field="held_on")
    if reached and not at_home:
        raise ValidationError({"at_home": _("Say how the child is.")})
    if FollowUp.objects.filter(placement=placement.pk, held_on=held_on).exists():
        raise ValidationError({"held_on": _("A contact of this day is recorded already.")})
    return write(
        FollowUp(placement=placement), by=by, occurred_on=held_on, held_on=held_on, kind=kind,
        reached=reached, at_home=at_home if reached else "", at_school=at_school,
        note=note.strip(),
    )  # fmt: skip


def begin_absence(
    placement: Placement,
    *,
    by: Account,
    kind: str,
    on: Day,
    back_by: date | None = None,
    police_on: date | None = None,
    authority_on: date | None = None,
    note: str = "",
) -> Absence:
    """The child is away; the placement goes on. An absence with leave says when it ends.

    Raises ValidationError while the child is away already, or for days that cannot be.
    """
    day, _precision = split_day(on)
    _while_in_care(placement, day)
    if Absence.objects.filter(placement=placement.pk, until=None).exists():
        raise ValidationError(_("The child is away already: write its return first."))
    if kind == AbsenceKind.AUTHORISED and back_by is None:
        raise ValidationError({"back_by": _("Write when the child is expected back.")})
    if back_by:
        not_before(back_by, day, _("The child is away since %(day)s only."), field="back_by")
    absence = Absence(placement=placement, kind=kind)
    with transaction.atomic():
        write(absence, by=by, occurred_on=day, since=day, back_by=back_by, note=note.strip())
        return report_absence(absence, by=by, police_on=police_on, authority_on=authority_on)


def report_absence(
    absence: Absence,
    *,
    by: Account,
    police_on: date | None = None,
    authority_on: date | None = None,
    kind: str = "",
    note: str = "",
) -> Absence:
    """Police and the child's authority were told; what is known changes (runaway, missing)."""
    values: dict[str, Any] = {}
    for name, told_on in (("police_on", police_on), ("authority_on", authority_on)):
        if told_on:
            day, _precision = split_day(told_on, field=name)
            not_before(day, absence.since, _("The child is away since %(day)s."), field=name)
            values[name] = day
    values |= {name: value for name, value in (("kind", kind), ("note", note.strip())) if value}
    return write(absence, by=by, **values) if values else absence


def end_absence(absence: Absence, *, by: Account, on: Day) -> Absence:
    """The child is back. Raises ValidationError for one who is back already, or a day before."""
    day, _precision = split_day(on)
    if absence.until:
        raise ValidationError(_("The child is back already."))
    not_before(day, absence.since, _("The child is away since %(day)s only."))
    return write(absence, by=by, occurred_on=day, until=day)


def to_report(absence: Absence) -> bool:
    """Must police and authority still be told?"""
    told = absence.police_on and absence.authority_on
    return absence.kind in TO_REPORT and not told


def _while_in_care(placement: Placement, on: date, *, field: str = "on") -> None:
    split_day(on, field=field)
    not_before(on, placement.since, _("The child is in care since %(day)s only."), field=field)
    if placement.until and on > placement.until:
        raise ValidationError({field: _("The child had left care by then.")})
