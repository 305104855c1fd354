"""A step of an admission: propose, decide, take, decline."""

from collections.abc import Iterable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import reaches
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.asking import gone, refusal, run, say_declined, say_taken
from kinkeeper.ground.process.forms import DeclineForm
from kinkeeper.ground.process.standing import Button, Waiting
from kinkeeper.mission.admission import actions
from kinkeeper.mission.admission.forms import FORMS, StepForm, Surroundings
from kinkeeper.mission.admission.models import Admission
from kinkeeper.mission.admission.process import ADMISSION, DECIDE
from kinkeeper.mission.admission.queries import File
from kinkeeper.mission.admission.rules import FORM_OF, IN_A_HOUSE, Weighed, best_of
from kinkeeper.mission.admission.standing import Standing, standing_of
from kinkeeper.mission.admission.views.asking import admission_or_404
from kinkeeper.mission.care.queries import HouseRoom, houses_with_room, placement_of
from kinkeeper.mission.people.queries import memberships_of

TO_PLACE = frozenset({"place", "place_urgently"})
IDENTIFY = "strengthening.propose"


@door("admission.write", purpose=CARE)
def step(request: Asked, pk: UUID, verb: str) -> HttpResponse:
    """One step: what it needs, what is missing, and its form."""
    admission = admission_or_404(request, pk, door="admission_step")
    at = standing_of(admission, by=request.user)
    button = at.button(verb)
    if button is None:
        return gone(request, ADMISSION, verb, back=_page(admission))
    around = _around(request, at, button)
    form = FORMS.get(verb, StepForm)(
        request.POST or None, request.FILES or None, transition=ADMISSION.transition(verb),
        around=around, initial=_initial(at, verb),
    )  # fmt: skip
    act = partial(_taken, request, admission, button, form)
    if request.method == "POST" and (url := run(form, act)):
        return redirect(url)
    context = {
        "form": form, "admission": admission, "at": at, "button": button,
        "proposal": at.proposed(verb), "upload": "scan" in form.fields,
    }  # fmt: skip
    return render(request, "admission/step.html", context)


def _initial(at: Standing, verb: str) -> dict[str, Any]:
    """For a decision, what the proposal says."""
    waiting = at.proposed(verb)
    return {"reason": waiting.proposal.reason, "note": waiting.note} if waiting else {}


def _around(request: Asked, at: Standing, button: Button) -> Surroundings:
    """What the form may offer."""
    deciding = not button.step.proposal
    if button.verb in TO_PLACE:
        rooms = list(_rooms(request, at.file, urgent=button.verb == "place_urgently"))
        return Surroundings(
            deciding=deciding, found={str(room.house.pk): room.house for room in rooms},
            homes=tuple((str(room.house.pk), _room_words(room)) for room in rooms),
            outside=button.verb == "place_urgently" or _form(at.file) not in IN_A_HOUSE,
        )  # fmt: skip
    families = _families(request, at.file) if button.verb == "redirect" else {}
    offered = tuple((key, f"{family.name} · {family.place}") for key, family in families.items())
    return Surroundings(deciding=deciding, found=families, families=offered)


def _form(file: File) -> str:
    best = best_of(Weighed(o.kind, o.verdict, o.why) for o in file.options)
    return FORM_OF.get(best, "")


def _rooms(request: Asked, file: File, *, urgent: bool) -> Iterable[HouseRoom]:
    """Houses with a bed for each child that is not in care yet, the emptiest first."""
    form = _form(file)
    if not urgent and form not in IN_A_HOUSE:
        return []
    needed = sum(1 for c in file.children if c.until is None and placement_of(c.person) is None)
    rooms = houses_with_room(file.admission.village, timezone.localdate(), by=request.user)
    fitting = [r for r in rooms if r.free >= needed and (r.family or form != "sos_family")]
    return sorted(fitting, key=lambda room: -room.free)


def _room_words(room: HouseRoom) -> str:
    name = f"{room.family} · {room.house}" if room.family else str(room.house)
    return _("%(name)s: %(free)d free of %(beds)d") % {
        "name": name, "free": room.free, "beds": room.beds,
    }  # fmt: skip


def _families(request: Asked, file: File) -> dict[str, Any]:
    """Families of the children that this person may identify for the programme."""
    rows = [m.family for c in file.children for m in memberships_of(c.person) if not m.until]
    return {str(f.pk): f for f in rows if reaches(request.user, IDENTIFY, f.place)}


def _taken(request: Asked, admission: Admission, button: Button, form: StepForm) -> str:
    act = actions.propose_step if button.step.proposal else actions.take_step
    act(admission, button.verb, by=request.user, told=form.told(), given=form.given())
    say_taken(request, button)
    return _page(admission)


@door(DECIDE, purpose=CARE)
def decline(request: Asked, pk: UUID, verb: str) -> HttpResponse:
    """Say no to a proposal, with the reason."""
    admission = admission_or_404(request, pk, door="admission_decline")
    waiting = standing_of(admission, by=request.user).proposed(verb)
    if waiting is None or not waiting.decide:
        return gone(request, ADMISSION, verb, back=_page(admission))
    form = DeclineForm(request.POST or None)
    act = partial(_declined, request, admission, waiting, form)
    if request.method == "POST" and (url := run(form, act)):
        return redirect(url)
    context = {"form": form, "admission": admission, "waiting": waiting}
    return render(request, "admission/decline.html", context)


def _declined(request: Asked, admission: Admission, waiting: Waiting, form: DeclineForm) -> str:
    verb = waiting.proposal.verb
    actions.decline_step(admission, verb, by=request.user, told=refusal(form))
    say_declined(request)
    return _page(admission)


def _page(admission: Admission) -> str:
    return reverse("admission", args=[admission.pk])
