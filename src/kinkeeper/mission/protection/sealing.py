"""Sealing what was said: one text in each row, AES-256-GCM with the row's own key.

The row's key is wrapped by the key of its register (`About.vault`) and place. Bound to kind, row
and place: moved to another row or place it does not open. Read through the
dataclass that says what a row may hold; what is not named there is not read.
"""

import base64
import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any, TypeVar
from uuid import UUID

from kinkeeper.ground.records.images import keys_of_records
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.vault.actions import keys_of, seal_for, unseal_for

S = TypeVar("S")


def sealed(record: Record, said: object, *, place: UUID) -> str:
    """`said`: a dataclass instance. The text for the row's `sealed`."""
    return seal_bytes(record, json.dumps(asdict(said), ensure_ascii=False).encode(), place=place)  # type: ignore[call-overload]


def seal_bytes(record: Record, data: bytes, *, place: UUID) -> str:
    keys = keys_of_records([record])
    return base64.b64encode(
        seal_for(record.pk, data, about=_about(record, place), keys=keys)
    ).decode()


def open_bytes(record: Record, text: str, *, place: UUID) -> bytes:
    keys = keys_of([record.pk])
    return unseal_for(record.pk, base64.b64decode(text), about=_about(record, place), keys=keys)


def opened(record: Any, kind: type[S], *, place: UUID) -> S:
    """What a row holds; everything empty when its key was destroyed. Raises InvalidTag where the
    text is not this row's."""
    return opened_all([record], kind, place=lambda _row: place)[record.pk]


def opened_all(records: Iterable[Any], kind: type[S], *, place: Any) -> dict[UUID, S]:
    """As `opened` for many rows, their keys asked for together. place(row): its place's id."""
    rows = list(records)
    keys = keys_of([row.pk for row in rows])
    names = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    return {
        row.pk: kind(**{n: v for n, v in _said(row, keys, place).items() if n in names})
        for row in rows
    }


def _said(row: Any, keys: dict[UUID, bytes], place: Any) -> dict[str, Any]:
    if row.pk not in keys:
        return {}
    data = base64.b64decode(row.sealed)
    about = _about(row, place(row))
    found: dict[str, Any] = json.loads(unseal_for(row.pk, data, about=about, keys=keys))
    return found


def _about(record: Record, place: UUID) -> str:
    return f"{record.about.kind}:sealed:{place}"
