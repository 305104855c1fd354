"""Pictures: decoded, drawn on a new canvas without anything else they carried, kept private."""

import io
import os
import secrets
import struct
from datetime import date
from pathlib import Path
from typing import IO
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Actor
from kinkeeper.ground.records.models import Attachment

LARGEST_BYTES = 12_000_000
LARGEST_PIXELS = 40_000_000
LONGEST_SIDE = 1600
FORMATS = ("JPEG", "PNG", "WEBP")
# What the decoders say of a file that is no picture, is cut off, or swells when it is unpacked.
UNREADABLE = (
    UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, EOFError,
    ValueError, TypeError, LookupError, ArithmeticError, struct.error,
)  # fmt: skip


def attach_image(
    subject: UUID,
    *,
    place_id: UUID,
    upload: IO[bytes],
    by: Actor,
    label: str = "",
    taken_on: date | None = None,
) -> Attachment:
    """Keep a picture for a record: at most 1600 pixels a side, JPEG, no place, no camera data.

    Raises ValidationError for anything that is not a picture or is too large.
    """
    picture = redraw(upload.read(LARGEST_BYTES + 1))
    data = as_jpeg(picture)
    name = _keep(data)
    try:
        return write(
            Attachment(subject=subject, place_id=place_id), by=by, file=name, label=label,
            width=picture.width, height=picture.height, weight=len(data), taken_on=taken_on,
        )  # fmt: skip
    except Exception:
        path_of(name).unlink(missing_ok=True)
        raise


def redraw(data: bytes) -> Image.Image:
    """The picture on a new canvas, the right way up. Raises ValidationError."""
    if len(data) > LARGEST_BYTES:
        raise ValidationError(_("The picture is larger than 12 MB. Take a smaller one."))
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as found:
            if found.width * found.height > LARGEST_PIXELS:
                raise ValidationError(_("The picture has too many pixels. Take a smaller one."))
            upright = ImageOps.exif_transpose(found).convert("RGB")
    except UNREADABLE as error:
        message = _("This file is not a picture that can be read. Choose a JPEG, PNG or WebP file.")
        raise ValidationError(message) from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    canvas = Image.new("RGB", upright.size)
    canvas.paste(upright)
    return canvas


def path_of(name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / name[:2] / name


def as_jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


def _keep(data: bytes) -> str:
    name = f"{secrets.token_hex(16)}.jpg"
    path = path_of(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(data)
    return name
