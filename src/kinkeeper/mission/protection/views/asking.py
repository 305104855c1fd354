"""What the screens share: a row of a register, a case - or 404; running an action from a form."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.process.asking import run
from kinkeeper.ground.process.forms import Sheet
from kinkeeper.mission.protection.models import Case, Told
from kinkeeper.mission.protection.queries import case, told
from kinkeeper.mission.protection.queries.reports import Register


def told_or_404(request: Asked, register: Register, pk: UUID, *, door: str) -> Told:
    found = told(register, pk, by=request.user)
    if found is None:
        raise Http404
    seen(request.user, [found], door=door, purpose=request.purpose)
    return found


def case_or_404(request: Asked, pk: UUID, *, door: str) -> Case:
    found = case(pk, by=request.user)
    if found is None:
        raise Http404
    seen(request.user, [found], door=door, purpose=request.purpose)
    return found


def ask(
    request: Asked,
    form: Sheet,
    act: Callable[[], str],
    *,
    title: Any,
    back: str,
    said: Any,
    under: Any = "",
    intro: Any = "",
) -> HttpResponse:
    """One form on a page of its own: run `act` once, say `said`, go where it leads."""
    if request.method == "POST" and (url := run(form, act)):
        messages.success(request, said)
        return redirect(url)
    context = {"form": form, "title": title, "back": back, "under": under, "intro": intro}
    return render(request, "protection/form.html", context)


def as_choices(accounts: Iterable[Account]) -> list[tuple[Any, str]]:
    return [(account.pk, account.name) for account in accounts]
