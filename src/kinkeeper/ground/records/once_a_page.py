"""What several parts of one page ask of the same record is read once, and all of it at once."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

from kinkeeper.ground.records.models import Record
from kinkeeper.ground.records.together import together

T = TypeVar("T")


def kept_on(record: Record, what: str, for_whom: Hashable, read: Callable[[], T]) -> T:
    """`read()`, kept on the record as it was loaded: a page loads it anew, so nothing grows old.

    what: whose answer it is. for_whom: the reader, or what else the answer depends on.
    """
    kept: dict[Any, T] = record.__dict__.setdefault("_once_a_page", {})
    if (what, for_whom) not in kept:
        kept[what, for_whom] = read()
    return kept[what, for_whom]


@dataclass(frozen=True)
class Reading(Generic[T]):
    """Rows of several kinds that the parts of a page ask of its record.

    what: whose answer it is. asked: the questions for (record, reader). made: the answer for
    (record, reader, rows of the first question, of the second, ...); rows come in no order.
    """

    what: str
    asked: Callable[[Any, Any], Sequence[QuerySet[Any]]]
    made: Callable[..., T]

    def of(self, record: Record, *, by: Any) -> T:
        """The answer: as it was read with others for the page, or read now by one statement."""
        return kept_on(record, self.what, by.pk, lambda: self._alone(record, by))

    def _alone(self, record: Record, by: Any) -> T:
        return self.made(record, by, *together(*self.asked(record, by)))


def read_together(record: Record, readings: Iterable[Reading[Any]], *, by: Any) -> None:
    """The answers of all these readings, by one statement, kept for the parts of the page."""
    wanted = [(reading, list(reading.asked(record, by))) for reading in readings]
    found = iter(together(*(rows for _reading, asked in wanted for rows in asked)))
    for reading, asked in wanted:
        rows = list(islice(found, len(asked)))
        kept_on(record, reading.what, by.pk, partial(reading.made, record, by, *rows))
