"""Imports that are given up, and what must be forgotten with a person."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.interop import keep
from kinkeeper.ground.interop.files import delete_file
from kinkeeper.ground.interop.models import OPEN, Batch, Line, Source, State


def cancel(batch: Batch) -> Batch:
    """Give an import up: its file and lines are deleted. Raises ValidationError once it began to
    enter the register."""
    if batch.state not in OPEN or batch.state in {State.APPLYING, State.STOPPED}:
        raise ValidationError(_("This import has begun to enter the register."))
    delete_file(batch.stored)
    with transaction.atomic():
        keep.forget_lines(batch)
        return keep.close(batch, State.CANCELLED, stored="")


def throw_away(batch: Batch) -> None:
    """Remove an import that entered nothing, as if it had never been brought."""
    delete_file(batch.stored)
    keep.drop(batch)


def forget_record(record: UUID) -> int:
    """Empty the lines a person came from, for the erasure of that person. Returns how many."""
    lines = Source.objects.filter(record=record).values("line")
    return keep.forget_cells(Line.objects.filter(pk__in=lines))
