"""Running an action from a form: once, with what is wrong said on the form. What the page of a step
says when it was taken, declined, or is not there any more."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.forms import DeclineForm, Sheet
from kinkeeper.ground.process.standing import Button
from kinkeeper.ground.process.table import Process
from kinkeeper.ground.records.actions import once
from kinkeeper.ground.records.guard import Refused

SAME_MOMENT = _("A colleague did this at the same moment: open the page again and look.")


def run(form: Sheet, act: Callable[[], str]) -> str | None:
    """Run `act` once for this form: the address it leads to; None when something is wrong and
    the form now says what. Whoever may not gets 404."""
    if not form.is_valid():
        return None
    try:
        return once(form.cleaned_data["form_id"], act)
    except ValidationError as error:
        form.take(error)
    except IntegrityError:
        form.add_error(None, str(SAME_MOMENT))
    except Refused as refused:
        raise Http404 from refused
    return None


def gone(request: Asked, process: Process, verb: str, *, back: str) -> HttpResponse:
    """The step is not there (any more): say so on the page of its subject, at `back`."""
    if verb not in {t.verb for t in process.transitions}:
        raise Http404
    messages.warning(request, _("This step is not possible from here now."))
    return redirect(back)


def say_taken(request: Asked, button: Button) -> None:
    if button.step.proposal:
        messages.success(request, _("Proposed. A colleague decides."))
    else:
        messages.success(request, _("Done: %(step)s.") % {"step": button.label})


def refusal(form: DeclineForm) -> Told:
    """What the action that declines is told: today, and why not."""
    return Told(timezone.localdate(), note=form.cleaned_data["note"])


def say_declined(request: Asked) -> None:
    messages.success(request, _("Declined; your colleague can read why."))
