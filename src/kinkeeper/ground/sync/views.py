"""The office's screen of the phones: which there are, what lies on them, adding and ending one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_L

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.sync.actions import (
    Answer,
    add_phone,
    end_phone,
    fresh_code,
    move_phone,
    open_carried,
)
from kinkeeper.ground.sync.forms import CarriedForm, EndForm, PhoneForm, PlaceForm
from kinkeeper.ground.sync.models import Device, Outcome
from kinkeeper.ground.sync.queries import (
    MANAGE,
    Phone,
    files_on,
    kinds_on,
    lately_taken,
    phone,
    phones,
)
from kinkeeper.ground.sync.words import KINDS, STATES, VERBS


@door(MANAGE, purpose=CARE)
def all_phones(request: Asked) -> HttpResponse:
    found = [(row, STATES[row.state]) for row in phones(by=request.user)]
    return render(request, "sync/phones.html", {"phones": found})


@door(MANAGE, purpose=CARE)
def phone_add(request: Asked) -> HttpResponseBase:
    form = PhoneForm(request.POST or None, by=request.user)
    if form.is_valid():
        try:
            device, code = add_phone(by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            return _with_code(request, device, code)
    return render(request, "sync/add.html", {"form": form})


@door(MANAGE, purpose=CARE)
def one_phone(request: Asked, pk: UUID) -> HttpResponse:
    return _page(request, _phone(request, pk))


@door(MANAGE, purpose=CARE)
@require_POST
def phone_code(request: Asked, pk: UUID) -> HttpResponseBase:
    device = _phone(request, pk).device
    try:
        code = fresh_code(device, by=request.user)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect("phone", pk=pk)
    return _with_code(request, device, code)


@door(MANAGE, purpose=CARE)
@require_POST
def phone_move(request: Asked, pk: UUID) -> HttpResponseBase:
    held = _phone(request, pk)
    form = PlaceForm(request.POST, by=request.user)
    return _changed(
        request, held, form,
        lambda: move_phone(held.device, by=request.user, place=form.cleaned_data["place"]),
    )  # fmt: skip


@door(MANAGE, purpose=CARE)
@require_POST
def phone_end(request: Asked, pk: UUID) -> HttpResponseBase:
    held = _phone(request, pk)
    form = EndForm(request.POST)
    return _changed(
        request, held, form,
        lambda: end_phone(held.device, by=request.user, ending=form.cleaned_data["ending"]),
    )  # fmt: skip


LARGEST_FILE = 30_000_000


@door(MANAGE, purpose=CARE)
def phone_file(request: Asked) -> HttpResponse:
    """Opens what a phone exported and takes it, and shows what became of each line."""
    form, opened = CarriedForm(request.POST or None, request.FILES or None), None
    if form.is_valid():
        try:
            data = form.cleaned_data["file"].read(LARGEST_FILE)
            opened = open_carried(data, by=request.user)
        except ValidationError as problem:
            form.add_error("file", problem)
        else:
            seen(request.user, [opened.device], door="phone_file", purpose=CARE)
    words = dict(Outcome.choices)
    answers = opened.answers if opened else []
    lines = [(VERBS.get(verb, verb), words[a.outcome], _said(a)) for verb, a in answers]
    return render(request, "sync/file.html", {"form": form, "opened": opened, "lines": lines})


def _said(answer: Answer) -> list[str]:
    return [sentence for found in answer.sentences.values() for sentence in found]


def _changed(request: Asked, held: Phone, form: Form, act: Any) -> HttpResponseBase:
    """Runs `act` for a form that is right; what is wrong is said on the page of the phone."""
    if form.is_valid():
        try:
            act()
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("Written down. The phone learns it at its next contact."))
            return redirect("phone", pk=held.device.pk)
    for sentences in form.errors.values():
        messages.error(request, " ".join(map(str, sentences)))
    return redirect("phone", pk=held.device.pk)


def _page(request: Asked, held: Phone) -> HttpResponse:
    device = held.device
    families = files_on(device, by=request.user)
    seen(request.user, [device, *families], door="phone", purpose=CARE)
    kinds = [(KINDS.get(kind, kind), n) for kind, n in kinds_on(device).items()]
    context = {
        "phone": held, "state": STATES[held.state], "families": families, "kinds": kinds,
        "taken": [(VERBS.get(one.verb, one.verb), one) for one in lately_taken(device)],
        "end": EndForm(),
        "move": PlaceForm(by=request.user, initial={"place": device.place_id}),
    }  # fmt: skip
    return render(request, "sync/phone.html", context)


def _phone(request: Asked, pk: UUID) -> Phone:
    found = phone(pk, by=request.user)
    if found is None:
        raise Http404
    return found


def _with_code(request: Asked, device: Device, code: str) -> HttpResponse:
    """The code stands behind the #: no server and no log ever meets it in an address."""
    link = f"{request.build_absolute_uri(reverse('field'))}#{code}"
    context = {"device": device, "link": link, "qr": qr_path(link)}
    return render(request, "sync/code.html", context)


def qr_path(text: str) -> dict[str, Any]:
    """A QR code as the path of a drawing, one unit a module, with its quiet edge."""
    code = QRCode(error_correction=ERROR_CORRECT_L, border=4)
    code.add_data(text)
    rows = code.get_matrix()
    dots = [f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark]
    return {"side": len(rows), "path": "".join(dots)}
