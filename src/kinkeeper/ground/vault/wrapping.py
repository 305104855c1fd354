"""Wrapping keys: one for each purpose and place, itself sealed by the installation's key.

The keys of records are sealed by these. Rotation makes new wrapping keys and seals the records'
keys anew, a portion at a time; the values themselves are not touched.
"""

import os
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from django.conf import settings

from kinkeeper.ground.vault import store
from kinkeeper.ground.vault.rules import KEY_BYTES, Cipher, new_key, seal, unseal

AT_ONCE = 5000
Tell = Callable[[int, int], None]


class WrongKey(Exception):
    """The installation's key does not open the store of keys: its file is gone, damaged, or
    another one lies there."""


@dataclass(frozen=True)
class Wrapping:
    """A wrapping key, opened. `name` is bound into all it seals."""

    id: int
    name: str
    key: bytes

    def seal(self, record: bytes, key: bytes) -> bytes:
        return self._cipher.seal(key, about=f"{self.name}:{record.hex()}")

    def open(self, record: bytes, sealed: bytes) -> bytes:
        return self._cipher.unseal(sealed, about=f"{self.name}:{record.hex()}")

    @cached_property
    def _cipher(self) -> Cipher:
        return Cipher(self.key)


def newest(at: sqlite3.Connection, purpose: str, place: str) -> Wrapping:
    """Within a writing transaction; made where there is none."""
    row = at.execute(
        "SELECT id FROM wrapping WHERE purpose = ? AND place = ? ORDER BY version DESC LIMIT 1",
        (purpose, place),
    ).fetchone()
    return wrapping(row[0], at) if row else wrapping(_make(at, purpose, place, 1), at)


def wrapping(number: int, at: sqlite3.Connection | None = None) -> Wrapping:
    """Raises WrongKey, KeyError."""
    file: Path = settings.VAULT_FILE
    known = _opened.get((file, number))
    if known is None:
        known = _opened[file, number] = _open(number, at or store.connection())
    return known


_opened: dict[tuple[Path, int], Wrapping] = {}


def forget_opened() -> None:
    """What this process has in memory: another key file lies there, or none."""
    _opened.clear()
    secret_file.cache_clear()


def _open(number: int, at: sqlite3.Connection) -> Wrapping:
    asked = "SELECT purpose, place, version, sealed FROM wrapping WHERE id = ?"
    row = at.execute(asked, (number,)).fetchone()
    if row is None:
        raise KeyError(number)
    name = _name(*row[:3])
    try:
        return Wrapping(number, name, unseal(installation_key(), row[3], about=name))
    except InvalidTag as error:
        raise WrongKey from error


def _make(at: sqlite3.Connection, purpose: str, place: str, version: int) -> int:
    """Raises WrongKey: nothing is sealed by a key that does not open what lies there."""
    if first := at.execute("SELECT min(id) FROM wrapping").fetchone()[0]:
        wrapping(first, at)
    sealed = seal(installation_key(), new_key(), about=_name(purpose, place, version))
    line = "INSERT INTO wrapping (purpose, place, version, sealed) VALUES (?, ?, ?, ?)"
    return int(at.execute(line, (purpose, place, version, sealed)).lastrowid or 0)


def _name(purpose: str, place: str, version: int) -> str:
    return f"wrapping:{purpose}:{place}:{version}"


# --- rotation ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rotated:
    """What a rotation did. Seconds of the wall clock."""

    records: int
    wrappings: int
    resumed: bool
    seconds: float


def rotate(tell: Tell = lambda _done, _of: None) -> Rotated:
    """New wrapping keys, every record's key sealed anew, the old wrapping keys destroyed.

    Interrupted, it goes on where it stopped the next time; meanwhile everything opens.
    """
    began = time.monotonic()
    resumed = _unfinished()
    if not resumed:
        _make_next()
    done, to_do = 0, _waiting()
    while moved := _move_portion():
        done += moved
        tell(done, to_do)
    wrappings = _drop_old()
    return Rotated(done, wrappings, resumed, time.monotonic() - began)


NEWEST = "SELECT max(id) FROM wrapping GROUP BY purpose, place"
WAITING = f"FROM record_key k JOIN wrapping w ON w.id = k.wrapping WHERE w.id NOT IN ({NEWEST})"
PORTION = f"SELECT k.record, k.sealed, k.wrapping, w.purpose, w.place {WAITING} LIMIT ?"


def _unfinished() -> bool:
    asked = f"SELECT count(*) FROM wrapping WHERE id NOT IN ({NEWEST})"  # noqa: S608
    return bool(store.connection().execute(asked).fetchone()[0])


def _make_next() -> None:
    with store.writing() as at:
        rows = at.execute(
            "SELECT purpose, place, max(version) FROM wrapping GROUP BY purpose, place"
        ).fetchall()
        for purpose, place, version in rows:
            _make(at, purpose, place, version + 1)


def _waiting() -> int:
    return int(store.connection().execute(f"SELECT count(*) {WAITING}").fetchone()[0])


def _move_portion() -> int:
    """How many were sealed anew; 0 at the end."""
    with store.writing() as at:
        rows = at.execute(PORTION, (AT_ONCE,)).fetchall()
        to = {kind: newest(at, *kind) for kind in {(row[3], row[4]) for row in rows}}
        at.executemany(
            "UPDATE record_key SET wrapping = ?, sealed = ? WHERE record = ?",
            [_moved(to[row[3], row[4]], row, at) for row in rows],
        )
        return len(rows)


def _moved(
    to: Wrapping, row: tuple[bytes, bytes, int, str, str], at: sqlite3.Connection
) -> tuple[int, bytes, bytes]:
    record, sealed, number, *_kind = row
    return to.id, to.seal(record, wrapping(number, at).open(record, sealed)), record


def _drop_old() -> int:
    with store.writing() as at:
        at.execute(f"DELETE FROM wrapping WHERE id NOT IN ({NEWEST})")  # noqa: S608
        left = int(at.execute("SELECT count(*) FROM wrapping").fetchone()[0])
    store.settle()
    return left


# --- the installation's own key --------------------------------------------------------------


def installation_key() -> bytes:
    """Made on the first day only. Raises WrongKey where it is gone but the store holds keys."""
    file: Path = settings.LEDGER_KEY_FILE
    if not file.exists() and store.connection().execute("SELECT 1 FROM wrapping").fetchone():
        raise WrongKey
    return secret_file(file)


@lru_cache(maxsize=8)
def secret_file(file: Path) -> bytes:
    """Reads 32 bytes, or makes them on the first day. A file of mode 600, a folder of mode 700.
    Raises WrongKey for a damaged file."""
    try:
        key = bytes.fromhex(file.read_text().strip())
    except FileNotFoundError:
        return make_secret_file(file, new_key())
    except ValueError as error:
        raise WrongKey from error
    if len(key) != KEY_BYTES:
        raise WrongKey
    return key


def make_secret_file(file: Path, key: bytes) -> bytes:
    """Never writes over one: whoever came first made it, and that one is answered."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return bytes.fromhex(file.read_text().strip())
    with os.fdopen(handle, "w") as out:
        out.write(key.hex())
        out.flush()
        os.fsync(out.fileno())
    return key
