"""The part of a person's or family's page that says from which cells of which list it came."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import highest_class
from kinkeeper.ground.interop.models import Batch, Line, Source
from kinkeeper.ground.interop.queries import From, told
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.records.once_a_page import Reading
from kinkeeper.ground.records.together import link


def _asked(record: Record, _by: Account) -> Sequence[QuerySet[Any]]:
    rows = Source.objects.filter(record=record.pk)
    lines = Line.objects.filter(pk__in=rows.values("line"))
    batches = Batch.objects.filter(pk__in=rows.values("batch"))
    accounts = Account.objects.filter(pk__in=batches.values("by")).only("id", "name")
    return [rows, lines, batches, accounts]


def _made(
    _record: Record, by: Account, rows: list[Source], lines: list[Line], batches: list[Batch],
    accounts: list[Account],
) -> list[From]:  # fmt: skip
    link(rows, "line", lines)
    link(batches, "by", accounts)
    link(rows, "batch", batches)
    return told(rows, highest=highest_class(by))


LINES = Reading("interop.lines", _asked, _made)


def came_from(record: Record, by: Account) -> dict[str, Any] | None:
    """None where the record was written by hand."""
    lines = LINES.of(record, by=by)
    return {"came_from": lines} if lines else None
