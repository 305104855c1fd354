"""What every part of one request asks again is read once: settings of the office, few and small.

Outside a request (worker, command line, tests) nothing is kept and everything is read anew.
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, TypeVar

from django.core.signals import request_finished, request_started

T = TypeVar("T")
_KEPT: ContextVar[dict[str, Any] | None] = ContextVar("kept_for_request", default=None)


def for_request(what: str, read: Callable[[], T]) -> T:
    """`read()`, kept until the end of the request under this name."""
    kept = _KEPT.get()
    if kept is None:
        return read()
    if what not in kept:
        kept[what] = read()
    found: T = kept[what]
    return found


def forget(what: str) -> None:
    """It was changed within the request."""
    (_KEPT.get() or {}).pop(what, None)


def listen() -> None:
    request_started.connect(begin, dispatch_uid="kept_for_request")
    request_finished.connect(end, dispatch_uid="kept_for_request")


def begin(**_signal: Any) -> None:
    _KEPT.set({})


def end(**_signal: Any) -> None:
    _KEPT.set(None)
