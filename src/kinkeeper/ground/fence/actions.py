"""Setting the fence for a request, and lifting it for the few acts that need more than the reader.

A connection that is opened meanwhile stands behind the same fence.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection

from kinkeeper.ground.fence import postgres, sqlite
from kinkeeper.ground.fence.rules import EVERY, Fence

_CURRENT: ContextVar[Fence | None] = ContextVar("fence", default=None)


def current() -> Fence | None:
    return _CURRENT.get()


@contextmanager
def fenced(fence: Fence | None) -> Iterator[None]:
    """Until the end of the block the database itself refuses what the fence does not name."""
    before = _CURRENT.get()
    if fence is before:
        yield
        return
    token = _CURRENT.set(fence)
    _stand(connection, fence)
    try:
        yield
    finally:
        _CURRENT.reset(token)
        _stand(connection, before)


@contextmanager
def lifted(reason: str) -> Iterator[None]:  # noqa: ARG001 - for the reader of the code
    """For acts that ask by themselves who may: the write door, figures over everybody's rows.

    reason: why. A test lists every use.
    """
    with fenced(None):
        yield


def hidden(table: str, column: str) -> bool:
    """Whether the database would refuse to show this column now."""
    fence = _CURRENT.get()
    return fence is not None and not fence.reads(table, column)


def stand_again(connection: Any, **_said: Any) -> None:
    """For a new connection."""
    if (fence := _CURRENT.get()) is not None:
        _stand(connection, fence)


def _stand(opened: Any, fence: Fence | None) -> None:
    if opened.connection is None:
        return
    if opened.vendor == "sqlite":
        sqlite.stand(opened.connection, fence)
    else:
        postgres.stand(opened, fence)


__all__ = ["EVERY", "Fence", "current", "fenced", "hidden", "lifted", "stand_again"]
