"""The file itself: kept under a random name, readable by this user only, until the import ends."""

import hashlib
import os
import re
import secrets
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.interop.file_problems import FileProblem
from kinkeeper.ground.interop.readers import EMPTY_FILE, LARGEST_FILE, TOO_LARGE
from kinkeeper.ground.interop.said import said

UNNAMED = _("list")


def keep_file(pieces: Iterable[bytes]) -> tuple[str, str, int]:
    """Random name, SHA-256 and size. Raises FileProblem for an empty or too large file."""
    stored = secrets.token_hex(16)
    path = path_of(stored)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            for piece in pieces:
                size += len(piece)
                if size > LARGEST_FILE:
                    raise FileProblem(said(TOO_LARGE, size=LARGEST_FILE // 1_000_000))  # noqa: TRY301
                digest.update(piece)
                out.write(piece)
        if not size:
            raise FileProblem(said(EMPTY_FILE))  # noqa: TRY301
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return stored, digest.hexdigest(), size


def path_of(stored: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "imports" / stored


def delete_file(stored: str) -> None:
    if stored:
        path_of(stored).unlink(missing_ok=True)


def harmless(name: str) -> str:
    """The name of a file as it may be shown: no folders, no signs that steer a terminal."""
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(c if c.isprintable() else " " for c in unicodedata.normalize("NFC", last))
    kept = re.sub(r"[<>:\"|?*\u202a-\u202e\u2066-\u2069]", " ", kept)
    return " ".join(kept.split()).strip(". ")[-110:] or str(UNNAMED)
