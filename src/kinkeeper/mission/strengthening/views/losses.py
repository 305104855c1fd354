"""Loss of parental care: reported on the child, taken up by the coordinator the same day."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may_meet
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.asking import run
from kinkeeper.mission.strengthening import actions
from kinkeeper.mission.strengthening.forms import LossForm, TakeUpForm
from kinkeeper.mission.strengthening.models import LossOfCare
from kinkeeper.mission.strengthening.process import DECIDE, PROPOSE
from kinkeeper.mission.strengthening.queries import loss, losses_lately_taken_up, losses_to_take_up
from kinkeeper.mission.strengthening.views.asking import person_or_404

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

LATELY = 20


@door(PROPOSE, purpose=CARE)
def report(request: Asked, pk: UUID) -> HttpResponse:
    child = person_or_404(request, pk, door="loss_report")
    initial = {"happened_on": timezone.localdate()}
    form = LossForm(request.POST or None, initial=initial)
    if request.method == "POST" and (url := run(form, lambda: _reported(request, child, form))):
        return redirect(url)
    return render(request, "strengthening/loss.html", {"form": form, "child": child})


def _reported(request: Asked, child: "Person", form: LossForm) -> str:
    values = {n: v for n, v in form.cleaned_data.items() if n != "form_id"}
    actions.report_loss_of_care(child, by=request.user, **values)
    messages.success(request, _("Recorded. It stands on the coordinator's list from now on."))
    return reverse("person", args=[child.pk])


@door(DECIDE, purpose=CARE)
def listed(request: Asked) -> HttpResponse:
    """Those nobody has taken up yet, then the last ones that were."""
    waiting = list(losses_to_take_up(request.user))
    taken = list(losses_lately_taken_up(request.user)[:LATELY])
    seen(request.user, [found.person for found in waiting + taken], door="losses")
    context = {"waiting": waiting, "taken": taken, "today": timezone.localdate()}
    return render(request, "strengthening/losses.html", context)


@door(DECIDE, purpose=CARE)
def take_up(request: Asked, pk: UUID) -> HttpResponse:
    found = loss(pk, by=request.user)
    if found is None:
        raise Http404
    seen(request.user, [found, found.person], door="loss_take_up")
    form = TakeUpForm(request.POST or None)
    if request.method == "POST" and (url := run(form, lambda: _taken_up(request, found, form))):
        return redirect(url)
    sensitive = may_meet(LossOfCare, "cause", by=request.user)
    context = {"form": form, "loss": found, "sensitive": sensitive}
    return render(request, "strengthening/take_up.html", context)


def _taken_up(request: Asked, found: LossOfCare, form: TakeUpForm) -> str:
    actions.take_up_loss(found, by=request.user, on=form.cleaned_data["on"])
    messages.success(request, _("You have taken it up."))
    return reverse("losses")
