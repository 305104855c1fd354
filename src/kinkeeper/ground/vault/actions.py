"""Keys of records: made, used and destroyed here. They lie in a store beside the database, never
in it (`store.py`), each sealed by the wrapping key of its purpose and place (`wrapping.py`)."""

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from django.db import transaction

from kinkeeper.ground.vault import store
from kinkeeper.ground.vault.boxes import (
    BadBox,
    BoxKey,
    box_key_id,
    new_box_key,
    open_box,
    seal_box,
)
from kinkeeper.ground.vault.rules import new_key, seal, unseal
from kinkeeper.ground.vault.shares import BadShares, KeyIsThere, make_shares, recover
from kinkeeper.ground.vault.wrapping import (
    Rotated,
    WrongKey,
    newest,
    rotate,
    secret_file,
    wrapping,
)

CARE = "care"


def keys_for(
    records: Iterable[UUID], *, purpose: str = CARE, place: UUID | None = None
) -> dict[UUID, bytes]:
    """The keys of these records, making those that do not exist yet. A key that exists stays
    under the purpose and place it was made for."""
    wanted = set(records)
    known = keys_of(wanted)
    if missing := wanted - known.keys():
        _make(missing, purpose, place.hex if place else "")
        known |= keys_of(missing)
    return known


def keys_of(records: Iterable[UUID]) -> dict[UUID, bytes]:
    """The keys that exist; a record whose key was destroyed is not in the answer."""
    return {
        UUID(bytes=record): wrapping(number).open(record, sealed)
        for record, number, sealed in store.sealed_keys(records)
    }


def move_keys(records: Iterable[UUID], *, purpose: str = CARE, place: UUID | None) -> None:
    """A file went to another place: its key is sealed by that place's wrapping key from now on."""
    found = keys_of(records)
    with store.writing() as at:
        to = newest(at, purpose, place.hex if place else "")
        at.executemany(
            "UPDATE record_key SET wrapping = ?, sealed = ? WHERE record = ?",
            [(to.id, to.seal(r.bytes, key), r.bytes) for r, key in found.items()],
        )


def forget(*records: UUID) -> None:
    """Destroy the keys once the transaction has been kept: nothing sealed for these records can
    be read again, in old copies of the database neither."""
    transaction.on_commit(lambda: store.destroy(records))


def forgotten() -> set[UUID]:
    """The records whose keys were destroyed, ever."""
    return store.gone()


def seal_for(record: UUID, data: bytes, *, about: str, keys: Mapping[UUID, bytes]) -> bytes:
    return seal(keys[record], data, about=f"{record}:{about}")


def unseal_for(record: UUID, data: bytes, *, about: str, keys: Mapping[UUID, bytes]) -> bytes:
    return unseal(keys[record], data, about=f"{record}:{about}")


def unsealed(
    rows: Iterable[tuple[UUID, bytes, str]],
) -> Iterator[tuple[UUID, bytes | None]]:
    """(record, sealed, about) of many rows at once; None where the key was destroyed. Raises
    cryptography.exceptions.InvalidTag as `unseal_for`."""
    listed = list(rows)
    found = {r: (n, s) for r, n, s in store.sealed_keys(row[0] for row in listed)}
    for record, data, about in listed:
        key = found.get(record.bytes)
        yield record, (
            unseal(wrapping(key[0]).open(record.bytes, key[1]), data, about=f"{record}:{about}")
            if key else None
        )  # fmt: skip


def _make(records: set[UUID], purpose: str, place: str) -> None:
    """Another writer may have made one meanwhile: then that one stands."""
    with store.writing() as at:
        to = newest(at, purpose, place)
        at.executemany(
            "INSERT OR IGNORE INTO record_key (record, wrapping, sealed) VALUES (?, ?, ?)",
            [(r.bytes, to.id, to.seal(r.bytes, new_key())) for r in records],
        )


__all__ = [
    "CARE", "BadBox", "BadShares", "BoxKey", "KeyIsThere", "Rotated", "WrongKey", "box_key_id",
    "forget", "forgotten", "keys_for", "keys_of", "make_shares", "move_keys", "new_box_key",
    "open_box", "recover", "rotate", "seal_box", "seal_for", "secret_file", "unseal_for",
    "unsealed",
]  # fmt: skip
