"""Declared in time or late? Plain values, no database.

A birth is declared at the declaration centre within thirty clear days; after that a jugement
supplétif is needed (art. 133, law 2011-087 of Mali). It is volet n° 3, not the judgment, that
serves as birth act.
"""

from datetime import date, timedelta

PROCESS = "birth_papers"
NONE, UNDER_WAY, DECLARED, IN_HAND = "none", "under_way", "declared", "in_hand"


def declared_in_time(born_latest: date | None, on: date, *, days: int) -> bool:
    """`born_latest`: the last day on which the child may have been born; None for nobody knows.
    The day of birth is not counted."""
    return born_latest is not None and on <= born_latest + timedelta(days=days)


def time_is_over(born_earliest: date | None, on: date, *, days: int) -> bool:
    """For a birth known only roughly both may be true: the centre decides."""
    return born_earliest is None or on > born_earliest + timedelta(days=days)
