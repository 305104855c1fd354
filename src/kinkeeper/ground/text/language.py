"""The reader's language, reduced to the two the platform speaks."""

from typing import Literal

from django.utils.translation import get_language

Language = Literal["fr", "en"]


def spoken(language: str | None = None) -> Language:
    """French unless the given (or else the active) language is English."""
    code = language if language is not None else get_language()
    return "en" if (code or "").lower().startswith("en") else "fr"
