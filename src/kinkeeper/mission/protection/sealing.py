"""Sealing what was said: one text in each row, AES-256-GCM with the row's own key.

The row's key is wrapped by the key of its register (`About.vault`) and place. Bound to kind, row
and place: moved to another row or place it does not open. Read through the dataclass that says
what a row may hold; what is not named there is not read.
"""

import json
from base64 import b64decode, b64encode
from binascii import a2b_base64
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, fields
from functools import lru_cache, partial
from typing import Any, TypeVar
from uuid import UUID

from kinkeeper.ground.records.images import keys_of_records
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.vault.actions import keys_of, seal_for, unseal_for, unsealed

S = TypeVar("S")
Row = tuple[UUID, str, UUID]


def sealed(record: Record, said: object, *, place: UUID) -> str:
    """`said`: a dataclass instance. The text for the row's `sealed`."""
    return seal_bytes(record, json.dumps(asdict(said), ensure_ascii=False).encode(), place=place)  # type: ignore[call-overload]


def seal_bytes(record: Record, data: bytes, *, place: UUID | None = None) -> str:
    keys = keys_of_records([record])
    return b64encode(seal_for(record.pk, data, about=_about(record, place), keys=keys)).decode()


def open_bytes(record: Record, text: str, *, place: UUID | None = None) -> bytes:
    keys = keys_of([record.pk])
    return unseal_for(record.pk, b64decode(text), about=_about(record, place), keys=keys)


def opened(record: Any, kind: type[S], *, place: UUID) -> S:
    """What a row holds; everything empty when its key was destroyed. Raises InvalidTag where the
    text is not this row's."""
    return opened_all([record], kind, place=lambda _row: place)[record.pk]


def opened_all(
    records: Iterable[Any], kind: type[S], *, place: Callable[[Any], UUID]
) -> dict[UUID, S]:
    """As `opened` for many rows of one kind, their keys asked for together."""
    rows = list(records)
    if not rows:
        return {}
    return opened_rows(type(rows[0]), [(row.pk, row.sealed, place(row)) for row in rows], kind)


def opened_rows(model: type[Record], rows: Iterable[Row], kind: type[S]) -> dict[UUID, S]:
    """`rows`: (id, sealed text, place) of one kind of record, also as they were known once."""
    names = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    return {pk: _made(kind, names, json.loads(data)) for pk, data in _unsealed(model, rows)}


def rows_with(model: type[Record], rows: Iterable[Row], text: str) -> set[UUID]:
    """Ids of the rows in whose sealed words the text stands, in small or large letters: looked for
    before the words are taken apart, so that thousands of rows take no longer than a page."""
    wanted = json.dumps(text, ensure_ascii=False)[1:-1].casefold()
    return {pk for pk, data in _unsealed(model, rows) if wanted in data.decode().casefold()}


def _unsealed(model: type[Record], rows: Iterable[Row]) -> Iterator[tuple[UUID, bytes]]:
    """A row whose key was destroyed answers as if nothing had been said."""
    about = partial(lru_cache(maxsize=1000)(_about), model)
    sealed_rows = ((pk, a2b_base64(text), about(place)) for pk, text, place in rows)
    for pk, data in unsealed(sealed_rows):
        yield pk, b"{}" if data is None else data


def _made(kind: type[S], names: set[str], said: dict[str, Any]) -> S:
    return kind(**{name: value for name, value in said.items() if name in names})


def _about(record: Record | type[Record], place: UUID | None) -> str:
    return f"{record.about.kind}:sealed:{place or ''}"
