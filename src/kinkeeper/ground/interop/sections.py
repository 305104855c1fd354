"""The part of a person's or family's page that says from which cells of which list it came."""

from typing import Any

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import highest_class
from kinkeeper.ground.interop.queries import came_from as lines_of
from kinkeeper.ground.records.models import Record


def came_from(record: Record, by: Account) -> dict[str, Any] | None:
    """None where the record was written by hand."""
    lines = lines_of(record.pk, highest=highest_class(by))
    return {"came_from": lines} if lines else None
