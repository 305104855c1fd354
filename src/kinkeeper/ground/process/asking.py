"""Running an action from a form: once, with what is wrong said on the form."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.forms import Sheet
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
