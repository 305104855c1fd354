"""The server as it ships, but it kills itself at one of its changes: `KINKEEPER_DIES=WHERE:N`.

before: the transaction of the change has not begun; within: everything of it is written and not
committed; after: it is committed and the phone has no answer.
"""

import os
import signal
from collections.abc import Callable
from pathlib import Path

from kinkeeper.site.wsgi import application

# isort: split
from kinkeeper.ground.sync.actions import upload

__all__ = ["application"]

WHERE, _colon, NUMBER = os.environ["KINKEEPER_DIES"].partition(":")
once = upload.once
left = [int(NUMBER)]


def _die() -> None:
    Path(os.environ["KINKEEPER_DIED"]).touch()
    os.kill(os.getpid(), signal.SIGKILL)


def _dying(pk: object, answer: Callable[[], str]) -> str:
    left[0] -= 1
    if left[0] > 0:
        return once(pk, answer)  # type: ignore[arg-type]
    if WHERE == "before":
        _die()

    def written() -> str:
        told = answer()
        if WHERE == "within":
            _die()
        return told

    told = once(pk, written)  # type: ignore[arg-type]
    _die()
    return told


upload.once = _dying
