"""Clashes: two people changed the same field; a person decides which value stands."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE
from kinkeeper.mission.people import actions, queries
from kinkeeper.mission.people.queries import Clash, reader_of
from kinkeeper.mission.people.views.asking import met

PAGES = {"people.person": "person", "people.family": "family"}


@door("people.write", purpose=CARE)
def clashes(request: Asked) -> HttpResponse:
    """Everything that waits for a decision in the records this account may change."""
    found = queries.clashes_for(request.user)
    met(request, reader_of(request.user), [clash.record for clash in found])
    return render(request, "people/clashes.html", {"clashes": found})


@door("people.write", purpose=CARE)
def clash(request: Asked, pk: UUID) -> HttpResponse:
    """Both values of each field; the other one is only taken where somebody says so."""
    found = queries.clash_for(pk, by=request.user)
    if found is None:
        raise Http404
    if request.method == "POST" and not found.sealed:
        choices = {side.name: request.POST.get(f"keep-{side.name}") for side in found.sides}
        if all(choice in {"stands", "other"} for choice in choices.values()):
            return _settled(request, found, choices)
        messages.error(request, _("Choose one of the two values for each field."))
    met(request, reader_of(request.user), [found.record])
    return render(request, "people/clash.html", {"clash": found, "page": _page_of(found)})


def _settled(request: Asked, found: Clash, choices: dict[str, str | None]) -> HttpResponse:
    theirs = {name: choice == "other" for name, choice in choices.items()}
    actions.settle(found, by=request.user, theirs=theirs)
    messages.success(request, _("It is decided; both values stay in the history."))
    page = _page_of(found)
    return redirect(page, found.record.pk) if page else redirect("clashes")


def _page_of(found: Clash) -> str:
    """The file of this kind of record, if it has one here."""
    return PAGES.get(found.change.kind, "")
