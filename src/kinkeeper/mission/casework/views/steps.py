"""What every page of the room does: find the family, take the form, lead back to the file."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.access.queries import highest_class
from kinkeeper.ground.records.actions import Received, once
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.casework.forms import Sheet, take_errors
from kinkeeper.mission.people import queries as people

NOTES = 3


def family_or_404(request: Asked, pk: UUID, *, notes: bool = True) -> Any:
    """The family, within scope; `notes`: the page holds scores or notes (class L3), so a reader
    of a lower class does not find it."""
    _need_class(request, notes=notes)
    found = people.family(pk, by=request.user, purpose=request.purpose)
    if found is None:
        raise Http404
    return found


def or_404(request: Asked, record: Any, *, notes: bool = True) -> Any:
    """The row that is to be corrected, if there is one for this reader."""
    _need_class(request, notes=notes)
    if record is None:
        raise Http404
    return record


def _need_class(request: Asked, *, notes: bool) -> None:
    if notes and highest_class(request.user, request.purpose) < NOTES:
        raise Http404


def met(request: Asked, records: Iterable[Record]) -> None:
    """One line in the log of what was read, for the page as a whole."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    seen(request.user, records, door=name, purpose=request.purpose)


def back_to(family: UUID, part: str) -> str:
    """The part of the family's file that was just changed."""
    return f"{reverse('family', args=[family])}#{part}"


def accepted(
    request: Asked, form: Sheet, work: Callable[[], str], said: str
) -> HttpResponse | None:
    """Runs `work` once for this form and goes where it leads; None when something is to be
    corrected, which then stands in the form."""
    try:
        address = once(form.number, work)
    except ValidationError as error:
        take_errors(form, error)
        return None
    except Refused as error:
        raise Http404 from error
    messages.success(request, said)
    return redirect(address)


def received(
    request: Asked, form: Sheet, work: Callable[[], Received], address: str
) -> HttpResponse | None:
    """As `accepted`, for a correction: what somebody else changed meanwhile is not lost, both
    values are shown to be decided."""
    outcome: list[Received] = []

    def keep() -> str:
        outcome.append(work())
        return address

    answer = accepted(request, form, keep, _("Corrected."))
    clash = outcome[0].clash if answer is not None and outcome else None
    if clash is None:
        return answer
    messages.warning(request, _("Somebody else changed the same thing while you were writing."))
    return redirect("clash", clash.id)
