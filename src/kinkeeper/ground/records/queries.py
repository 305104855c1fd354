"""What the ledger answers: the history of a record, and the rows as they were known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Max, Min, QuerySet

from kinkeeper.ground.records.images import Values, read_image, values_of
from kinkeeper.ground.records.models import Change, Outcome, Record
from kinkeeper.ground.vault.actions import keys_of

Row = tuple[Any, ...]


class Rows(Protocol):
    """Rows of a kind, either as they stand now or as they were known.

    `of(Model, "id", "since", family_id={...}, place_id=p)`: columns by attribute name; a set or
    frozenset means "one of", anything else "equal".
    """

    def of(self, model: type[Record], *columns: str, **where: Any) -> list[Row]: ...


class Now:
    """The tables as they stand."""

    def of(self, model: type[Record], *columns: str, **where: Any) -> list[Row]:
        return list(_select(model, columns, where))


@dataclass(frozen=True)
class AsKnown:
    """The rows as this server knew them at ledger position `seq`.

    Rows without a later change are read from the table; the others from their last image.
    """

    seq: int

    def of(self, model: type[Record], *columns: str, **where: Any) -> list[Row]:
        later = self._changed_later(model)
        still = [r for r in _select(model, ("id", *columns), where) if r[0] not in later]
        then = self._images(model, later)
        wanted = [v for v in then if _fits(model, v, where)]
        return [r[1:] for r in still] + [_typed(model, v, columns) for v in wanted]

    def _changed_later(self, model: type[Record]) -> set[UUID]:
        lines = Change.objects.filter(kind=model.about.kind, seq__gt=self.seq)
        return set(lines.exclude(outcome=Outcome.CLASH).values_list("record", flat=True))

    def _images(self, model: type[Record], records: set[UUID]) -> Iterator[Values]:
        lines = list(self._last_lines(model, records))
        keys = keys_of([line.record for line in lines if line.sealed])
        for line in lines:
            yield read_image(line, keys).whole | {"id": str(line.record)}

    def _last_lines(self, model: type[Record], records: set[UUID]) -> Iterator[Change]:
        known = Change.objects.filter(kind=model.about.kind, seq__lte=self.seq)
        known = known.exclude(outcome=Outcome.CLASH)
        last = known.values("record").annotate(last=Max("seq")).values_list("record", "last")
        seqs = [seq for record, seq in last if record in records]
        for start in range(0, len(seqs), 900):
            yield from Change.objects.filter(seq__in=seqs[start : start + 900])


def rows_as_of(*, known_at: datetime | None = None, seq: int | None = None) -> Rows:
    """Rows now; or as known at a moment; or as known at a ledger position."""
    if seq is not None:
        return AsKnown(seq)
    return Now() if known_at is None else AsKnown(position(at=known_at))


def position(*, at: datetime | None = None) -> int:
    """Ledger position now, or the last one before anything later than `at` was learned."""
    if at is None:
        return Change.objects.aggregate(top=Max("seq"))["top"] or 0
    first_later = Change.objects.filter(recorded_at__gt=at).aggregate(low=Min("seq"))["low"]
    return position() if first_later is None else first_later - 1


def history(record: Record) -> QuerySet[Change]:
    """Every change of a record, oldest first."""
    return Change.objects.filter(record=record.pk).order_by("seq")


def open_clashes(records: Iterable[UUID] | None = None) -> QuerySet[Change]:
    """Clashes nobody has settled yet."""
    settled = Change.objects.filter(settles__isnull=False).values("settles")
    clashes = Change.objects.filter(outcome=Outcome.CLASH).exclude(id__in=settled)
    return clashes if records is None else clashes.filter(record__in=list(records))


def _select(model: type[Record], columns: Iterable[str], where: Values) -> Iterable[Row]:
    """Sets over 900 members are asked for in portions: SQLite's limit on parameters."""
    rows = model._default_manager.all()
    large = {}
    for name, value in where.items():
        if isinstance(value, set | frozenset) and len(value) > 900:
            large[name] = value
        else:
            rows = rows.filter(**{_lookup(name, value): value})
    return _portions(rows, list(columns), large)


def _portions(rows: QuerySet[Any], columns: list[str], large: Values) -> Iterable[Row]:
    if not large:
        return rows.values_list(*columns)
    (name, values), *others = large.items()
    members = sorted(values)
    parts = (members[i : i + 900] for i in range(0, len(members), 900))
    return (
        row
        for part in parts
        for row in _portions(rows.filter(**{f"{name}__in": part}), columns, dict(others))
    )


def _lookup(name: str, value: Any) -> str:
    return f"{name}__in" if isinstance(value, set | frozenset) else name


def _fits(model: type[Record], image: Values, where: Values) -> bool:
    found = values_of(model, image, where)
    wanted = where.values()
    return all(
        value in want if isinstance(want, set | frozenset) else value == want
        for value, want in zip(found, wanted, strict=True)
    )


def _typed(model: type[Record], image: Values, columns: Iterable[str]) -> Row:
    return values_of(model, image, columns)
