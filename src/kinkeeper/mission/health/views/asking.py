"""What the screens share: the child, the measurement or the case - or 404."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked
from kinkeeper.mission.health.models import Measurement, NutritionCase
from kinkeeper.mission.health.queries import case, measurement
from kinkeeper.mission.people.queries import person

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person


def child_or_404(request: Asked, pk: UUID, *, door: str) -> "Person":
    """The child, if this account may meet it; that it was met is written down."""
    found = person(pk, by=request.user, purpose=request.purpose)
    if found is None:
        raise Http404
    seen(request.user, [found], door=door, purpose=request.purpose)
    return found


def measurement_or_404(request: Asked, pk: UUID, *, door: str) -> Measurement:
    found = measurement(pk, by=request.user, purpose=request.purpose)
    if found is None:
        raise Http404
    seen(request.user, [found.person, found], door=door, purpose=request.purpose)
    return found


def case_or_404(request: Asked, pk: UUID, *, door: str) -> NutritionCase:
    found = case(pk, by=request.user, purpose=request.purpose)
    if found is None:
        raise Http404
    seen(request.user, [found.person, found], door=door, purpose=request.purpose)
    return found
