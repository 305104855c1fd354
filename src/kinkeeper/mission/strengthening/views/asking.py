"""What the screens share: the record or 404."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked
from kinkeeper.mission.people.queries import family, person

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
