"""Opening one file in an emergency; reviewing that somebody did."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import has_second_factor
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.records.actions import once
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.people.forms import tell
from kinkeeper.mission.people.glass.actions import OPEN, REVIEW, break_glass, review
from kinkeeper.mission.people.glass.forms import BreakForm, ReviewForm
from kinkeeper.mission.people.models import Family
from kinkeeper.mission.people.queries import glass, readings_during


def _has_factor(request: HttpRequest) -> bool:
    return isinstance(request.user, Account) and has_second_factor(request.user)


@door(OPEN, purpose=CARE)
@reauthentication_required(enabled=_has_factor)  # type: ignore[untyped-decorator]
def opening(request: Asked) -> HttpResponse:
    """The code of one file, the reason, and one's own second factor once more."""
    form = BreakForm(request.POST or None)

    def act() -> str:
        values = form.cleaned_data
        facts = {name: values[name] for name in ("reason", "why")}
        file = break_glass(values["code"], by=request.user, **facts)
        messages.warning(request, _("Open for an hour, to read. Your coordinator has been told."))
        return reverse("family" if isinstance(file, Family) else "person", args=[file.pk])

    if form.is_valid() and (url := _run(form, act)):
        return redirect(url)
    return render(request, "people/glass/open.html", {"form": form}, status=_status(form))


@door(REVIEW, purpose=CARE)
def reviewing(request: Asked, pk: UUID) -> HttpResponse:
    """Who opened which file, why, and what was read: was it right?"""
    opened = glass(pk, by=request.user)
    if opened is None:
        raise Http404
    form = ReviewForm(request.POST or None)

    def act() -> str:
        values = form.cleaned_data
        review(opened, by=request.user, justified=values["answer"] == "yes", said=values["said"])
        messages.success(request, _("Reviewed."))
        return reverse("my_day")

    if form.is_valid() and (url := _run(form, act)):
        return redirect(url)
    context = {
        "form": form, "opened": opened, "pages": readings_during(opened),
        "mine": opened.account_id == request.user.pk, "running": opened.ends_at > timezone.now(),
    }  # fmt: skip
    return render(request, "people/glass/review.html", context, status=_status(form))


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
