"""What a phone may carry and how its state reads. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

MOST_CHILDREN = 50
"""Children on one phone: what a lost phone may at most betray."""
MOST_FAMILIES = 60
OFFLINE_DAYS = 14
"""Days without meeting the server after which the app no longer opens its records."""
CODE_HOURS = 48
LATE_DAYS = 7


def fitting(families: Iterable[tuple[UUID, int]], *, most: int = MOST_CHILDREN) -> list[UUID]:
    """The first families (60 at most), in their order, whose children do not pass `most`.

    families: (id, number of children). One that does not fit is left out, the next may fit.
    """
    chosen: list[UUID] = []
    children = 0
    for family, count in families:
        if len(chosen) < MOST_FAMILIES and children + count <= most:
            chosen.append(family)
            children += count
    return chosen


def standing(*, seen_at: datetime | None, ended: str, erased: bool, now: datetime) -> str:
    """One of new, here, late, retired, lost, erased."""
    if ended:
        return "erased" if erased else ended
    if seen_at is None:
        return "new"
    return "late" if now - seen_at > timedelta(days=LATE_DAYS) else "here"


def outcome_of(*, clashed: bool, base: int, version: int) -> str:
    """`version` is that of the record after the change: further on than the next one after what
    the writer saw means that somebody else had written meanwhile, into other fields."""
    if clashed:
        return "clash"
    return "merged" if base and version > base + 1 else "applied"
