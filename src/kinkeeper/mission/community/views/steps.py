"""A step of a structure's way: propose, take, decline."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.asking import gone, refusal, run, say_declined, say_taken
from kinkeeper.ground.process.forms import DeclineForm
from kinkeeper.ground.process.standing import Button
from kinkeeper.mission.community import actions
from kinkeeper.mission.community.forms import FORMS, StepForm
from kinkeeper.mission.community.models import Structure
from kinkeeper.mission.community.process import DECIDE, PROPOSE, process_of
from kinkeeper.mission.community.standing import standing_of
from kinkeeper.mission.community.views.asking import structure_or_404


@door(PROPOSE, purpose=CARE)
def step(request: Asked, pk: UUID, verb: str) -> HttpResponse:
    """One step: what it needs, what is missing, and its form."""
    of = structure_or_404(request, pk, door="structure_step")
    at = standing_of(of, by=request.user)
    button = at.button(verb)
    if button is None:
        return gone(request, process_of(of), verb, back=_page(of))
    waiting = at.proposed(verb)
    form = FORMS.get(verb, StepForm)(
        request.POST or None, transition=process_of(of).transition(verb),
        initial={"reason": waiting.proposal.reason} if waiting else {},
    )  # fmt: skip
    if request.method == "POST" and (url := run(form, lambda: _taken(request, of, button, form))):
        return redirect(url)
    context = {"form": form, "of": of, "button": button, "proposal": waiting}
    return render(request, "community/step.html", context)


def _taken(request: Asked, of: Structure, button: Button, form: StepForm) -> str:
    act = actions.propose_step if button.step.proposal else actions.take_step
    act(of, button.verb, by=request.user, told=form.told(), agreed_by=form.agreement())
    say_taken(request, button)
    return _page(of)


@door(DECIDE, purpose=CARE)
def decline(request: Asked, pk: UUID, verb: str) -> HttpResponse:
    """Say no to a proposal, with the reason."""
    of = structure_or_404(request, pk, door="structure_decline")
    waiting = standing_of(of, by=request.user).proposed(verb)
    if waiting is None or not waiting.decide:
        return gone(request, process_of(of), verb, back=_page(of))
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and (url := run(form, lambda: _declined(request, of, verb, form))):
        return redirect(url)
    return render(request, "community/decline.html", {"form": form, "of": of, "waiting": waiting})


def _declined(request: Asked, of: Structure, verb: str, form: DeclineForm) -> str:
    actions.decline_step(of, verb, by=request.user, told=refusal(form))
    say_declined(request)
    return _page(of)


def _page(of: Structure) -> str:
    return reverse("structure", args=[of.pk])
