"""Django's SQLite, whose writers get the write lock in the order in which they came.

SQLite has no queue: whoever waits looks again after a tenth of a second, and under sixteen busy
writers one of them may find the lock taken for half a minute (bench/writers.py). Here only the
first in the queue looks; the others sleep on a lock of the system, which wakes them in order.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """The queue ends where the transaction begins: from then on SQLite's own lock holds."""

    def _start_transaction_under_autocommit(self) -> None:
        with _turn(Path(f"{self.settings_dict['NAME']}-turn")):
            super()._start_transaction_under_autocommit()  # type: ignore[misc]


@contextmanager
def _turn(file: Path) -> Iterator[None]:
    """An open file of its own for each waiting thread: they queue as processes do."""
    opened = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)
