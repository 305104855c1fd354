"""A value that is no day, no number or too long, said in words beside the field it stands in."""

from collections.abc import Callable
from typing import Any

import pydantic
from django.utils.translation import gettext as _


def misread(problem: pydantic.ValidationError) -> dict[str, list[str]]:
    """Sentences by field; parts of a field inside others are joined by dots."""
    found: dict[str, list[str]] = {}
    for error in problem.errors():
        said = found.setdefault(".".join(map(str, error["loc"])), [])
        sentence = _sentence(error)
        if sentence not in said:
            said.append(sentence)
    return dict(sorted(found.items()))


def _sentence(error: Any) -> str:
    kind: str = error["type"]
    say = next((say for start, say in KINDS.items() if kind.startswith(start)), _other)
    return say(error.get("ctx", {}))


def _other(_more: Any) -> str:
    return _("This value does not fit here: correct it.")


def _day(_more: Any) -> str:
    return _("There is no such day: look at the day and the month again.")


def _number(_more: Any) -> str:
    return _("Write a number in digits, such as 12 or 7.5.")


def _whole(_more: Any) -> str:
    return _("Write a whole number in digits.")


def _missing(_more: Any) -> str:
    return _("Fill in this field.")


def _too_long(more: Any) -> str:
    return _("This is too long: %(most)s characters at most.") % {"most": more["max_length"]}


def _too_large(more: Any) -> str:
    return _("This number is too large: %(most)s at most.") % {"most": more["le"]}


KINDS: dict[str, Callable[[Any], str]] = {
    "date": _day, "decimal": _number, "float": _number, "finite": _number, "int": _whole,
    "missing": _missing, "string_too_long": _too_long, "less_than_equal": _too_large,
}  # fmt: skip
"""Beginning of pydantic's name of an error -> what is said."""
