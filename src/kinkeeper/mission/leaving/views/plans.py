"""The independence plan: its page, a new plan, goals."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE
from kinkeeper.mission.leaving import actions
from kinkeeper.mission.leaving.actions import NewGoal
from kinkeeper.mission.leaving.forms.sheets import GoalForm, GoalStateForm, PlanForm, TodaySheet
from kinkeeper.mission.leaving.process import IN_CARE, PROPOSE, READ, RETURNED
from kinkeeper.mission.leaving.queries import (
    Goal,
    IndependencePlan,
    Way,
    goal,
    goals_of,
    plan_of,
    plans_of,
    rhythm,
    state_of,
)
from kinkeeper.mission.leaving.reckoning import begins_late, leaving_day
from kinkeeper.mission.leaving.views.asking import answer, shown, way_or_404


@door(READ, purpose=CARE)
def plan(request: Asked, pk: UUID) -> HttpResponse:
    """The plan in force with its goals, and the plans before."""
    youth = way_or_404(request, pk, door="youth_plan")
    found = plan_of(youth)
    leaves = leaving_day(youth.planned_on, youth.person.birth, rhythm())
    context = shown(
        request, youth, plan=found, goals=goals_of(found) if found else [],
        before=[p for p in plans_of(youth) if p.until], leaves=leaves, today=timezone.localdate(),
        late=found is None and begins_late(timezone.localdate(), leaves, rhythm()),
        open_stage=state_of(youth) in {*IN_CARE, RETURNED},
    )  # fmt: skip
    return render(request, "leaving/plan.html", context)


@door(PROPOSE, purpose=CARE)
def plan_new(request: Asked, pk: UUID) -> HttpResponse:
    """Write the plan, or look at it again: the open goals go on."""
    youth = way_or_404(request, pk, door="youth_plan_new")
    form = PlanForm(request.POST or None, initial={"planned": youth.planned})
    return answer(
        request, form, lambda: _written(request, youth, form), person=youth.person,
        title=_("Write the independence plan"), back=_address(youth),
    )  # fmt: skip


def _written(request: Asked, youth: Way, form: PlanForm) -> str:
    actions.write_plan(youth, by=request.user, **form.values())
    messages.success(request, _("The plan is written: add the goals, then agree it."))
    return _address(youth)


@door(PROPOSE, purpose=CARE)
def goal_new(request: Asked, pk: UUID) -> HttpResponse:
    """One more goal."""
    youth = way_or_404(request, pk, door="youth_goal_new")
    found = _plan_or_404(youth)
    form = GoalForm(request.POST or None)
    return answer(
        request, form, lambda: _added(request, found, form), person=youth.person,
        title=_("Add a goal"), back=_address(youth),
    )  # fmt: skip


def _added(request: Asked, found: IndependencePlan, form: GoalForm) -> str:
    values = form.values()
    on = values.pop("on")
    actions.add_goal(found, by=request.user, on=on, goal=NewGoal(**values))
    messages.success(request, _("The goal is written down."))
    return _address(found.way)


@door(PROPOSE, purpose=CARE)
def agree(request: Asked, pk: UUID) -> HttpResponse:
    """The young person agrees to the plan."""
    youth = way_or_404(request, pk, door="youth_plan_agree")
    found = _plan_or_404(youth)
    form = TodaySheet(request.POST or None)
    return answer(
        request, form, lambda: _agreed(request, found, form), person=youth.person,
        title=_("The young person agrees to the plan"), save=_("Agreed"), back=_address(youth),
    )  # fmt: skip


def _agreed(request: Asked, found: IndependencePlan, form: TodaySheet) -> str:
    actions.agree_plan(found, by=request.user, on=form.values()["on"])
    messages.success(request, _("The plan is agreed."))
    return _address(found.way)


@door(PROPOSE, purpose=CARE)
def goal_state(request: Asked, pk: UUID) -> HttpResponse:
    """Is the goal reached?"""
    found = goal(pk, by=request.user)
    if found is None:
        raise Http404
    youth = found.plan.way
    seen(request.user, [youth.person, found], door="youth_goal", purpose=request.purpose)
    form = GoalStateForm(request.POST or None, initial={"state": found.state})
    return answer(
        request, form, lambda: _settled(request, found, form), person=youth.person,
        title=_("How far is the goal?"), lead=found.text, back=_address(youth),
    )  # fmt: skip


def _settled(request: Asked, found: Goal, form: GoalStateForm) -> str:
    actions.settle_goal(found, by=request.user, **form.values())
    messages.success(request, _("It is written down."))
    return _address(found.plan.way)


def _plan_or_404(youth: Way) -> IndependencePlan:
    found = plan_of(youth)
    if found is None:
        raise Http404
    found.way = youth
    return found


def _address(youth: Way) -> str:
    return reverse("youth_plan", args=[youth.pk])
