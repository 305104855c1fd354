"""What the screens share: the admission or 404, and its children."""

from uuid import UUID

from django.http import Http404

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked
from kinkeeper.mission.admission.models import Admission, AdmissionChild
from kinkeeper.mission.admission.queries import admission


def admission_or_404(request: Asked, pk: UUID, *, door: str) -> Admission:
    """The admission, if this account may meet it; that it was met is written down, with every
    child named in it."""
    found = admission(pk, by=request.user, purpose=request.purpose)
    if found is None:
        raise Http404
    children = [c.person for c in found.children.select_related("person")]
    seen(request.user, [found, *children], door=door, purpose=request.purpose)
    return found


def child_or_404(found: Admission, pk: UUID) -> AdmissionChild:
    child = found.children.select_related("person", "admission__village__place").filter(pk=pk)
    row = child.first()
    if row is None:
        raise Http404
    return row
