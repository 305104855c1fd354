"""Who accompanies which families, and handing them over: one family, or all of a colleague."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.asking import run
from kinkeeper.mission.strengthening import actions
from kinkeeper.mission.strengthening.accompanying import (
    accompanied_by,
    accompanying,
    colleague,
    held_now,
    who_may_accompany,
)
from kinkeeper.mission.strengthening.forms import HandOverForm
from kinkeeper.mission.strengthening.models import Enrolment
from kinkeeper.mission.strengthening.process import DECIDE
from kinkeeper.mission.strengthening.queries import enrolment_of
from kinkeeper.mission.strengthening.views.asking import family_or_404


@door(DECIDE, purpose=CARE)
def workers(request: Asked) -> HttpResponse:
    """How many families each colleague accompanies; who has left stands on top."""
    rows = accompanying(request.user)
    return render(request, "strengthening/workers.html", {"rows": rows})


@door(DECIDE, purpose=CARE)
def worker_families(request: Asked, pk: UUID) -> HttpResponse:
    """All families of a colleague go to another."""
    found = colleague(pk, by=request.user)
    if found is None:
        raise Http404
    return _all_of(request, found)


@door(DECIDE, purpose=CARE)
def nobodys_families(request: Asked) -> HttpResponse:
    """All families that nobody accompanies get somebody."""
    return _all_of(request, None)


def _all_of(request: Asked, worker: Account | None) -> HttpResponse:
    held = accompanied_by(worker, by=request.user)
    seen(request.user, [enrolment.family for enrolment in held], door="workers")
    context = {"worker": worker, "held": held, "back": reverse("workers")}
    return _handing_over(request, held, context, said=_said(len(held)))


@door(DECIDE, purpose=CARE)
def family_worker(request: Asked, pk: UUID) -> HttpResponse:
    """One family goes to another colleague."""
    family = family_or_404(request, pk, door="family_worker")
    enrolment = enrolment_of(family)
    if enrolment is None or not held_now(request.user).filter(pk=enrolment.pk).exists():
        raise Http404
    back = reverse("family", args=[family.pk])
    context = {"family": family, "worker": enrolment.worker, "back": back}
    return _handing_over(request, [enrolment], context, said=_said(1))


def _handing_over(
    request: Asked, held: Sequence[Enrolment], context: dict[str, Any], *, said: str
) -> HttpResponse:
    known = who_may_accompany({enrolment.family.place for enrolment in held})
    others = [account for account in known if account != context["worker"]]
    workers = [(str(account.pk), account.name) for account in others]
    form = HandOverForm(request.POST or None, workers=workers)
    act = _act(request, held, form, others, back=context["back"])
    if request.method == "POST" and (url := run(form, act)):
        messages.success(request, said)
        return redirect(url)
    return render(request, "strengthening/hand_over.html", {**context, "form": form})


def _act(
    request: Asked,
    held: Sequence[Enrolment],
    form: HandOverForm,
    others: Sequence[Account],
    *,
    back: str,
) -> Callable[[], str]:
    def act() -> str:
        chosen = form.cleaned_data["worker"]
        to = next((account for account in others if str(account.pk) == chosen), None)
        actions.hand_over(held, to=to, by=request.user)
        return back

    return act


def _said(count: int) -> str:
    said = ngettext("%(n)s family is handed over.", "%(n)s families are handed over.", count)
    return said % {"n": count}
