"""What goes down to a phone: the difference between what belongs on it and what it holds.

Nothing is remembered by a position in the ledger, so nothing can be skipped by two transactions
that become visible in another order, and a grant that ends takes away what it brought.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import highest_class
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.sync import keep
from kinkeeper.ground.sync.models import Carried, Device
from kinkeeper.ground.sync.offers import Carry, Load, carries
from kinkeeper.ground.sync.queries import load_of

NEVER = 4
PORTION = 100
Row = list[Any]
Versions = dict[UUID, int]


@dataclass(frozen=True)
class Page:
    """rows: [kind, id, version, values]. gone: ids to take off. id None: nothing to store.
    left: rows that still wait for a next page."""

    id: UUID | None
    rows: list[Row]
    gone: list[UUID]
    left: int


NOTHING = Page(None, [], [], 0)


def page_for(device: Device, *, room: int) -> Page:
    """The next page, of about `room` bytes of text; at least one row if any waits."""
    with transaction.atomic():
        load = load_of(device)
        wanted = {carry.model.about.kind: _versions(carry, load) for carry in carries()}
        held = {c.record: c for c in Carried.objects.filter(device=device)}
        missing = {kind: _missing(rows, held) for kind, rows in wanted.items()}
        belonging = {pk for rows in wanted.values() for pk in rows}
        gone = [pk for pk in held if pk not in belonging]
        met = list(_filled(load.by, missing, room=room))
        waiting = sum(len(rows) for rows in missing.values())
        if not met and not gone:
            return NOTHING
        return _sent(device, met, gone, left=waiting - len(met))


def _sent(device: Device, met: list[tuple[Record, Row]], gone: list[UUID], *, left: int) -> Page:
    page = uuid4()
    rows = {record.pk: (record.about.kind, record.version) for record, _row in met}
    keep.sent(device, page, rows)
    keep.asked_back(device, page, gone)
    seen(device.account, [record for record, _row in met], door="api:field_sync")
    return Page(page, [row for _record, row in met], gone, left)


def _versions(carry: Carry, load: Load) -> Versions:
    return dict(carry.rows(load).values_list("pk", "version"))


def _missing(rows: Versions, held: Mapping[UUID, Carried]) -> Versions:
    """Also what was asked back: the phone may have taken it off already."""
    return {pk: v for pk, v in rows.items() if not _holds(held.get(pk), v)}


def _holds(row: Carried | None, version: int) -> bool:
    return row is not None and row.version == version and not row.going


def _filled(
    by: Account, missing: Mapping[str, Versions], *, room: int
) -> Iterator[tuple[Record, Row]]:
    level = min(highest_class(by), NEVER - 1)
    used = 0
    for carry in carries():
        for record in _read(carry, missing[carry.model.about.kind]):
            row = _row(record, carry, level)
            used += len(json.dumps(row, ensure_ascii=False).encode())
            yield record, row
            if used >= room:
                return


def _read(carry: Carry, wanted: Iterable[UUID]) -> Iterator[Record]:
    ids = list(wanted)
    for start in range(0, len(ids), PORTION):
        yield from carry.model._default_manager.filter(pk__in=ids[start : start + PORTION])


def _row(record: Record, carry: Carry, level: int) -> Row:
    """Empty values stay here: the phone knows what is not there. A zero is a value."""
    allowed = record.fields_up_to(level)
    values = {name: _plain(record, name) for name in carry.fields if name in allowed}
    kept = {name: value for name, value in values.items() if not _empty(value)}
    return [record.about.kind, str(record.pk), record.version, kept]


def _empty(value: Any) -> bool:
    return value is None or value is False or value == ""


def _plain(record: Record, name: str) -> Any:
    value = getattr(record, record._meta.get_field(name).attname)  # type: ignore[union-attr]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID | Decimal) else value
