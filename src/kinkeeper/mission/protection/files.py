"""Sealed files: a picture of a report lies on the disk as noise, under a random name."""

import os
import secrets
from uuid import UUID

from kinkeeper.ground.records.attachments import path_of
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.protection.sealing import open_bytes, seal_bytes


def keep(row: Record, data: bytes, *, place: UUID) -> str:
    """The random name of the file. Mode 600 in a folder of mode 700."""
    name = f"{secrets.token_hex(16)}.sealed"
    path = path_of(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(seal_bytes(row, data, place=place))
    return name


def read(row: Record, name: str, *, place: UUID) -> bytes:
    return open_bytes(row, path_of(name).read_text(), place=place)


def remove(name: str) -> None:
    """The picture went to another register: its first file is taken off the disk."""
    path_of(name).unlink(missing_ok=True)
