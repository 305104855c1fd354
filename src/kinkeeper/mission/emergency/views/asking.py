"""What the screens share: the record or 404, and a form on a page."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.access.queries import may_meet
from kinkeeper.ground.process.asking import run
from kinkeeper.ground.process.forms import Sheet
from kinkeeper.mission.emergency.models import Line
from kinkeeper.mission.emergency.queries import (
    Checkpoint,
    Manifest,
    Movement,
    checkpoint,
    manifest_of,
    movement,
)

READ, WRITE, COUNT = "emergency.read", "emergency.write", "emergency.count"


def movement_or_404(request: Asked, pk: UUID, *, door: str) -> Movement:
    """The evacuation, if this account may meet it; that it was met is written down."""
    found = movement(pk, by=request.user)
    if found is None:
        raise Http404
    seen(request.user, [found], door=door, purpose=request.purpose)
    return found


def manifest_or_404(request: Asked, pk: UUID, leg: str, *, door: str) -> Manifest:
    found = manifest_of(movement_or_404(request, pk, door=door), leg)
    if found is None:
        raise Http404
    return found


def checkpoint_or_404(request: Asked, pk: UUID, *, door: str) -> Checkpoint:
    found = checkpoint(pk, by=request.user)
    if found is None:
        raise Http404
    seen(request.user, [found, found.manifest.movement], door=door, purpose=request.purpose)
    return found


def sensitive(request: Asked) -> bool:
    """Whether this reader may meet health needs and reasons (class L3)."""
    return may_meet(Line, "health", by=request.user, purpose=request.purpose)


def on_page(
    request: Asked,
    form: Sheet,
    act: Callable[[], tuple[str, object]],
    *,
    title: object,
    found: Movement,
    back: str,
    **context: Any,
) -> HttpResponse:
    """A form on a page of its own. `act` writes and returns where to go and what to say."""

    def work() -> str:
        url, said = act()
        messages.success(request, str(said))
        return url

    if request.method == "POST" and (url := run(form, work)):
        return redirect(url)
    shown = {"form": form, "title": title, "movement": found, "back": back, **context}
    return render(request, "emergency/form.html", shown)


def page_of(found: Movement, part: str = "") -> str:
    return reverse("evacuation", args=[found.pk]) + (f"#{part}" if part else "")


def list_of(found: Manifest) -> str:
    return reverse("manifest", args=[found.movement_id, found.leg])
