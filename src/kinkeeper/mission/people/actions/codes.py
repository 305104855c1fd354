"""Codes without meaning for people (E-...) and families (F-...)."""

from collections.abc import Container

from django.db import models

from kinkeeper.ground.text.codes import new_code
from kinkeeper.mission.people.models import Family, Person

PREFIXES: dict[str, type[models.Model]] = {"E": Person, "F": Family}


def fresh_code(prefix: str, *, taken: Container[str] = ()) -> str:
    """A code that nobody has; `taken` holds those a bulk job gave out and did not store yet."""
    held = PREFIXES[prefix]._default_manager
    while True:
        code = new_code(prefix, taken=taken)
        if not held.filter(code=code).exists():
            return code
