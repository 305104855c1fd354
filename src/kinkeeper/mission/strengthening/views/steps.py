"""A step of a family's way: identify, propose, decide, decline."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.asking import gone, refusal, run, say_declined, say_taken
from kinkeeper.ground.process.forms import DeclineForm
from kinkeeper.ground.process.standing import Button, Waiting
from kinkeeper.mission.people.queries import children_of, members_on
from kinkeeper.mission.strengthening import actions
from kinkeeper.mission.strengthening.forms import (
    FORMS,
    Household,
    IdentifyForm,
    StepForm,
    project_of,
)
from kinkeeper.mission.strengthening.models import Enrolment, TargetPerson
from kinkeeper.mission.strengthening.process import FAMILY, PROPOSE
from kinkeeper.mission.strengthening.queries import projects_for, targets_of
from kinkeeper.mission.strengthening.standing import Standing, standing_of
from kinkeeper.mission.strengthening.views.asking import family_or_404

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Family


@door(PROPOSE, purpose=CARE)
def identify(request: Asked, pk: UUID) -> HttpResponse:
    """A family is pointed out."""
    family = family_or_404(request, pk, door="family_identify")
    at = standing_of(family, by=request.user)
    if at.enrolment is not None or not at.may_identify:
        return redirect("family", family.pk)
    projects = projects_for(request.user, timezone.localdate())
    form = IdentifyForm(
        request.POST or None, reasons=FAMILY.transition("identify").reasons, projects=projects
    )
    if request.method == "POST" and (url := run(form, lambda: _identified(request, family, form))):
        return redirect(url)
    context = {"form": form, "family": family, "at": at}
    return render(request, "strengthening/identify.html", context)


def _identified(request: Asked, family: "Family", form: IdentifyForm) -> str:
    values = form.cleaned_data
    actions.identify(
        family, by=request.user, told=form.told(), project=project_of(form),
        contact_consent_on=values["contact_consent_on"], identified_by=values["identified_by"],
    )  # fmt: skip
    messages.success(request, _("The family is identified."))
    return reverse("family", args=[family.pk])


@door(PROPOSE, purpose=CARE)
def step(request: Asked, pk: UUID, verb: str) -> HttpResponse:
    """One step: what it needs, what is missing, and its form."""
    family = family_or_404(request, pk, door="family_step")
    at = standing_of(family, by=request.user)
    button = at.button(verb)
    if at.enrolment is None or button is None:
        return gone(request, FAMILY, verb, back=reverse("family", args=[family.pk]))
    form = _form(request, at, at.enrolment, verb)
    if request.method == "POST" and (url := run(form, lambda: _taken(request, at, button, form))):
        return redirect(url)
    context = {
        "form": form, "family": family, "at": at, "button": button,
        "proposal": at.proposed(verb),
    }  # fmt: skip
    return render(request, "strengthening/step.html", context)


def _form(request: Asked, at: Standing, enrolment: Enrolment, verb: str) -> StepForm:
    form = FORMS.get(verb, StepForm)
    people = _household(at) if verb == "admit" else Household()
    return form(
        request.POST or None, transition=FAMILY.transition(verb), people=people,
        initial=_initial(at, enrolment, verb, people),
    )  # fmt: skip


def _initial(at: Standing, enrolment: Enrolment, verb: str, people: Household) -> dict[str, Any]:
    """What is known already; for a decision also what the proposal says."""
    known: dict[str, Any] = {
        name: getattr(enrolment, name) or None
        for name in ("branch", "criteria", "not_only_poverty", "agreement_on", "assent_on",
                     "follower", "exit_interview_on")
    }  # fmt: skip
    if verb == "admit":
        known |= _named(enrolment, people)
    if waiting := at.proposed(verb):
        known["reason"] = waiting.proposal.reason
    return known


def _named(enrolment: Enrolment, people: Household) -> dict[str, list[str]]:
    """Those named already; before that, everybody is ticked and may be taken off."""
    named = targets_of(enrolment)
    if not named:
        return {
            "children": [key for key, _label in people.children],
            "caregivers": [key for key, _label in people.caregivers],
        }
    parts = TargetPerson.Part
    return {
        name: [str(t.person_id) for t in named if t.part == part]
        for name, part in (("children", parts.CHILD), ("caregivers", parts.CAREGIVER))
    }


def _household(at: Standing) -> Household:
    """Members of today; a child is who was one when the family reached this stage, for what is
    written down late."""
    today = timezone.localdate()
    then = at.here.stage.since if at.here else today
    members = members_on(at.family, today)
    young = {m.person_id for day in (then, today) for m in children_of(at.family, day)}
    children = [(str(m.person_id), str(m.person)) for m in members if m.person_id in young]
    caregivers = [(str(m.person_id), str(m.person)) for m in members if m.caregiver]
    return Household(children, caregivers)


def _taken(request: Asked, at: Standing, button: Button, form: StepForm) -> str:
    enrolment = at.enrolment
    if enrolment is None:
        raise Http404
    act = actions.propose_step if button.step.proposal else actions.take_step
    act(enrolment, button.verb, by=request.user, told=form.told(), given=form.given())
    say_taken(request, button)
    return reverse("family", args=[at.family.pk])


@door("strengthening.decide", purpose=CARE)
def decline(request: Asked, pk: UUID, verb: str) -> HttpResponse:
    """Say no to a proposal, with the reason."""
    family = family_or_404(request, pk, door="family_decline")
    at = standing_of(family, by=request.user)
    waiting = at.proposed(verb)
    if at.enrolment is None or waiting is None or not waiting.decide:
        return gone(request, FAMILY, verb, back=reverse("family", args=[family.pk]))
    form = DeclineForm(request.POST or None)
    if request.method == "POST":
        url = run(form, lambda: _declined(request, at, waiting, form))
        if url:
            return redirect(url)
    context = {"form": form, "family": family, "waiting": waiting}
    return render(request, "strengthening/decline.html", context)


def _declined(request: Asked, at: Standing, waiting: Waiting, form: DeclineForm) -> str:
    if at.enrolment is None:
        raise Http404
    verb = waiting.proposal.verb
    actions.decline_step(at.enrolment, verb, by=request.user, told=refusal(form))
    say_declined(request)
    return reverse("family", args=[at.family.pk])
