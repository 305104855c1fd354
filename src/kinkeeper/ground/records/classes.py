"""The class of a field, declared beside it: who may meet its value at all.

| class | what | never shown to |
|---|---|---|
| L0 | aggregate, code lists | - |
| L1 | programme: places, dates of the programme | the public |
| L2 | personal: name, birth, phone | sponsors, funders |
| L3 | sensitive: scores, notes, health, parents | + committees, teachers, sponsorship |
| L4 | restricted: violations, perpetrators | everybody without an active need to know |

Source: shared domain dossier 3.9. A field without a class counts as L4.
"""

from typing import Any, TypeVar

from django.db import models

F = TypeVar("F", bound="models.Field[Any, Any]")
HIGHEST = 4
SEALED_FROM = 3


def _classed(field: F, level: int) -> F:
    field.data_class = level  # type: ignore[attr-defined]
    return field


def L0(field: F) -> F:  # noqa: N802 - the field's own name for the class
    return _classed(field, 0)


def L1(field: F) -> F:  # noqa: N802
    return _classed(field, 1)


def L2(field: F) -> F:  # noqa: N802
    return _classed(field, 2)


def L3(field: F) -> F:  # noqa: N802
    return _classed(field, 3)


def L4(field: F) -> F:  # noqa: N802
    return _classed(field, 4)


def class_of(field: Any) -> int:
    """0-4; 4 where nobody declared one."""
    return int(getattr(field, "data_class", HIGHEST))
