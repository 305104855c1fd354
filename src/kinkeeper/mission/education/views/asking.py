"""What the screens share: the facility, class, enrolment or day - or 404."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked
from kinkeeper.mission.education.queries import (
    DaycareDay,
    Enrolment,
    Facility,
    SchoolClass,
    class_by_id,
    day_of,
    enrolment,
    facility,
)
from kinkeeper.mission.people.queries import person

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person


def facility_or_404(request: Asked, pk: UUID) -> Facility:
    found = facility(pk, by=request.user)
    if found is None:
        raise Http404
    return found


def class_or_404(request: Asked, pk: UUID) -> SchoolClass:
    found = class_by_id(pk, by=request.user)
    if found is None:
        raise Http404
    return found


def enrolment_or_404(request: Asked, pk: UUID, *, door: str) -> Enrolment:
    """One pupil, and that its file was opened."""
    found = enrolment(pk, by=request.user, purpose=request.purpose)
    if found is None:
        raise Http404
    seen(request.user, [found.person, found], door=door, purpose=request.purpose)
    return found


def day_or_404(request: Asked, pk: UUID, *, door: str) -> DaycareDay:
    found = day_of(pk, by=request.user)
    if found is None:
        raise Http404
    seen(request.user, [found.enrolment], door=door, purpose=request.purpose)
    return found


def child_or_404(request: Asked, pk: UUID, *, door: str) -> "Person":
    found = person(pk, by=request.user, purpose=request.purpose)
    if found is None:
        raise Http404
    seen(request.user, [found], door=door, purpose=request.purpose)
    return found
