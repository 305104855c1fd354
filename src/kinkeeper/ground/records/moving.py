"""What hangs on a record lies where the record lies: when that moves, it goes along."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from kinkeeper.ground.records.models import Change, Record

PLACE, MOVED = "place_id", "moved"

Hanging = Callable[[Any], Iterable[Record]]
_ALONG: dict[type[Record], list[Hanging]] = {}


def goes_along(model: type[Record], rows: Hanging) -> None:
    """`rows(record)` name the place of such a record as their own. The write door brings them to
    its new place in the transaction in which it comes there, for whoever was allowed to move it."""
    _ALONG.setdefault(model, []).append(rows)


def left_behind(record: Record, change: Change) -> Iterator[Record]:
    """The rows that hang on a record which has just moved and still lie in its old place."""
    if PLACE not in change.changed or change.version == 1:
        return
    for rows in _ALONG.get(type(record), ()):
        yield from (row for row in rows(record) if row.lies_in != record.lies_in)
