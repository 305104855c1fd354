"""What the screens share: the structure or the family, or 404."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked
from kinkeeper.mission.community.models import Structure
from kinkeeper.mission.community.queries import structure
from kinkeeper.mission.people.queries import family

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Family

READ, WRITE = "community.read", "community.write"


def structure_or_404(request: Asked, pk: UUID, *, door: str) -> Structure:
    """The structure, if this account may meet it; that it was met is written down."""
    found = structure(pk, by=request.user, purpose=request.purpose)
    if found is None:
        raise Http404
    seen(request.user, [found], door=door, purpose=request.purpose)
    return found


def family_or_404(request: Asked, pk: UUID, *, door: str) -> "Family":
    found = family(pk, by=request.user, purpose=request.purpose)
    if found is None:
        raise Http404
    seen(request.user, [found], door=door, purpose=request.purpose)
    return found
