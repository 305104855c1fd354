"""A step of a malnourished child's way: refer, admit, discharge, recover; the referral slip."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.asking import gone, refusal, run, say_declined, say_taken
from kinkeeper.ground.process.forms import DeclineForm
from kinkeeper.ground.process.standing import Button
from kinkeeper.mission.health import actions
from kinkeeper.mission.health.forms import FORMS, StepForm
from kinkeeper.mission.health.models import NutritionCase
from kinkeeper.mission.health.process import DECIDE, MALNUTRITION, SCREEN
from kinkeeper.mission.health.queries import last_measurements, last_referral
from kinkeeper.mission.health.rules import SEVERE
from kinkeeper.mission.health.sections import Line
from kinkeeper.mission.health.standing import standing_of
from kinkeeper.mission.health.views.asking import case_or_404
from kinkeeper.mission.people.queries import caregivers_of, families_by_ids, memberships_of


@door(SCREEN, purpose=CARE)
def step(request: Asked, pk: UUID, verb: str) -> HttpResponse:
    """One step: what it needs, what is missing, and its form."""
    case = case_or_404(request, pk, door="nutrition_step")
    at = standing_of(case, by=request.user)
    button = at.button(verb)
    if button is None:
        return gone(request, MALNUTRITION, verb, back=_child(case))
    waiting = at.proposed(verb)
    initial = {"reason": waiting.proposal.reason} if waiting else _suggested(case, verb)
    form = FORMS.get(verb, StepForm)(
        request.POST or None, transition=MALNUTRITION.transition(verb), initial=initial
    )
    if request.method == "POST" and (url := run(form, lambda: _taken(request, case, button, form))):
        return redirect(url)
    context = {"form": form, "child": case.person, "button": button, "proposal": waiting}
    return render(request, "health/step.html", context)


def _suggested(case: NutritionCase, verb: str) -> dict[str, str]:
    """The unit for what was last found; with danger signs the hospital is chosen instead."""
    if verb not in FORMS:
        return {}
    last = last_measurements([case.person_id]).get(case.person_id, case.found_by)
    return {"reason": "urenas" if last.status == SEVERE else "urenam"}


def _taken(request: Asked, case: NutritionCase, button: Button, form: StepForm) -> str:
    page = f"{_child(case)}#growth"
    if button.step.proposal:
        actions.propose_step(case, button.verb, by=request.user, told=form.told())
    else:
        given = form.given()
        actions.take_step(case, button.verb, by=request.user, told=form.told(), given=given)
        if button.verb in FORMS:  # the slip itself says what was done
            return reverse("nutrition_slip", args=[case.pk])
    say_taken(request, button)
    return page


@door(DECIDE, purpose=CARE)
def decline(request: Asked, pk: UUID, verb: str) -> HttpResponse:
    """Say no to a proposal, with the reason."""
    case = case_or_404(request, pk, door="nutrition_decline")
    waiting = standing_of(case, by=request.user).proposed(verb)
    if waiting is None or not waiting.decide:
        return gone(request, MALNUTRITION, verb, back=_child(case))
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and (
        url := run(form, lambda: _declined(request, case, verb, form))
    ):
        return redirect(url)
    context = {"form": form, "child": case.person, "waiting": waiting}
    return render(request, "health/decline.html", context)


def _declined(request: Asked, case: NutritionCase, verb: str, form: DeclineForm) -> str:
    actions.decline_step(case, verb, by=request.user, told=refusal(form))
    say_declined(request)
    return _child(case)


def _child(case: NutritionCase) -> str:
    return reverse("person", args=[case.person_id])


@door(SCREEN, purpose=CARE)
def slip(request: Asked, pk: UUID) -> HttpResponse:
    """The last referral on paper: for the caregiver, and for the health centre's answer."""
    case = case_or_404(request, pk, door="nutrition_slip")
    referral = last_referral(case)
    if referral is None:
        raise Http404
    today = timezone.localdate()
    homes = families_by_ids(m.family_id for m in memberships_of(case.person) if m.until is None)
    caregivers = [m.person for home in homes.values() for m in caregivers_of(home, today)]
    context = {
        "child": case.person, "referral": referral, "line": Line(referral.measurement),
        "caregivers": caregivers, "homes": list(homes.values()),
    }  # fmt: skip
    return render(request, "health/slip.html", context)
