"""Recorded sounds of the choices on phones: kept, replaced, taken away."""

import hashlib

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kinkeeper.ground.sync import keep
from kinkeeper.ground.sync.models import Language, Origin
from kinkeeper.ground.sync.offers import prompts

LARGEST = 200_000
BEGINNINGS = {b"OggS": "audio/ogg", b"ID3": "audio/mpeg", b"\xff\xfb": "audio/mpeg",
              b"RIFF": "audio/wav", b"\x1aE\xdf\xa3": "audio/webm"}  # fmt: skip
"""First bytes -> kind of sound; what a browser plays without a library."""


def keep_sound(code: str, language: str, data: bytes, *, origin: str) -> None:
    """Takes the place of the one before. Raises ValidationError with a sentence."""
    known = code in {prompt.code for prompt in prompts()} and language in Language.values
    if not known or origin not in Origin.values:
        raise ValidationError(_("There is no such choice on the phones."))
    if len(data) > LARGEST:
        raise ValidationError(_("This sound is too long for a weak network: 200 kB at most."))
    kind = next((k for begin, k in BEGINNINGS.items() if data.startswith(begin)), "")
    if not kind:
        raise ValidationError(_("This is no sound that phones play: use Ogg, WebM, MP3 or WAV."))
    mark = hashlib.sha256(data).hexdigest()[:16]
    keep.keep_sound(
        code, language, origin=origin, kind=kind, mark=mark, size=len(data), data=data
    )  # fmt: skip


def drop_sound(code: str, language: str) -> None:
    keep.drop_sound(code, language)
