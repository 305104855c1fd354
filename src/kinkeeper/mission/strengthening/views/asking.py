"""What the screens share: the record or 404, and running an action from a form once."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.records.actions import once
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.people.queries import family, person
from kinkeeper.mission.strengthening.forms import Sheet
from kinkeeper.mission.strengthening.process import SAME_MOMENT

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Family, Person


def family_or_404(request: Asked, pk: UUID, *, door: str) -> "Family":
    """The family, if this account may meet it; that it was met is written down."""
    found = family(pk, by=request.user, purpose=request.purpose)
    if found is None:
        raise Http404
    seen(request.user, [found], door=door, purpose=request.purpose)
    return found


def person_or_404(request: Asked, pk: UUID, *, door: str) -> "Person":
    found = person(pk, by=request.user, purpose=request.purpose)
    if found is None:
        raise Http404
    seen(request.user, [found], door=door, purpose=request.purpose)
    return found


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
