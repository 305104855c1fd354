"""The office's screen of the sounds: what can be heard in which language, and what is missing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.sync import actions
from kinkeeper.ground.sync.forms import SoundForm
from kinkeeper.ground.sync.models import Language, Origin
from kinkeeper.ground.sync.offers import Prompt, prompts
from kinkeeper.ground.sync.queries import MANAGE, Heard, heard, missing, sound


@door(MANAGE, purpose=CARE)
def all_sounds(request: Asked) -> HttpResponse:
    """language: one of them, to see only what is missing there."""
    rows = heard()
    language = request.GET.get("missing", "")
    shown = [row for row in rows if language not in row.sounds or not row.sounds[language]]
    context = {"rows": [_line(row) for row in shown], "standing": _standing(rows), "all": len(rows),
               "missing": language, "languages": Language.choices}  # fmt: skip
    return render(request, "sync/sounds.html", context)


def _line(row: Heard) -> dict[str, Any]:
    names = dict(Language.choices)
    cells = [(value, names[value], found) for value, found in row.sounds.items()]
    return {"prompt": row.prompt, "cells": cells}


def _standing(rows: list[Heard]) -> list[dict[str, Any]]:
    lost, names = missing(rows), dict(Language.choices)
    return [
        {"language": value, "name": names[value], "missing": n, "done": len(rows) - n}
        for value, n in lost.items()
    ]


@door(MANAGE, purpose=CARE)
def one_sound(request: Asked, language: str, code: str) -> HttpResponseBase:
    prompt = _prompt(language, code)
    form = SoundForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        data = form.cleaned_data["file"].read(actions.LARGEST + 1)
        try:
            actions.keep_sound(code, language, data, origin=Origin.RECORDED)
        except ValidationError as problem:
            form.add_error("file", problem)
        else:
            messages.success(request, _("The sound is kept. Phones take it at their next contact."))
            return redirect("sounds")
    context = {"prompt": prompt, "spoken": Language(language).label, "code": language,
               "sound": sound(code, language), "form": form}  # fmt: skip
    return render(request, "sync/sound.html", context)


@door(MANAGE, purpose=CARE)
def sound_file(request: Asked, language: str, code: str) -> HttpResponse:
    del request
    found = sound(code, language)
    if found is None:
        raise Http404
    return HttpResponse(bytes(found.data), content_type=found.kind)


@door(MANAGE, purpose=CARE)
@require_POST
def sound_drop(request: Asked, language: str, code: str) -> HttpResponseBase:
    _prompt(language, code)
    actions.drop_sound(code, language)
    messages.success(request, _("The sound is taken away."))
    return redirect("sounds")


def _prompt(language: str, code: str) -> Prompt:
    found = next((prompt for prompt in prompts() if prompt.code == code), None)
    if found is None or language not in Language.values:
        raise Http404
    return found
