"""Keys are made, used and destroyed here; the installation's own key lies in a file beside
the database, never in it (`LEDGER_KEY_FILE`)."""

import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.conf import settings

from kinkeeper.ground.vault.models import RecordKey
from kinkeeper.ground.vault.rules import new_key, seal, unseal


def keys_for(records: Iterable[UUID]) -> dict[UUID, bytes]:
    """The keys of these records, making those that do not exist yet. One query, one insert."""
    wanted = set(records)
    known = keys_of(wanted)
    fresh = {record: new_key() for record in wanted - known.keys()}
    RecordKey.objects.bulk_create(
        [RecordKey(record=r, wrapped=_wrap(r, k)) for r, k in fresh.items()], batch_size=400
    )
    return known | fresh


def keys_of(records: Iterable[UUID]) -> dict[UUID, bytes]:
    """The keys that exist; a record whose key was destroyed is not in the answer."""
    wanted = list(records)
    found: dict[UUID, bytes] = {}
    for start in range(0, len(wanted), 900):
        rows = RecordKey.objects.filter(record__in=wanted[start : start + 900])
        found |= {row.record: _unwrap(row.record, bytes(row.wrapped)) for row in rows}
    return found


def forget(record: UUID) -> None:
    """Destroy the key: nothing sealed for this record can be read again."""
    RecordKey.objects.filter(record=record).delete()


def seal_for(record: UUID, data: bytes, *, about: str, keys: Mapping[UUID, bytes]) -> bytes:
    return seal(keys[record], data, about=f"{record}:{about}")


def unseal_for(record: UUID, data: bytes, *, about: str, keys: Mapping[UUID, bytes]) -> bytes:
    return unseal(keys[record], data, about=f"{record}:{about}")


def _wrap(record: UUID, key: bytes) -> bytes:
    return seal(_installation_key(settings.LEDGER_KEY_FILE), key, about=str(record))


def _unwrap(record: UUID, wrapped: bytes) -> bytes:
    return unseal(_installation_key(settings.LEDGER_KEY_FILE), wrapped, about=str(record))


@lru_cache(maxsize=4)
def _installation_key(file: Path) -> bytes:
    """Reads the key, or makes it on the first day. A file of mode 600 in a folder of mode 700."""
    try:
        return bytes.fromhex(file.read_text().strip())
    except FileNotFoundError:
        return _make_key_file(file)


def _make_key_file(file: Path) -> bytes:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return bytes.fromhex(file.read_text().strip())
    key = new_key()
    with os.fdopen(handle, "w") as out:
        out.write(key.hex())
    return key
