"""What several parts of one page ask of the same record is read once."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from kinkeeper.ground.records.models import Record

T = TypeVar("T")


def kept_on(record: Record, what: str, for_whom: Hashable, read: Callable[[], T]) -> T:
    """`read()`, kept on the record as it was loaded: a page loads it anew, so nothing grows old.

    what: whose answer it is. for_whom: the reader, or what else the answer depends on.
    """
    kept: dict[Any, T] = record.__dict__.setdefault("_once_a_page", {})
    if (what, for_whom) not in kept:
        kept[what, for_whom] = read()
    return kept[what, for_whom]
