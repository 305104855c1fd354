"""From which phone the work at hand came. The ledger keeps it beside every change."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_DEVICE: ContextVar[str] = ContextVar("device", default="")


@contextmanager
def from_device(name: str) -> Iterator[None]:
    """Every ledger line written inside carries this name, whichever room's action writes it."""
    token = _DEVICE.set(name)
    try:
        yield
    finally:
        _DEVICE.reset(token)


def current_device() -> str:
    """The name of the phone, "" for work at a desk."""
    return _DEVICE.get()
