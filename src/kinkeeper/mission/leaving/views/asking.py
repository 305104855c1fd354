"""What the screens share: the record or 404, and a form that leads somewhere."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.access.queries import may_meet
from kinkeeper.ground.process.asking import run
from kinkeeper.ground.process.forms import Sheet
from kinkeeper.mission.leaving.process import PROPOSE
from kinkeeper.mission.leaving.queries import Way, holds, way
from kinkeeper.mission.people.queries import person

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person


def way_or_404(request: Asked, pk: UUID, *, door: str) -> Way:
    """The way, if this account may meet it; that the person was met is written down."""
    found = way(pk, by=request.user, purpose=request.purpose)
    if found is None:
        raise Http404
    seen(request.user, [found.person, found], door=door, purpose=request.purpose)
    return found


def person_or_404(request: Asked, pk: UUID, *, door: str) -> "Person":
    found = person(pk, by=request.user, purpose=request.purpose)
    if found is None:
        raise Http404
    seen(request.user, [found], door=door, purpose=request.purpose)
    return found


def page_of(person: "Person") -> str:
    return reverse("person", args=[person.pk]) + "#independence"


def shown(request: Asked, youth: Way, **more: Any) -> dict[str, Any]:
    """What every page of a way shows. notes: may this reader meet class L3? acts: may write."""
    return {
        "youth": youth, "person": youth.person,
        "notes": may_meet(Way, "host", by=request.user, purpose=request.purpose),
        "acts": holds(request.user, PROPOSE, youth.person),
        **more,
    }  # fmt: skip


def answer(
    request: Asked, form: Sheet, act: Callable[[], str], *, title: Any, person: "Person",
    back: str = "", template: str = "leaving/sheet.html", **more: Any,
) -> HttpResponse:  # fmt: skip
    """The form; sent and right, it leads on. back: where Cancel goes."""
    if request.method == "POST" and (url := run(form, act)):
        return redirect(url)
    context = {"form": form, "title": title, "person": person, "back": back or page_of(person)}
    return render(request, template, context | more)
