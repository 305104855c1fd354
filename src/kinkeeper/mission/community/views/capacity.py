"""An organisation assesses its capacity; one assessment on its page; a priority is done."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.asking import run
from kinkeeper.mission.community import actions
from kinkeeper.mission.community.forms import CapacitySheet, DayForm
from kinkeeper.mission.community.models.structures import Sort
from kinkeeper.mission.community.page import headings, items_of
from kinkeeper.mission.community.queries import capacities_of, capacity, priority
from kinkeeper.mission.community.views.asking import READ, WRITE, structure_or_404


@door(WRITE, purpose=CARE)
def new(request: Asked, pk: UUID) -> HttpResponse:
    """The whole questionnaire on one screen, with the levels of last time beside it."""
    of = structure_or_404(request, pk, door="capacity_new")
    if of.sort != Sort.ORGANISATION:
        raise Http404
    before = capacities_of(of)
    form = CapacitySheet(request.POST or None, of=of, last=before[-1].scores if before else {})

    def act() -> str:
        form.act(request.user)
        messages.success(request, _("The assessment is recorded. The plan follows from it."))
        return reverse("structure", args=[of.pk])

    if request.method == "POST" and (url := run(form, act)):
        return redirect(url)
    return render(request, "community/capacity_new.html", {"form": form, "of": of})


@door(READ, purpose=CARE)
def page(request: Asked, pk: UUID) -> HttpResponse:
    """One assessment, item by item, beside the one before."""
    found = capacity(pk, by=request.user)
    if found is None:
        raise Http404
    of = structure_or_404(request, found.structure_id, door="capacity")
    context = {
        "of": of, "found": found, "domains": items_of(found), "headings": headings(found),
        "may_write": may(request.user, WRITE, of),
    }  # fmt: skip
    return render(request, "community/capacity.html", context)


@require_POST
@door(WRITE, purpose=CARE)
def take_back(request: Asked, pk: UUID) -> HttpResponse:
    """Recorded in error: it counts nowhere."""
    found = capacity(pk, by=request.user)
    if found is None:
        raise Http404
    of = structure_or_404(request, found.structure_id, door="capacity_take_back")
    actions.take_capacity_back(found, by=request.user)
    messages.success(request, _("The assessment counts no longer; it stays to be read."))
    return redirect("structure", of.pk)


@door(WRITE, purpose=CARE)
def done(request: Asked, pk: UUID) -> HttpResponse:
    """A priority of the plan is done."""
    found = priority(pk, by=request.user)
    if found is None:
        raise Http404
    of = structure_or_404(request, found.structure_id, door="priority_done")
    form = DayForm(request.POST or None)

    def act() -> str:
        actions.finish_priority(found, by=request.user, done_on=form.cleaned_data["on"])
        messages.success(request, _("The priority is done."))
        return reverse("structure", args=[of.pk])

    if request.method == "POST" and (url := run(form, act)):
        return redirect(url)
    context = {"form": form, "of": of, "heading": _("Done"), "hint": found.what}
    return render(request, "community/sheet.html", context)
