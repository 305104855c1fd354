"""Where `access` hangs its check. Without it nobody may write: the default is no."""

from typing import Protocol
from uuid import UUID

from kinkeeper.ground.records.models import Record


class Actor(Protocol):
    """Whoever writes: an account, or the machine itself for its own work."""

    @property
    def pk(self) -> UUID: ...


class Refused(Exception):
    """The actor may not write this. Shown as "not found or not allowed"."""


class Guard(Protocol):
    def before(self, record: Record, *, by: Actor) -> None: ...

    def after(self, record: Record, *, by: Actor) -> None: ...


class Nobody:
    """The guard until `access` is there."""

    def before(self, record: Record, *, by: Actor) -> None:  # noqa: ARG002
        raise Refused

    def after(self, record: Record, *, by: Actor) -> None:  # noqa: ARG002
        raise Refused


class Along:
    """Lets through what goes along with a record whose own move the guard has allowed."""

    def before(self, record: Record, *, by: Actor) -> None: ...

    def after(self, record: Record, *, by: Actor) -> None: ...


class _Post:
    guard: Guard = Nobody()


def set_guard(guard: Guard) -> None:
    _Post.guard = guard


def current_guard() -> Guard:
    return _Post.guard
