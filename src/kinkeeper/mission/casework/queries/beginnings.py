"""Since when the programme knows a family: a room above says it, so that a date before is seen
as the slip of the pen it is."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

Beginning = Callable[[UUID], date | None]
_OFFERED: list[Beginning] = []


def offer_beginning(beginning: Beginning) -> None:
    """`beginning(family id)`: the first day at which a programme knew the family, or None."""
    _OFFERED.append(beginning)


def beginning_of(family_id: UUID) -> date | None:
    """The earliest day any programme names; None where nobody knows."""
    days = [day for offer in _OFFERED if (day := offer(family_id)) is not None]
    return min(days, default=None)
