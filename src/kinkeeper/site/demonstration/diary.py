"""A diary of invented work: what happened on which day, who did it, when it was recorded."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.bulk import Entry
from kinkeeper.ground.records.models import Record

HABIT = ((0, 40), (1, 25), (2, 12), (4, 8), (7, 6), (12, 5), (25, 3), (45, 1))
"""Days between an event and its recording, with their weights: field staff record late."""


@dataclass(frozen=True)
class Deed:
    recorded_at: datetime
    order: int
    entry: Entry


@dataclass
class Diary:
    """Collects deeds of all families; nothing after `today` is told."""

    rng: Random
    today: date
    deeds: list[Deed] = field(default_factory=list)

    def tell(
        self, record: Record, *, on: date, by: Account, late: int | None = None, **values: Any
    ) -> bool:
        """False, and nothing written, when it lies after today."""
        if on > self.today:
            return False
        at = self._recorded(on, late)
        entry = Entry(record, values, occurred_on=on, recorded_at=at, by=by)
        self.deeds.append(Deed(at, len(self.deeds), entry))
        return True

    def entries(self) -> Iterator[Entry]:
        """In the order in which they were learned; a record's own changes keep their order."""
        return (deed.entry for deed in sorted(self._in_order(), key=_when))

    def _in_order(self) -> Iterator[Deed]:
        """A change is never learned before the one it builds upon."""
        last: dict[Any, datetime] = {}
        for deed in self.deeds:
            key = deed.entry.record.pk
            at = max(deed.recorded_at, last.get(key, deed.recorded_at))
            last[key] = at
            entry = deed.entry
            moved = Entry(entry.record, entry.values, entry.occurred_on, "", at, entry.by)
            yield Deed(at, deed.order, moved)

    def _recorded(self, on: date, late: int | None) -> datetime:
        days = late if late is not None else self.rng.choices(*zip(*HABIT, strict=True))[0]
        day = min(on + timedelta(days=days), self.today)
        minutes = self.rng.randrange(8 * 60, 17 * 60)
        return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minutes)


def _when(deed: Deed) -> tuple[datetime, int]:
    return deed.recorded_at, deed.order
