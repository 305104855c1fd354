"""The class of a field, declared beside it: who may meet its value at all.

| class | what | never shown to |
|---|---|---|
| L0 | aggregate, code lists | - |
| L1 | programme: places, dates of the programme | the public |
| L2 | personal: name, birth, phone | sponsors, funders |
| L3 | sensitive: scores, notes, health, parents | + committees, teachers, sponsorship |
| L4 | restricted: violations, perpetrators | everybody without an active need to know |

Source: shared domain dossier 3.9. A field without a class counts as L4.

Beside the class stands what holds while two people's values of one field wait for a person to
choose: `ask` (what stands goes on standing, the default) or `lowest` (the lower number, the earlier
day: the worse judgement and the sooner visit are the safer ones).
"""

from typing import Any, TypeVar

from django.db import models

F = TypeVar("F", bound="models.Field[Any, Any]")
HIGHEST = 4
SEALED_FROM = 3
ASK, LOWEST = "ask", "lowest"


def _classed(field: F, level: int, stands: str = ASK) -> F:
    field.data_class = level  # type: ignore[attr-defined]
    field.stands = stands  # type: ignore[attr-defined]
    return field


def L0(field: F) -> F:  # noqa: N802 - the field's own name for the class
    return _classed(field, 0)


def L1(field: F, *, stands: str = ASK) -> F:  # noqa: N802
    return _classed(field, 1, stands)


def L2(field: F, *, stands: str = ASK) -> F:  # noqa: N802
    return _classed(field, 2, stands)


def L3(field: F, *, stands: str = ASK) -> F:  # noqa: N802
    return _classed(field, 3, stands)


def L4(field: F) -> F:  # noqa: N802
    return _classed(field, 4)


def class_of(field: Any) -> int:
    """0-4; 4 where nobody declared one."""
    return int(getattr(field, "data_class", HIGHEST))


def lowest_stands(field: Any) -> bool:
    return getattr(field, "stands", ASK) == LOWEST
