"""The referral directory, the rota of the desk, the line of command."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.access.roles import OWN, PROTECTION, SAFEGUARDING
from kinkeeper.ground.places.queries import place as place_by_id
from kinkeeper.ground.process.asking import run
from kinkeeper.mission.people.queries import places_to_choose
from kinkeeper.mission.protection import actions
from kinkeeper.mission.protection.forms.desk import ContactForm, DutyForm, LineForm
from kinkeeper.mission.protection.models import Contact
from kinkeeper.mission.protection.models.words import Help
from kinkeeper.mission.protection.process import DECIDE, TRIAGE
from kinkeeper.mission.protection.queries import contact, directory, expires_on, with_covered
from kinkeeper.mission.protection.queries.accounts import account, nameable, on_the_desk
from kinkeeper.mission.protection.queries.rota import duties, lines
from kinkeeper.mission.protection.views.asking import as_choices, ask

WRITE = "protection.directory_write"


@door("protection.directory", purpose=OWN)
def listing(request: Asked) -> HttpResponse:
    """Every service with the day it was last verified; what expired is marked and not offered."""
    today, labels = timezone.localdate(), dict(Help.choices)
    rows = [
        {"entry": e, "expires": expires_on(e), "over": expires_on(e) < today,
         "helps": [labels.get(code, code) for code in e.helps]}
        for e in directory(request.user)
    ]  # fmt: skip
    context = {"rows": rows, "may_write": may(request.user, WRITE, purpose=OWN)}
    return render(request, "protection/directory.html", context)


@door(WRITE, purpose=OWN)
def new(request: Asked) -> HttpResponse:
    form = ContactForm(request.POST or None, places=_places(request))

    def act() -> str:
        actions.add_contact(by=request.user, **_values(form))
        return reverse("directory")

    return ask(request, form, act, title=_("A service that helps"), back=reverse("directory"),
               said=_("Written, verified today."))  # fmt: skip


@door(WRITE, purpose=OWN)
def verify(request: Asked, pk: UUID) -> HttpResponse:
    """Call or go there, then correct what changed: it counts as verified today."""
    entry = _entry(request, pk)
    form = ContactForm(request.POST or None, places=_places(request), initial=_initial(entry))

    def act() -> str:
        actions.verify(entry, by=request.user, values=_values(form))
        return reverse("directory")

    return ask(
        request, form, act, title=_("Verify the service"), back=reverse("directory"),
        said=_("Verified today."), under=entry.name,
        intro=_("Call or go there first: is it open, does it still take children, are these the "
                "hours?"),
    )  # fmt: skip


@require_POST
@door(WRITE, purpose=OWN)
def shut(request: Asked, pk: UUID) -> HttpResponse:
    actions.shut_contact(_entry(request, pk), by=request.user)
    messages.success(request, _("Closed: it is not shown any more."))
    return redirect("directory")


def _entry(request: Asked, pk: UUID) -> Contact:
    entry = contact(pk, by=request.user)
    if entry is None:
        raise Http404
    return entry


def _places(request: Asked) -> list[tuple[Any, str]]:
    found = places_to_choose(request.user, WRITE, OWN)
    return [(place.pk, place.name) for place in found]


def _values(form: ContactForm) -> dict[str, Any]:
    values = form.values()
    return values | {"place_id": UUID(values.pop("place"))}


def _initial(entry: Contact) -> dict[str, Any]:
    names = ("name", "helps", "phone", "address", "hours", "cost", "languages", "alone", "first")
    covered = with_covered([entry])[0].covered  # type: ignore[attr-defined]
    return {name: getattr(entry, name) for name in names} | {
        "place": str(entry.place_id), "covers": "\n".join(place.name for place in covered),
    }  # fmt: skip


@door(TRIAGE, purpose=PROTECTION)
def rota(request: Asked) -> HttpResponse:
    """Who is on duty, and when; the supervisor writes it."""
    decides = may(request.user, DECIDE, purpose=PROTECTION)
    places = [(p.pk, p.name) for p in places_to_choose(request.user, TRIAGE, PROTECTION)]
    form = DutyForm(request.POST or None, accounts=as_choices(on_the_desk()), places=places)
    if request.method == "POST" and not decides:
        raise Http404

    def act() -> str:
        values = form.cleaned_data
        who = account(values["account"])
        where = place_by_id(UUID(values["place"]))
        if who is None or where is None:
            raise Http404
        actions.put_on_duty(
            who, where, since=values["since"], until=values["until"],
            by=request.user,
        )  # fmt: skip
        return reverse("protection_rota")

    shown = {"form": form if decides else None, "rows": duties(request.user)}
    return _page(request, "rota", act, shown)


@door("protection.lines", purpose=SAFEGUARDING)
def line(request: Asked) -> HttpResponse:
    """Who answers to whom: with a name, the line is left out."""
    form = LineForm(request.POST or None, accounts=as_choices(nameable()))

    def act() -> str:
        values = form.cleaned_data
        who, above = account(values["account"]), account(values["superior"])
        if who is None or above is None:
            raise Http404
        actions.set_superior(who, above, since=values["since"], by=request.user)
        return reverse("protection_lines")

    return _page(request, "lines", act, {"form": form, "rows": lines(request.user)})


def _page(request: Asked, name: str, act: Callable[[], str], shown: dict[str, Any]) -> HttpResponse:
    """A list with the form that adds a line to it."""
    form = shown["form"]
    if form and request.method == "POST" and (url := run(form, act)):
        messages.success(request, _("Written."))
        return redirect(url)
    return render(request, f"protection/{name}.html", shown)
