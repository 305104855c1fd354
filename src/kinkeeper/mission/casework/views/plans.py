"""The plan: writing its rows, agreeing it with the family, printing it to be signed."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE
from kinkeeper.mission.casework.actions import agree_plan
from kinkeeper.mission.casework.forms import (
    AgreementForm,
    CommitmentRows,
    GoalRows,
    PlanForm,
    with_more_rows,
)
from kinkeeper.mission.casework.models import Plan
from kinkeeper.mission.casework.queries import FamilyFile, cached_file
from kinkeeper.mission.casework.sheets import goals_of, missing_for_agreement, sides_of
from kinkeeper.mission.casework.views.plan_rows import save_rows, start_commitments, start_goals
from kinkeeper.mission.casework.views.steps import accepted, back_to, family_or_404, met

WRITE = "casework.write"


@door(WRITE, purpose=CARE)
def plan_rows(request: Asked, pk: UUID) -> HttpResponse:
    """Goals and promises of the draft; without a draft those of the plan in force; without
    either, or with `?new=1`, of a new draft."""
    family = family_or_404(request, pk)
    file = cached_file(family, by=request.user)
    plan = _plan_to_write(file, new="new" in request.GET)
    more = "more" in request.POST
    data = with_more_rows(request.POST, "goals", "promises") if more else request.POST or None
    form = PlanForm(data, initial={"since": plan.since if plan else timezone.localdate()})
    goals = GoalRows(data, prefix="goals", initial=start_goals(plan))
    promises = CommitmentRows(data, prefix="promises", initial=start_commitments(plan))
    if request.method == "POST" and not more and _all_valid(form, goals, promises):

        def work() -> str:
            save_rows(family, plan, form=form, goals=goals, promises=promises, by=request.user)
            return back_to(family.pk, "plan")

        if answer := accepted(request, form, work, _("The plan is written down.")):
            return answer
    met(request, [family])
    context = {
        "form": form, "goals": goals, "promises": promises, "family": family, "plan": plan,
        "more": more,
    }  # fmt: skip
    return render(request, "casework/plan.html", context)


def _plan_to_write(file: FamilyFile, *, new: bool) -> Plan | None:
    return file.draft or (None if new else file.plan)


def _all_valid(*forms: Any) -> bool:
    """Every part is read, so that all errors are shown at once."""
    return not [form for form in forms if not form.is_valid()]


@door(WRITE, purpose=CARE)
def agree(request: Asked, pk: UUID) -> HttpResponse:
    """Nothing to agree: the draft comes first."""
    family = family_or_404(request, pk)
    draft = cached_file(family, by=request.user).draft
    if draft is None:
        return redirect("plan", pk=pk)
    form = AgreementForm(request.POST or None, initial={"agreed_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():

        def work() -> str:
            agree_plan(plan=draft, by=request.user, **form.values())
            return back_to(family.pk, "plan")

        if answer := accepted(request, form, work, _("The plan is agreed.")):
            return answer
    met(request, [family])
    context = {
        "form": form, "family": family, "plan": draft, "sides": sides_of(draft),
        "goals": goals_of(draft), "missing": missing_for_agreement(draft),
    }  # fmt: skip
    return render(request, "casework/agree.html", context)


@door("casework.read", purpose=CARE)
def print_plan(request: Asked, pk: UUID) -> HttpResponse:
    """The draft, or else the plan in force, on paper: marks for those who do not read, and room
    for a signature or a thumb print."""
    family = family_or_404(request, pk)
    file = cached_file(family, by=request.user)
    plan = file.draft or file.plan
    if plan is None:
        return redirect("plan", pk=pk)
    met(request, [family])
    context = {
        "family": family, "plan": plan, "goals": goals_of(plan), "sides": sides_of(plan),
        "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "casework/plan_print.html", context)
