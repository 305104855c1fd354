"""The history of a record as a person reads it: when, who, what changed to what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.fence.actions import lifted
from kinkeeper.ground.records.images import read_image
from kinkeeper.ground.records.models import Change, Outcome, Record
from kinkeeper.ground.records.queries import history
from kinkeeper.ground.vault.actions import keys_of
from kinkeeper.mission.people.queries.reader import Reader
from kinkeeper.mission.people.queries.values import (
    Namer,
    label_of,
    may_read,
    said,
    sides_of,
)

MOST = 60


@dataclass(frozen=True)
class Altered:
    """One field of a line. The value is empty for a reader below its class."""

    label: str
    value: str
    hidden: bool


@dataclass(frozen=True)
class HistoryLine:
    at: datetime
    who: str
    what: str
    occurred_on: date | None
    fields: tuple[Altered, ...]


@lifted("the history shows the fields of the reader's class")
def history_of(record: Record, *, reader: Reader) -> list[HistoryLine]:
    """The last 60 changes, newest first. Sealed values are opened only for readers of class 3."""
    lines = list(history(record).order_by("-seq")[:MOST])
    sealed = [line.record for line in lines if line.sealed and reader.notes]
    keys = keys_of(sealed[:1])
    images = [read_image(line, keys).whole for line in lines]
    namer = Namer(reader, _keys_in(lines, images))
    model = type(record)
    return [
        HistoryLine(
            line.recorded_at,
            namer.name(line.actor),
            _deed(line),
            line.occurred_on,
            tuple(_altered(model, line, image, reader=reader, namer=namer)),
        )
        for line, image in zip(lines, images, strict=True)
    ]


def actor_names(lines: Iterable[Change]) -> dict[Any, str]:
    wanted = {line.actor for line in lines if line.actor}
    return {a.pk: a.name for a in Account.objects.filter(pk__in=wanted)}


def _keys_in(lines: Sequence[Change], images: Sequence[dict[str, Any]]) -> set[str]:
    found = {str(line.actor) for line in lines if line.actor}
    for image in images:
        found |= {str(v) for name, v in image.items() if name.endswith("_id") and v}
    return found


def _deed(line: Change) -> str:
    if line.outcome == Outcome.CLASH:
        return _("wrote something else at the same time; it was kept")
    if line.outcome == Outcome.SETTLED:
        return _("decided between two values")
    if line.outcome == Outcome.ERASED:
        return _("erased the values")
    return _("wrote it down for the first time") if line.version == 1 else _("changed")


def _altered(
    model: type[Record], line: Change, image: dict[str, Any], *, reader: Reader, namer: Namer
) -> Iterable[Altered]:
    for field in sides_of(model, line.changed):
        if not may_read(field, reader):
            yield Altered(label_of(field), "", hidden=True)
        elif line.version > 1 or image.get(field.attname) not in (None, "", False):
            yield Altered(label_of(field), said(field, image, namer), hidden=False)
