"""Files that wait to be fetched: a neutral name, readable by the server only, gone after a day."""

import os
import secrets
import time
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from kinkeeper.ground.interop.exports.rules import KEPT
from kinkeeper.ground.jobs.actions import run


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "exports"


def path_of(name: str) -> Path:
    return folder() / name


def keep(data: bytes, kind: str) -> str:
    """Writes the file and returns its name: it says nothing of what is inside."""
    name = f"export-{secrets.token_hex(4)}.{kind}"
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path_of(name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(data)
    return name


def read(name: str) -> bytes | None:
    """The file, or None when it is gone."""
    try:
        return path_of(name).read_bytes()
    except FileNotFoundError:
        return None


def drop(name: str) -> None:
    path_of(name).unlink(missing_ok=True)


def sweep() -> None:
    """Deletes every file older than a day. Run at each export, each look at the page, and by the
    worker a day after each export."""
    oldest = time.time() - KEPT.total_seconds()
    for path in folder().glob("export-*"):
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)


def sweep_in_a_day() -> None:
    """Leaves the deletion to the worker too, for an office where nobody looks for days."""
    later = run.using(run_after=timezone.now() + KEPT)
    later.enqueue(f"{sweep.__module__}.{sweep.__name__}", [])
