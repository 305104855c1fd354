"""Screens of reviews, plans, contacts and absences; all lead back to the child's page."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may_meet
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.asking import run
from kinkeeper.ground.process.forms import Sheet
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.care.following import actions, queries
from kinkeeper.mission.care.following.forms import (
    AbsenceForm,
    BarForm,
    ContactForm,
    FollowUpForm,
    GoalForm,
    GoalRows,
    OnForm,
    PlanForm,
    ReportForm,
    ReviewForm,
)
from kinkeeper.mission.care.models import Placement
from kinkeeper.mission.care.models.reviews import (
    Absence,
    ChildGoal,
    ChildPlan,
    ContactBar,
    Review,
)
from kinkeeper.mission.people.queries import name_for

WRITE = "care.write"
R = TypeVar("R", bound=Record)
Text = str | Promise


@door("care.read", purpose=CARE)
def sheet(request: Asked, pk: UUID) -> HttpResponse:
    """Every review, plan, contact and absence of a placement; to be read or printed."""
    placement = _placement_or_404(request, pk)
    context = {
        "f": queries.followed(placement), "notes": may_meet(Review, "view", by=request.user),
        "name": name_for(placement.person, by=request.user), "writes": False,
    }  # fmt: skip
    return render(request, "care/following/sheet.html", context)


@door(WRITE, purpose=CARE)
def review(request: Asked, pk: UUID) -> HttpResponse:
    """Still necessary, still adequate; the child's word; contact with its family."""
    placement = _placement_or_404(request, pk)
    form = ReviewForm(request.POST or None)

    def act() -> object:
        return actions.hold_review(placement, by=request.user, **form.values())

    done = _("The review is kept.")
    return _ask(request, placement, form, act, title=_("Hold the review"), done=done)


@door(WRITE, purpose=CARE)
def plan(request: Asked, pk: UUID) -> HttpResponse:
    """A child development plan with its goals."""
    placement = _placement_or_404(request, pk)
    form, rows = PlanForm(request.POST or None), GoalRows(request.POST or None, prefix="goals")

    def act() -> object:
        goals = [goal for row in rows if (goal := row.goal())]
        return actions.agree_plan(placement, by=request.user, goals=goals, **form.values())

    title, done = _("Agree a development plan"), _("The plan is agreed.")
    page = "care/following/plan.html"
    if rows.is_bound and not rows.is_valid():
        return _page(request, placement, form, title=title, template=page, rows=rows)
    return _ask(request, placement, form, act, title=title, done=done, template=page, rows=rows)


@door(WRITE, purpose=CARE)
def goal(request: Asked, pk: UUID) -> HttpResponse:
    """One more goal of the plan."""
    found, placement = _row_or_404(request, ChildPlan, pk, lambda row: row.placement)
    form = GoalForm(request.POST or None)

    def act() -> object:
        return actions.add_goal(found, by=request.user, goal=form.goal())

    done = _("The goal is in the plan.")
    return _ask(request, placement, form, act, title=_("Add a goal"), done=done)


@door(WRITE, purpose=CARE)
def reached(request: Asked, pk: UUID) -> HttpResponse:
    """A goal is reached."""
    found, placement = _row_or_404(request, ChildGoal, pk, lambda row: row.plan.placement)
    act = partial(actions.reach_goal, found, by=request.user)
    title, done = _("Goal reached"), _("The goal is reached.")
    sees = may_meet(ChildGoal, "statement", by=request.user)
    under = found.statement if sees else found.get_area_display()
    return _on_a_day(request, placement, act, title=title, done=done, under=under)


@door(WRITE, purpose=CARE)
def contact(request: Asked, pk: UUID) -> HttpResponse:
    """A visit, a call, a letter between the child and its family."""
    placement = _placement_or_404(request, pk)
    form = ContactForm(request.POST or None)

    def act() -> object:
        return actions.log_contact(placement, by=request.user, **form.values())

    done = _("The contact is kept.")
    return _ask(request, placement, form, act, title=_("Contact with the family"), done=done)


@door(WRITE, purpose=CARE)
def follow_up(request: Asked, pk: UUID) -> HttpResponse:
    """After the return to the family: was the child reached, and how is it?"""
    placement = _placement_or_404(request, pk)
    form = FollowUpForm(request.POST or None)

    def act() -> object:
        return actions.follow_up(placement, by=request.user, **form.values())

    title, done = _("Contact after the return to the family"), _("The contact is kept.")
    return _ask(request, placement, form, act, title=title, done=done)


@door(WRITE, purpose=CARE)
def bar(request: Asked, pk: UUID) -> HttpResponse:
    """An authority decided that there is no contact."""
    placement = _placement_or_404(request, pk)
    form = BarForm(request.POST or None)

    def act() -> object:
        return actions.bar_contact(placement, by=request.user, **form.values())

    title, done = _("Contact excluded by decision"), _("The decision is kept.")
    return _ask(request, placement, form, act, title=title, done=done)


@door(WRITE, purpose=CARE)
def bar_end(request: Asked, pk: UUID) -> HttpResponse:
    """Contact is possible again."""
    found, placement = _row_or_404(request, ContactBar, pk, lambda row: row.placement)
    act = partial(actions.allow_contact, found, by=request.user)
    title, done = _("Contact is possible again"), _("Contact is possible again.")
    return _on_a_day(request, placement, act, title=title, done=done)


@door(WRITE, purpose=CARE)
def away(request: Asked, pk: UUID) -> HttpResponse:
    """The child is away: with leave, in hospital, without leave, runaway, missing."""
    placement = _placement_or_404(request, pk)
    form = AbsenceForm(request.POST or None)

    def act() -> object:
        return actions.begin_absence(placement, by=request.user, **form.values())

    done = _("The absence is kept.")
    return _ask(request, placement, form, act, title=_("The child is away"), done=done)


@door(WRITE, purpose=CARE)
def report(request: Asked, pk: UUID) -> HttpResponse:
    """Police and authority were told; what is known now."""
    found, placement = _row_or_404(request, Absence, pk, lambda row: row.placement)
    known = {n: getattr(found, n) for n in ("kind", "police_on", "authority_on", "note")}
    form = ReportForm(request.POST or None, initial=known)
    if not may_meet(Absence, "note", by=request.user):
        form.fields.pop("note")

    def act() -> object:
        return actions.report_absence(found, by=request.user, **form.values())

    done = _("What is known is kept.")
    return _ask(request, placement, form, act, title=_("The child is away"), done=done)


@door(WRITE, purpose=CARE)
def back(request: Asked, pk: UUID) -> HttpResponse:
    """The child is back."""
    found, placement = _row_or_404(request, Absence, pk, lambda row: row.placement)
    act = partial(actions.end_absence, found, by=request.user)
    title, done = _("The child is back"), _("The return is kept.")
    return _on_a_day(request, placement, act, title=title, done=done)


def _on_a_day(
    request: Asked, placement: Placement, act: Callable[..., object], *, title: Text, done: Text,
    under: str = "",
) -> HttpResponse:  # fmt: skip
    form = OnForm(request.POST or None)
    return _ask(
        request, placement, form, lambda: act(on=form.cleaned_data["on"]),
        title=title, done=done, about=under,
    )  # fmt: skip


def _ask(
    request: Asked, placement: Placement, form: Sheet, act: Callable[[], object], *, title: Text,
    done: Text, **more: Any,
) -> HttpResponse:  # fmt: skip
    """Show the form, or run the action once and go back to the child's page."""

    def write() -> str:
        act()
        messages.success(request, str(done))
        return reverse("person", args=[placement.person_id]) + "#following"

    if request.method == "POST" and (url := run(form, write)):
        return redirect(url)
    return _page(request, placement, form, title=title, **more)


def _page(
    request: Asked, placement: Placement, form: Form, *, title: Text,
    template: str = "care/following/form.html", **more: Any,
) -> HttpResponse:  # fmt: skip
    name = name_for(placement.person, by=request.user)
    context = {"form": form, "placement": placement, "title": title, "name": name, **more}
    return render(request, template, context)


def _placement_or_404(request: Asked, pk: UUID) -> Placement:
    found = queries.placement_met(pk, by=request.user, purpose=request.purpose)
    if found is None:
        raise Http404
    _seen(request, found)
    return found


def _row_or_404(
    request: Asked, model: type[R], pk: UUID, placement_of: Callable[[R], Placement]
) -> tuple[R, Placement]:
    found = queries.one(model, pk, by=request.user)
    if found is None:
        raise Http404
    placement = placement_of(found)
    _seen(request, placement)
    return found, placement


def _seen(request: Asked, placement: Placement) -> None:
    match = request.resolver_match
    door_name = match.view_name if match else ""
    seen(request.user, [placement.person, placement], door=door_name, purpose=request.purpose)
