"""The list of evacuations, the page of one, the alert and every step of its way."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may, may_meet, reaches
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.asking import gone, refusal, run, say_taken
from kinkeeper.ground.process.forms import DeclineForm
from kinkeeper.ground.process.models import Proposal
from kinkeeper.ground.process.standing import Button
from kinkeeper.mission.care.queries import villages
from kinkeeper.mission.care.queries.villages import open_villages
from kinkeeper.mission.education.queries import states_at
from kinkeeper.mission.emergency import actions
from kinkeeper.mission.emergency.forms import FORMS, AlertForm, HostForm, StepForm
from kinkeeper.mission.emergency.models import RelocationReview
from kinkeeper.mission.emergency.process import LEAD, MOVEMENT, ORDER, PROPOSE
from kinkeeper.mission.emergency.queries import (
    Movement,
    assessments_of,
    away_children,
    hosts_of,
    leads,
    manifests_of,
    movements,
    reviews_of,
    sites_of,
)
from kinkeeper.mission.emergency.standing import standing_of
from kinkeeper.mission.emergency.views.asking import READ, movement_or_404, on_page, page_of
from kinkeeper.mission.emergency.views.outcomes import outcome_of


@door(READ, purpose=CARE)
def listed(request: Asked) -> HttpResponse:
    """Evacuations, the newest first."""
    rows = movements(by=request.user)
    seen(request.user, [row.movement for row in rows], door="evacuations")
    states = {s.code: s for s in MOVEMENT.states}
    shown = [(row, states[row.stage.state] if row.stage else None) for row in rows]
    context = {"rows": shown, "may_alert": may(request.user, PROPOSE)}
    return render(request, "emergency/list.html", context)


@door(PROPOSE, purpose=CARE)
def new(request: Asked) -> HttpResponse:
    """Give the alert."""
    offered = {
        str(v.pk): v for v in villages(by=request.user)
        if v.closed_on is None and reaches(request.user, PROPOSE, v.place)
    }  # fmt: skip
    form = AlertForm(request.POST or None, villages=[(k, v.name) for k, v in offered.items()])

    def work() -> str:
        values = form.values()
        village, told = offered[values.pop("village")], Told(values.pop("on"))
        found = actions.give_alert(village, by=request.user, told=told, **values)
        messages.success(request, _("The alert is written down. Prepare the list now."))
        return page_of(found)

    if request.method == "POST" and (url := run(form, work)):
        return redirect(url)
    context = {"form": form, "title": _("Give the alert"), "back": reverse("evacuations")}
    return render(request, "emergency/form.html", context)


@door(READ, purpose=CARE)
def page(request: Asked, pk: UUID) -> HttpResponse:
    """Where the evacuation stands: steps, the count with its difference, villages, life away."""
    found = movement_or_404(request, pk, door="evacuation")
    by = request.user
    context = {
        "movement": found, "at": standing_of(found, by=by), "hosts": hosts_of(found),
        "outcomes": [outcome_of(m) for m in manifests_of(found)], "reviews": reviews_of(found),
        "assessments": assessments_of(found), "sites": sites_of(found.village),
        "schools": states_at(found.village.place, by=by),
        "keeps_schools": may(by, "education.manage"),
        "away": away_children(found, timezone.localdate()),
        "notes": may_meet(Proposal, "note", by=by),
        "sensitive": may_meet(RelocationReview, "welfare", by=by),
        "leads": leads(by, LEAD, found), "prepares": leads(by, PROPOSE, found),
    }  # fmt: skip
    return render(request, "emergency/movement.html", context)


@door(PROPOSE, purpose=CARE)
def step(request: Asked, pk: UUID, verb: str) -> HttpResponse:
    """One step: what it needs, what is missing, and its form."""
    found = movement_or_404(request, pk, door="evacuation_step")
    at = standing_of(found, by=request.user)
    button = at.button(verb)
    if button is None:
        return _gone(request, found, verb)
    form = _form(request, found, button)
    if request.method == "POST" and (
        url := run(form, lambda: _taken(request, found, button, form))
    ):
        return redirect(url)
    context = {
        "form": form, "movement": found, "at": at, "button": button,
        "proposal": at.proposed(verb),
    }  # fmt: skip
    return render(request, "emergency/step.html", context)


def _form(request: Asked, found: Movement, button: Button) -> StepForm:
    form = FORMS.get(button.verb, StepForm)
    known = {name: getattr(found, name) or None for name in form.NAMES}
    return form(request.POST or None, transition=MOVEMENT.transition(button.verb), initial=known)


def _gone(request: Asked, found: Movement, verb: str) -> HttpResponse:
    """The step is not there (any more): say so on the page of the evacuation."""
    if not any(leads(request.user, c, found) for c in (PROPOSE, LEAD, ORDER)):
        raise Http404
    return gone(request, MOVEMENT, verb, back=page_of(found))


def _taken(request: Asked, found: Movement, button: Button, form: StepForm) -> str:
    act = actions.propose_step if button.step.proposal else actions.take_step
    act(found, button.verb, by=request.user, told=form.told(), given=form.given())
    say_taken(request, button)
    return page_of(found)


@door(ORDER, purpose=CARE)
def decline(request: Asked, pk: UUID, verb: str) -> HttpResponse:
    """Say no to a proposal, with the reason."""
    found = movement_or_404(request, pk, door="evacuation_decline")
    waiting = standing_of(found, by=request.user).proposed(verb)
    if waiting is None or not waiting.decide:
        return _gone(request, found, verb)
    form = DeclineForm(request.POST or None)

    def act() -> tuple[str, object]:
        actions.decline_step(found, verb, by=request.user, told=refusal(form))
        return page_of(found), _("Declined; your colleague can read why.")

    title = _("Decline: %(step)s") % {"step": waiting.label}
    return on_page(request, form, act, title=title, found=found, back=page_of(found))


@door(LEAD, purpose=CARE)
def host(request: Asked, pk: UUID) -> HttpResponse:
    """Name a host village, or correct what it can offer."""
    found = movement_or_404(request, pk, door="evacuation_host")
    if not leads(request.user, LEAD, found):
        raise Http404
    offered = {str(v.pk): v for v in open_villages() if v.pk != found.village_id}
    form = HostForm(request.POST or None, villages=[(k, v.name) for k, v in offered.items()])

    def act() -> tuple[str, object]:
        values = form.values()
        village = offered[values.pop("village")]
        actions.name_host(
            found, village, by=request.user, on=timezone.localdate(), **values
        )  # fmt: skip
        return page_of(found), _("The host village is noted.")

    title = _("Name a host village")
    return on_page(request, form, act, title=title, found=found, back=page_of(found))
