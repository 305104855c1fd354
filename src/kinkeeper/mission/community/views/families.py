"""A household's money, and the activities it lives on."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may_meet
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.asking import run
from kinkeeper.mission.community import actions
from kinkeeper.mission.community.asking import newest
from kinkeeper.mission.community.forms import ActivityForm, DayForm, MoneySheet
from kinkeeper.mission.community.models import HouseholdMoney
from kinkeeper.mission.community.models.structures import Sort
from kinkeeper.mission.community.queries import income_activity, money_of, structures
from kinkeeper.mission.community.views.asking import WRITE, family_or_404


@door(WRITE, purpose=CARE)
def money(request: Asked, pk: UUID) -> HttpResponse:
    """The same questions as the first time."""
    family = family_or_404(request, pk, door="money_new")
    if not may_meet(HouseholdMoney, "income", by=request.user):
        raise Http404
    before = money_of(family, by=request.user)
    name = before[0].questionnaire if before else newest("money")
    form = MoneySheet(request.POST or None, questionnaire=name)

    def act() -> str:
        actions.record_money(
            family, by=request.user, held_on=form.cleaned_data["held_on"],
            income=form.amounts("income"), spending=form.amounts("spending"),
            questionnaire=name, sure=form.sure(),
        )  # fmt: skip
        messages.success(request, _("The money of the household is recorded."))
        return reverse("family", args=[family.pk])

    if request.method == "POST" and (url := run(form, act)):
        return redirect(url)
    context = {"form": form, "family": family, "first": before[0] if before else None}
    return render(request, "community/money.html", context)


@door(WRITE, purpose=CARE)
def activity(request: Asked, pk: UUID) -> HttpResponse:
    """An income activity begins."""
    family = family_or_404(request, pk, door="activity_new")
    groups = structures(by=request.user, sort=Sort.SAVINGS, place=family.place)
    form = ActivityForm(request.POST or None, groups=[(g.pk, g.name) for g in groups])

    def act() -> str:
        values = form.values()
        values["group"] = UUID(values["group"]) if values.get("group") else None
        actions.begin_activity(family, by=request.user, **values)
        messages.success(request, _("The activity is recorded."))
        return reverse("family", args=[family.pk])

    if request.method == "POST" and (url := run(form, act)):
        return redirect(url)
    context = {"form": form, "family": family, "heading": _("Income activity")}
    return render(request, "community/family_form.html", context)


@door(WRITE, purpose=CARE)
def end(request: Asked, pk: UUID) -> HttpResponse:
    """An income activity is given up."""
    found = income_activity(pk, by=request.user)
    if found is None:
        raise Http404
    family = family_or_404(request, found.family_id, door="activity_end")
    form = DayForm(request.POST or None)

    def act() -> str:
        actions.end_activity(found, by=request.user, until=form.cleaned_data["on"])
        messages.success(request, _("The activity is ended."))
        return reverse("family", args=[family.pk])

    if request.method == "POST" and (url := run(form, act)):
        return redirect(url)
    context = {"form": form, "family": family, "heading": _("The activity is given up")}
    return render(request, "community/family_form.html", context)
