"""Asking for a person to be erased, deciding it, holding a file."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.queries import next_steps, stage_of, stages_of
from kinkeeper.ground.records.actions import once
from kinkeeper.ground.records.erasing import rows_about
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.people.erasing import actions
from kinkeeper.mission.people.erasing.forms import AskForm, DecideForm, HoldForm
from kinkeeper.mission.people.erasing.process import (
    ASK_RIGHT,
    DO_RIGHT,
    ERASE,
    ERASING,
    KEEP,
    REASONS,
)
from kinkeeper.mission.people.faces import person_face
from kinkeeper.mission.people.forms import tell
from kinkeeper.mission.people.models import Erasure, Person
from kinkeeper.mission.people.queries import Reader, erasure, open_hold, reader_of, waiting_erasure
from kinkeeper.mission.people.views.asking import met, person_or_404


@door(ASK_RIGHT, purpose=CARE)
def asking(request: Asked, pk: UUID) -> HttpResponse:
    """What erasing would take away, and asking a colleague for it."""
    reader = reader_of(request.user)
    person = _mine(request, person_or_404(pk, reader=reader))
    if waiting := waiting_erasure(person.pk):
        return redirect("erasure", pk=waiting.pk)
    form = AskForm(request.POST or None)

    def act() -> str:
        values = form.cleaned_data
        asked = actions.ask(person, by=request.user, reason=values["reason"], note=values["note"])
        messages.success(request, _("Asked for. A colleague decides."))
        return reverse("erasure", args=[asked.pk])

    if form.is_valid() and (url := _run(form, act)):
        return redirect(url)
    met(request, reader, [person])
    context = {"form": form, "held": open_hold(person.pk), **_about(person, reader)}
    return render(request, "people/erasing/ask.html", context, status=_status(form))


@door(ASK_RIGHT, purpose=CARE)
def holding(request: Asked, pk: UUID) -> HttpResponse:
    """Hold a file against erasing, or lift the hold."""
    reader = reader_of(request.user)
    person = _mine(request, person_or_404(pk, reader=reader))
    held, today = open_hold(person.pk), timezone.localdate()
    form = HoldForm(request.POST or None)

    def act() -> str:
        if held is None:
            actions.hold(person, by=request.user, why=form.cleaned_data["why"], since=today)
        return reverse("person", args=[person.pk])

    if request.method == "POST" and "lift" in request.POST and held:
        return _lifted(request, held)
    if form.is_valid() and (url := _run(form, act)):
        return redirect(url)
    met(request, reader, [person])
    lifts = bool(held) and may(request.user, DO_RIGHT, person)
    context = {"form": form, "held": held, "lifts": lifts, **_about(person, reader)}
    return render(request, "people/erasing/hold.html", context, status=_status(form))


@door(ASK_RIGHT, purpose=CARE)
def deciding(request: Asked, pk: UUID) -> HttpResponse:
    """What was asked, by whom and why; erase or keep, for a colleague who may."""
    asked = erasure(pk, by=request.user)
    if asked is None:
        raise Http404
    reader = reader_of(request.user)
    form = DecideForm(request.POST or None)
    if form.is_valid() and (url := _run(form, lambda: _decided(request, asked, form))):
        return redirect(url)
    met(request, reader, [asked.person])
    context = {
        "form": form,
        "asked": asked,
        **_about(asked.person, reader),
        **_standing(asked, request),
    }
    return render(request, "people/erasing/decide.html", context, status=_status(form))


def _decided(request: Asked, asked: Erasure, form: DecideForm) -> str:
    verb = request.POST.get("verb", "")
    if verb not in {ERASE, KEEP}:
        raise Http404
    actions.decide(asked, verb, by=request.user, note=form.cleaned_data["note"])
    said = _("Erased for good.") if verb == ERASE else _("The file is kept.")
    messages.success(request, said)
    return reverse("erasure", args=[asked.pk])


def _lifted(request: Asked, held: Any) -> HttpResponse:
    try:
        actions.lift(held, by=request.user, on=timezone.localdate())
    except Refused as refused:
        raise Http404 from refused
    return redirect("person", pk=held.person_id)


def _mine(request: Asked, person: Person) -> Person:
    if not may(request.user, ASK_RIGHT, person):
        raise Http404
    return person


def _standing(asked: Erasure, request: Asked) -> dict[str, Any]:
    stage = stage_of(ERASING, asked.pk)
    if stage is None:
        raise Http404
    steps = next_steps(
        ERASING, asked, stage=stage, evidence=actions.evidence(asked), by=request.user
    )
    way = stages_of(ERASING, asked.pk).select_related("decided_by")
    return {
        "state": ERASING.state(stage.state),
        "why": dict(REASONS).get(asked.reason_code, ""),
        "steps": [step for step in steps if not step.proposal],
        "way": [(ERASING.state(row.state).label, row) for row in way],
    }


def _about(person: Person, reader: Reader) -> dict[str, Any]:
    """Whom, and how many rows speak of her."""
    face = person_face(person, reader=reader, on=timezone.localdate())
    return {"person": face, "rows": len(rows_about(person))}


def _run(form: Any, act: Callable[[], str]) -> str:
    try:
        return once(form.cleaned_data["form_id"], act)
    except ValidationError as problem:
        tell(form, problem)
    except Refused as refused:
        raise Http404 from refused
    return ""


def _status(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200
