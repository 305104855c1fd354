"""Boxes that a phone sealed for a desk: kept as they came, once, from any phone that is known."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.fence.actions import lifted
from kinkeeper.ground.records.actions import once
from kinkeeper.ground.records.origin import from_device
from kinkeeper.ground.sync import keep
from kinkeeper.ground.sync.models import Device, Outcome, Taken
from kinkeeper.ground.sync.offers import sealed_kind

MOST_A_DAY = 50
"""A report a day is much; a stolen secret must not fill the desk's list."""


@lifted("it is opened by the desk's key, not by the phone that brings it")
def take_sealed(device: Device, pk: UUID, *, kind: str, box: Mapping[str, Any]) -> None:
    """The same id again changes nothing. Raises ValidationError: no desk takes this kind, or too
    many came within a day; the phone keeps it and tries again."""
    found = sealed_kind(kind)
    if found is None:
        raise ValidationError(_("No desk takes this here yet. It stays sealed on the phone."))
    if Taken.objects.filter(id=pk, device=device).exists():
        return
    since = timezone.now() - timedelta(days=1)
    if device.taken.filter(verb=kind, at__gte=since).count() >= MOST_A_DAY:
        raise ValidationError(_("Too many at once from this phone: the rest goes tomorrow."))

    def write() -> str:
        found.take(pk, box, device.account, device.pk)
        keep.answered(device, pk, verb=kind, outcome=Outcome.APPLIED)
        return kind

    with from_device(str(device.pk)):
        once(pk, write)
