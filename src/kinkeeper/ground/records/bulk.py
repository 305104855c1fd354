"""The same door for bulk work: imports and the demonstration programme.

Entries are applied in their order; rows are inserted and updated in a few statements, and the
ledger gets one line per entry, exactly as `write` would have made it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from kinkeeper.ground.fence.actions import lifted
from kinkeeper.ground.records.actions import DOOR, Note, _line, _set, bring_along, check
from kinkeeper.ground.records.guard import Actor, current_guard
from kinkeeper.ground.records.images import Image, image_of, keys_of_records, seal_image
from kinkeeper.ground.records.models import Change, Record
from kinkeeper.ground.records.trail import mark, tie

BATCH = 400


@dataclass(frozen=True)
class Entry:
    """One write. `recorded_at` is only for work that was learned earlier than it is stored:
    a register carried over from another system, or the invented demonstration."""

    record: Record
    values: Mapping[str, Any] = field(default_factory=dict)
    occurred_on: date | None = None
    reason: str = ""
    recorded_at: datetime | None = None
    by: Actor | None = None


def write_many(entries: Iterable[Entry], *, by: Actor) -> int:
    """Write all or nothing. Returns the number of ledger lines. Errors as `write`."""
    with lifted(DOOR), transaction.atomic():
        batch = _Batch(by)
        for entry in entries:
            batch.take(entry)
        batch.store()
        return len(batch.lines)


class _Batch:
    def __init__(self, by: Actor) -> None:
        self.by = by
        self.guard = current_guard()
        self.fresh: dict[type[Record], dict[Any, Record]] = {}
        self.stale: dict[type[Record], dict[Any, Record]] = {}
        self.lines: list[tuple[Change, Image]] = []

    def take(self, entry: Entry) -> None:
        record, by = entry.record, entry.by or self.by
        known = record.pk in self.fresh.get(type(record), {})
        creating = record._state.adding and not known
        self.guard.before(record, by=by)
        before = {} if creating else image_of(record).whole
        _set(record, entry.values)
        check(record)
        record.version += 1
        self._remember(record, creating=creating, known=known)
        self._note(record, entry, by, before)

    def _remember(self, record: Record, *, creating: bool, known: bool) -> None:
        if creating:
            self.fresh.setdefault(type(record), {})[record.pk] = record
        elif not known:
            self.stale.setdefault(type(record), {})[record.pk] = record

    def _note(self, record: Record, entry: Entry, by: Actor, before: Mapping[str, Any]) -> None:
        note = Note(entry.occurred_on, entry.reason)
        line = _line(record, by=by, note=note, before=before)
        line.recorded_at = entry.recorded_at or timezone.now()
        self.lines.append((line, image_of(record)))

    def store(self) -> None:
        for model, rows in self.fresh.items():
            _manager(model).bulk_create(rows.values(), batch_size=BATCH)
        for model, rows in self.stale.items():
            names = [f.name for f in model._meta.concrete_fields if not f.primary_key]
            _manager(model).bulk_update(rows.values(), names, batch_size=100)
        keys = keys_of_records(self._with_secrets())
        for line, image in self.lines:
            seal_image(line, image, keys)
            mark(line)
        tie(Change.objects.bulk_create([line for line, _ in self.lines], batch_size=BATCH))
        self._recheck()
        self._bring_along()

    def _bring_along(self) -> None:
        moved = {pk: record for rows in self.stale.values() for pk, record in rows.items()}
        for line, _image in self.lines:
            if line.record in moved:
                bring_along(moved[line.record], line, by=self.by)

    def _with_secrets(self) -> list[Record]:
        sealed = {line.record for line, image in self.lines if image.secret}
        every = (*self.fresh.values(), *self.stale.values())
        return [record for rows in every for pk, record in rows.items() if pk in sealed]

    def _recheck(self) -> None:
        """The scope holds after the write too, checked once per kind for bulk."""
        for rows in (*self.fresh.values(), *self.stale.values()):
            for record in list(rows.values())[:1]:
                self.guard.after(record, by=self.by)


def _manager(model: type[Record]) -> models.Manager[Any]:
    return model._default_manager
