"""A step of a young person's way: prepare, propose, decide, decline."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.asking import gone, refusal, say_declined, say_taken
from kinkeeper.ground.process.forms import DeclineForm
from kinkeeper.ground.process.standing import Button, Waiting
from kinkeeper.mission.care.queries import houses_with_room, villages
from kinkeeper.mission.leaving import actions
from kinkeeper.mission.leaving.forms.steps import (
    FORMS,
    Offered,
    PrepareForm,
    StepForm,
    initial_of,
)
from kinkeeper.mission.leaving.process import DECIDE, PROPOSE, WAY, WRITE
from kinkeeper.mission.leaving.queries import Way, followers
from kinkeeper.mission.leaving.standing import Standing, standing_of
from kinkeeper.mission.leaving.views.asking import answer, page_of, person_or_404, way_or_404

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person


@door(PROPOSE, purpose=CARE)
def prepare(request: Asked, pk: UUID) -> HttpResponse:
    """The preparation for leaving begins."""
    person = person_or_404(request, pk, door="youth_prepare")
    form = PrepareForm(request.POST or None, initial={"on": timezone.localdate()})
    return answer(
        request, form, lambda: _prepared(request, person, form), person=person,
        title=_("Begin the preparation"), save=_("Begin"),
    )  # fmt: skip


def _prepared(request: Asked, person: "Person", form: PrepareForm) -> str:
    values = form.values()
    told = Told(values["on"], note=values["note"])
    actions.prepare(person, by=request.user, told=told, planned=values["planned"])
    messages.success(request, _("The preparation has begun: write the plan with the young person."))
    return page_of(person)


@door(WRITE, purpose=CARE)
def step(request: Asked, pk: UUID, verb: str) -> HttpResponse:
    """One step: what it needs, what is missing, and its form."""
    youth = way_or_404(request, pk, door="youth_step")
    at = standing_of(youth, by=request.user)
    button = at.button(verb)
    if button is None:
        return gone(request, WAY, verb, back=page_of(youth.person))
    form = _form(request, at, verb)
    return answer(
        request, form, lambda: _taken(request, youth, button, form), person=youth.person,
        title=button.label, save=button.label, template="leaving/step.html", at=at, button=button,
        proposal=at.proposed(verb),
    )  # fmt: skip


def _form(request: Asked, at: Standing, verb: str) -> StepForm:
    form = FORMS.get(verb, StepForm)
    known = {f.name: getattr(at.youth, f.attname) for f in at.youth._meta.concrete_fields}
    initial = initial_of(form, known | {"planned": at.youth.planned}, request.user.pk)
    if waiting := at.proposed(verb):
        initial |= {"reason": waiting.proposal.reason}
    return form(
        request.POST or None, transition=WAY.transition(verb), initial=initial,
        offered=offered_for(at.youth, form, by=request.user),
    )  # fmt: skip


def offered_for(youth: Way, form: type[StepForm], *, by: Account) -> Offered:
    """Only what the form asks is looked up."""
    today, names = timezone.localdate(), set(form.NAMES)
    return Offered(
        houses=_houses("youth_house", today, by) if "house" in names else (),
        rooms=_houses("semi_independent", today, by) if "house" in names else (),
        followers=[(a.pk, a.name) for a in followers(youth)] if "follower" in names else (),
    )


def _houses(form: str, day: date, by: Account) -> list[tuple[UUID, str]]:
    """Houses of this form with a free place, in the villages this person may meet."""
    found = [room for v in villages(by=by) for room in houses_with_room(v, day, by=by)]
    return [
        (room.house.pk, _("%(house)s, %(village)s: %(free)d free") % {
            "house": room.house.name, "village": room.house.village.name, "free": room.free,
        })
        for room in found if room.house.form == form
    ]  # fmt: skip


def _taken(request: Asked, youth: Way, button: Button, form: StepForm) -> str:
    act = actions.propose_step if button.step.proposal else actions.take_step
    act(youth, button.verb, by=request.user, told=form.told(), given=form.given())
    say_taken(request, button)
    return page_of(youth.person)


@door(DECIDE, purpose=CARE)
def decline(request: Asked, pk: UUID, verb: str) -> HttpResponse:
    """Say no to a proposal, with the reason."""
    youth = way_or_404(request, pk, door="youth_decline")
    waiting = standing_of(youth, by=request.user).proposed(verb)
    if waiting is None or not waiting.decide:
        return gone(request, WAY, verb, back=page_of(youth.person))
    form = DeclineForm(request.POST or None)
    return answer(
        request, form, lambda: _declined(request, youth, waiting, form), person=youth.person,
        title=_("Decline: %(step)s") % {"step": waiting.label}, save=_("Decline"),
        proposal=waiting, template="leaving/step.html",
    )  # fmt: skip


def _declined(request: Asked, youth: Way, waiting: Waiting, form: DeclineForm) -> str:
    actions.decline_step(youth, waiting.proposal.verb, by=request.user, told=refusal(form))
    say_declined(request)
    return page_of(youth.person)
