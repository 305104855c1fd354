"""Adding and serving a picture; writing down and withdrawing a consent."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.records.actions import once
from kinkeeper.ground.records.attachments import attach_image
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.people.forms import Once
from kinkeeper.mission.people.keeping.consents import (
    HANDED_OUT,
    answer,
    answers_of,
    withdraw,
)
from kinkeeper.mission.people.keeping.forms import AnswerForm, PictureForm, WithdrawForm
from kinkeeper.mission.people.keeping.pictures import (
    CONSENTS,
    FILES,
    bytes_of,
    kept_person,
    picture,
)
from kinkeeper.mission.people.models import Person

PICTURE_POLICY = "default-src 'none'; sandbox"


@door(FILES, purpose=CARE)
def picture_add(request: Asked, pk: UUID) -> HttpResponse:
    """Keep a picture in the file of a person."""
    person = _person(request, pk, FILES)
    form = PictureForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        values = form.cleaned_data

        def keep() -> None:
            attach_image(
                pk, place_id=person.place_id, upload=values["upload"], by=request.user,
                label=values["label"], taken_on=values["taken_on"],
            )  # fmt: skip

        if address := _done(form, keep, person, "pictures", wrong="upload"):
            messages.success(request, _("The picture is kept in this file."))
            return redirect(address)
    return _page(request, person, form, "people/keeping/picture_add.html")


@door(FILES, purpose=CARE)
def person_picture(request: Asked, pk: UUID, picture_id: UUID) -> HttpResponse:
    """The picture itself, or `?small` of it. Each look is written to the log of readings."""
    person = _person(request, pk, FILES)
    kept = picture(picture_id, person=person, by=request.user)
    data = bytes_of(kept, small="small" in request.GET) if kept else None
    if kept is None or data is None:
        raise Http404
    seen(request.user, [person, kept], door="person_picture", purpose=CARE)
    response = HttpResponse(data, content_type="image/jpeg")
    response["Content-Disposition"] = 'inline; filename="picture.jpg"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = PICTURE_POLICY
    return response


@door(CONSENTS, purpose=CARE)
def consent_add(request: Asked, pk: UUID) -> HttpResponse:
    """Write down what was answered; it replaces the answer before."""
    person = _person(request, pk, CONSENTS)
    first = {"purpose": request.GET.get("purpose", ""), "since": timezone.localdate()}
    form = AnswerForm(request.POST or None, initial=first)
    if form.is_valid():

        def keep() -> None:
            answer(person, by=request.user, values=form.values())

        if address := _done(form, keep, person, "consents"):
            messages.success(request, _("The answer is written down."))
            return redirect(address)
    return _page(request, person, form, "people/keeping/consent_add.html")


@door(CONSENTS, purpose=CARE)
def consent_withdraw(request: Asked, pk: UUID, consent_id: UUID) -> HttpResponse:
    """An answer is taken back: from that day it holds no more."""
    person = _person(request, pk, CONSENTS)
    consent = next((c for c in answers_of(pk) if c.pk == consent_id), None)
    if consent is None:
        raise Http404
    form = WithdrawForm(request.POST or None, initial={"since": timezone.localdate()})
    if form.is_valid():

        def keep() -> None:
            withdraw(consent, by=request.user, on=form.cleaned_data["since"])

        if address := _done(form, keep, person, "consents"):
            messages.success(request, _("The answer is withdrawn."))
            return redirect(address)
    more = {"consent": consent, "handed_out": consent.purpose in HANDED_OUT}
    return _page(request, person, form, "people/keeping/consent_withdraw.html", **more)


def _person(request: Asked, pk: UUID, capability: str) -> Person:
    person = kept_person(pk, by=request.user, capability=capability)
    if person is None:
        raise Http404
    return person


def _done(
    form: Once, work: Callable[[], None], person: Person, part: str, *, wrong: str | None = None
) -> str | None:
    """Runs `work` once for this form; None when something stands in the form to be corrected,
    at the field `wrong` where the problem names none."""

    def keep() -> str:
        work()
        return f"{reverse('person', args=[person.pk])}#{part}"

    try:
        return once(form.cleaned_data["form_id"], keep)
    except ValidationError as problem:
        form.add_error(None if hasattr(problem, "error_dict") else wrong, problem)
        return None
    except Refused as problem:
        raise Http404 from problem


def _page(
    request: Asked, person: Person, form: Once, template: str, **more: object
) -> HttpResponse:
    match = request.resolver_match
    seen(request.user, [person], door=match.view_name if match else "", purpose=CARE)
    status = 422 if form.is_bound else 200
    context = {"form": form, "person": person, **more}
    return render(request, template, context, status=status)
