"""What follows a child in care, in the JSON API: all of it at once, and an operation a verb."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404
from ninja import Field, Schema

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.api_doors import DoorRouter, api_door
from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import highest_class
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.answers import Once
from kinkeeper.ground.process.operations import Verb, mount_verbs
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.care.api_bodies import OnIn, RoughText, day_told
from kinkeeper.mission.care.following import actions, queries
from kinkeeper.mission.care.following.actions import NewGoal
from kinkeeper.mission.care.models.reviews import (
    Absence,
    AbsenceKind,
    AtHome,
    ChildGoal,
    ChildPlan,
    ChildVoice,
    ContactBar,
    ContactKind,
    FamilyLink,
    FollowUp,
    FollowUpKind,
    GoalArea,
    Outcome,
)

router = DoorRouter()
READ, WRITE = "care.read", "care.write"


class FollowedChildOut(Schema):
    """A placement with all that follows from it, the newest first; each row as this account may
    meet it: a value it may not meet is not in the answer."""

    placement: UUID
    review_due: date | None
    reviews: list[dict[str, Any]]
    plans: list[dict[str, Any]]
    goals: list[dict[str, Any]] = Field(description="of the plan in force")
    contacts: list[dict[str, Any]]
    no_contact: dict[str, Any] | None
    absences: list[dict[str, Any]]
    follow_ups: list[dict[str, Any]] = Field(description="after the return to the family")
    contact_due: date | None


@router.get("/care/placement/{pk}/followed", response=FollowedChildOut)
@api_door(READ, purpose=CARE)
def followed(request: Asked, pk: UUID) -> dict[str, Any]:
    """Reviews, plans, contacts with the family and absences of a time in care."""
    placement = queries.placement_met(pk, by=request.user)
    if placement is None:
        raise Http404
    seen(request.user, [placement.person, placement], door="api:followed")
    found = queries.followed(placement)
    as_met = _as_met(highest_class(request.user))
    return {
        "placement": placement.pk, "review_due": found.review_due,
        "reviews": [as_met(row) for row in found.reviews],
        "plans": [as_met(row) for row in found.plans],
        "goals": [as_met(row) for row in found.goals],
        "contacts": [as_met(row) for row in found.contacts],
        "no_contact": as_met(found.bar) if found.bar else None,
        "absences": [as_met(row) for row in found.absences],
        "follow_ups": [as_met(row) for row in found.follow_ups],
        "contact_due": found.contact_due,
    }  # fmt: skip


def _as_met(highest: int) -> Callable[[Record], dict[str, Any]]:
    def values(row: Record) -> dict[str, Any]:
        met = type(row).fields_up_to(highest)
        return {f.name: getattr(row, f.attname) for f in row._meta.fields if f.name in met}

    return values


# --- the verbs --------------------------------------------------------------------------------


class CareReviewIn(Once):
    """view: what the child says, in its own words. next_due_on: earlier than the time limit."""

    held_on: date
    participants: str = Field(max_length=300)
    necessary: bool
    adequate: bool
    view_form: ChildVoice
    view: str = Field("", max_length=2000)
    contact: FamilyLink
    outcome: Outcome
    note: str = Field("", max_length=2000)
    next_due_on: date | None = None


class ChildGoalIn(Schema):
    area: GoalArea
    statement: str = Field(min_length=1, max_length=300)
    who: str = Field(min_length=1, max_length=120)
    by_when: date


class MoreChildGoalIn(Once, ChildGoalIn):
    pass


class ChildPlanIn(Once):
    on: date
    agreed_with: str = Field(min_length=1, max_length=200)
    goals: list[ChildGoalIn] = Field(min_length=1, max_length=20)
    valid_until: date | None = None


class FamilyContactIn(Once):
    """supervised: somebody of the village was present. refused: it did not take place."""

    held_on: date
    kind: ContactKind
    with_whom: str = Field(min_length=1, max_length=120)
    supervised: bool = False
    refused: bool = False
    reaction: str = Field("", max_length=1000)


class FollowUpIn(Once):
    """reached: the child was seen or spoken to; then `at_home` says how it is."""

    held_on: date
    kind: FollowUpKind
    reached: bool
    at_home: AtHome | None = None
    at_school: bool | None = None
    note: str = Field("", max_length=2000)


class BarIn(Once):
    on: date
    authority: str = Field(min_length=1, max_length=120)
    reason: str = Field(max_length=1000)


class AbsenceIn(Once):
    kind: AbsenceKind
    on: RoughText
    back_by: date | None = None
    police_on: date | None = None
    authority_on: date | None = None
    note: str = Field("", max_length=2000)


class ReportIn(Once):
    """What was done, or is known now; what is left empty stays as it is."""

    kind: AbsenceKind | None = None
    police_on: date | None = None
    authority_on: date | None = None
    note: str = Field("", max_length=2000)


def _agree_plan(placement: Any, *, goals: list[dict[str, Any]], **values: Any) -> ChildPlan:
    return actions.agree_plan(placement, goals=[NewGoal(**goal) for goal in goals], **values)


def _add_goal(plan: Any, *, by: Account, **goal: Any) -> ChildGoal:
    return actions.add_goal(plan, by=by, goal=NewGoal(**goal))


def _follow_up(placement: Any, *, at_home: str | None, **values: Any) -> FollowUp:
    return actions.follow_up(placement, at_home=at_home or "", **values)


def _report(absence: Any, *, kind: str | None, **values: Any) -> Absence:
    return actions.report_absence(absence, kind=kind or "", **values)


VERBS = (
    Verb("placement", "hold_review", WRITE, CareReviewIn, actions.hold_review),
    Verb("placement", "agree_plan", WRITE, ChildPlanIn, _agree_plan),
    Verb("placement", "log_contact", WRITE, FamilyContactIn, actions.log_contact),
    Verb("placement", "follow_up", WRITE, FollowUpIn, _follow_up),
    Verb("placement", "bar_contact", WRITE, BarIn, actions.bar_contact),
    Verb("placement", "begin_absence", WRITE, AbsenceIn, actions.begin_absence),
    Verb("plan", "add_goal", WRITE, MoreChildGoalIn, _add_goal),
    Verb("goal", "reach_goal", WRITE, OnIn, actions.reach_goal),
    Verb("bar", "allow_contact", WRITE, OnIn, actions.allow_contact),
    Verb("absence", "report_absence", WRITE, ReportIn, _report),
    Verb("absence", "end_absence", WRITE, OnIn, actions.end_absence),
)
ROWS: dict[str, type[Record]] = {
    "plan": ChildPlan, "goal": ChildGoal, "bar": ContactBar, "absence": Absence,
}  # fmt: skip


def _find(kind: str, pk: UUID, by: Account) -> Record | None:
    if kind == "placement":
        return queries.placement_met(pk, by=by)
    return queries.one(ROWS[kind], pk, by=by)


def _values(body: Once, _by: Account) -> dict[str, Any]:
    values = body.values()
    if isinstance(body, (OnIn, AbsenceIn)):
        values["on"] = day_told(values["on"])
    return values


mount_verbs(router, VERBS, room="care", find=_find, values=_values)
