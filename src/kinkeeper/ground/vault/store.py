"""The store of keys: a file of its own beside the database, never in it nor in its backups.

So a copy of the database, however old, opens nothing whose key was destroyed here. The store is
small and copied by itself, and such copies are kept for thirty days at most. On both engines it
is SQLite; every wrapping key in it is itself sealed by the installation's key, another file.
"""

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from django.conf import settings

SCHEMA = """
CREATE TABLE IF NOT EXISTS wrapping (
  id INTEGER PRIMARY KEY AUTOINCREMENT, purpose TEXT NOT NULL, place TEXT NOT NULL,
  version INTEGER NOT NULL, sealed BLOB NOT NULL, UNIQUE (purpose, place, version));
CREATE TABLE IF NOT EXISTS record_key (
  record BLOB PRIMARY KEY, wrapping INTEGER NOT NULL REFERENCES wrapping, sealed BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS record_key_wrapping ON record_key (wrapping);
CREATE TABLE IF NOT EXISTS gone (record BLOB PRIMARY KEY) WITHOUT ROWID;
"""
START = (
    "PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA secure_delete=ON",
    "PRAGMA foreign_keys=ON", "PRAGMA busy_timeout=60000",
)  # fmt: skip
PORTION = 900
_opened = threading.local()


def connection() -> sqlite3.Connection:
    """One for each thread; opened anew where the file is another one or was made anew."""
    file: Path = settings.VAULT_FILE
    known: tuple[tuple[int, int, int], sqlite3.Connection] | None = getattr(_opened, "known", None)
    if known and file.exists() and known[0] == _identity(file):
        return known[1]
    if known:
        known[1].close()
    opened = _open(file)
    _opened.known = (_identity(file), opened)
    return opened


def close() -> None:
    """Of this thread: before the file is put away, moved or copied."""
    if known := getattr(_opened, "known", None):
        known[1].close()
        del _opened.known


def _identity(file: Path) -> tuple[int, int, int]:
    """Of this process too: a connection does not survive a fork."""
    found = file.stat()
    return os.getpid(), found.st_dev, found.st_ino


def _open(file: Path) -> sqlite3.Connection:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file.touch(mode=0o600)
    opened = sqlite3.connect(file, isolation_level=None, timeout=60)
    for line in START:
        opened.execute(line)
    opened.executescript(SCHEMA)
    return opened


@contextmanager
def writing() -> Iterator[sqlite3.Connection]:
    """All or nothing, and alone."""
    at = connection()
    at.execute("BEGIN IMMEDIATE")
    try:
        yield at
    except BaseException:
        at.execute("ROLLBACK")
        raise
    at.execute("COMMIT")


def sealed_keys(records: Iterable[UUID]) -> Iterator[tuple[bytes, int, bytes]]:
    """(record, wrapping, sealed key) of those that have one."""
    wanted = [record.bytes for record in records]
    at = connection()
    for start in range(0, len(wanted), PORTION):
        part = wanted[start : start + PORTION]
        marks = ",".join("?" * len(part))
        asked = f"SELECT record, wrapping, sealed FROM record_key WHERE record IN ({marks})"  # noqa: S608 - question marks only
        yield from at.execute(asked, part)


def destroy(records: Iterable[UUID]) -> None:
    """The pages are overwritten and the journal emptied: no trace stays in the file but that the
    record was erased, so that an old copy of the database can be erased again."""
    gone = [(record.bytes,) for record in records]
    with writing() as at:
        at.executemany("DELETE FROM record_key WHERE record = ?", gone)
        at.executemany("INSERT OR IGNORE INTO gone (record) VALUES (?)", gone)
    settle()


def gone() -> set[UUID]:
    return {UUID(bytes=row[0]) for row in connection().execute("SELECT record FROM gone")}


def settle() -> None:
    connection().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
