"""What the ledger answers: the history of a record, and the rows as they were known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from kinkeeper.ground.fence.actions import lifted
from kinkeeper.ground.records.images import Values, read_image, values_of
from kinkeeper.ground.records.models import Change, Outcome, Record
from kinkeeper.ground.vault.actions import keys_of

Row = tuple[Any, ...]
PORTION = 900
CLASH = Q(outcome=Outcome.CLASH)


FIGURES = "figures are counted over everybody's rows; who sees them, their room says"


class Rows(Protocol):
    """Rows of a kind, either as they stand now or as they were known.

    `of(Model, "id", "since", family_id={...}, place_id=p)`: columns by attribute name; a set or
    frozenset means "one of", anything else "equal".
    """

    def of(self, model: type[Record], *columns: str, **where: Any) -> list[Row]: ...


class Now:
    """The tables as they stand."""

    @lifted(FIGURES)
    def of(self, model: type[Record], *columns: str, **where: Any) -> list[Row]:
        return list(_select(model, columns, where))


@dataclass(frozen=True)
class AsKnown:
    """The rows as this server knew them at ledger position `seq`, at the moment `at`, or both.

    Rows without a later change are read from the table; the others from their last image.
    """

    seq: int | None = None
    at: datetime | None = None

    @property
    def _until_then(self) -> Q:
        seq = Q() if self.seq is None else Q(seq__lte=self.seq)
        return seq if self.at is None else seq & Q(recorded_at__lte=self.at)

    @property
    def _later(self) -> Q:
        seq = Q(pk__in=[]) if self.seq is None else Q(seq__gt=self.seq)
        return seq if self.at is None else seq | Q(recorded_at__gt=self.at)

    @lifted(FIGURES)
    def of(self, model: type[Record], *columns: str, **where: Any) -> list[Row]:
        now = list(_select(model, ("id", *columns), where))
        changed = self._changed_later(model, where.get("id"))
        later = changed | self._born_later({row[0] for row in now} - changed)
        then = (v for v in self._images(changed) if _fits(model, v, where))
        still = [row[1:] for row in now if row[0] not in later]
        return still + [_typed(model, values, columns) for values in then]

    def _changed_later(self, model: type[Record], only: Any) -> set[UUID]:
        """Records that existed then and were changed since; one too many does no harm."""
        if only is None:
            return self._changed_in_kind(model.about.kind)
        ids = only if isinstance(only, set | frozenset) else {only}
        return self._with_later_lines(ids, Q(version__gt=1))

    def _changed_in_kind(self, kind: str) -> set[UUID]:
        """From the smaller side: long ago few lines are known, lately few are later."""
        lines = Change.objects.filter(kind=kind)
        known, later = lines.filter(self._until_then), lines.filter(self._later)
        few, other = (known, self._later)
        if known.count() > later.count():
            few, other = later, self._until_then
        beside = Change.objects.filter(other, record=OuterRef("record"))
        return set(_records(few.filter(Exists(beside))))

    def _born_later(self, records: set[UUID]) -> set[UUID]:
        return self._with_later_lines(records, Q(version=1) & ~CLASH)

    def _with_later_lines(self, records: Iterable[UUID], which: Q) -> set[UUID]:
        """Found by their ids alone: asked for the kind too, SQLite would read the whole kind."""
        lines = Change.objects.filter(self._later, which)
        return {r for part in _parts(records) for r in _records(lines.filter(record__in=part))}

    def _images(self, records: set[UUID]) -> Iterator[Values]:
        lines = list(self._last_lines(records))
        keys = keys_of([line.record for line in lines if line.sealed])
        for line in lines:
            yield read_image(line, keys).whole | {"id": str(line.record)}

    def _last_lines(self, records: set[UUID]) -> Iterator[Change]:
        known = Change.objects.filter(self._until_then & ~CLASH)
        for part in _parts(records):
            mine = known.filter(record__in=part).values("record")
            last = mine.annotate(last=Max("seq")).values_list("last", flat=True)
            yield from Change.objects.filter(seq__in=list(last))


def rows_as_of(*, known_at: datetime | None = None, seq: int | None = None) -> Rows:
    """Rows now; as known at a moment; as known at a ledger position; or both (a frozen report)."""
    return Now() if known_at is None and seq is None else AsKnown(seq, known_at)


def position() -> int:
    """The ledger position now: what a frozen report keeps."""
    return Change.objects.aggregate(top=Max("seq"))["top"] or 0


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
        if isinstance(value, set | frozenset) and len(value) > PORTION:
            large[name] = value
        else:
            rows = rows.filter(**{_lookup(name, value): value})
    return _portions(rows, list(columns), large)


def _parts(members: Iterable[UUID]) -> Iterator[list[UUID]]:
    """Portions under SQLite's limit on parameters."""
    listed = list(members)
    return (listed[i : i + PORTION] for i in range(0, len(listed), PORTION))


def _records(lines: QuerySet[Change]) -> QuerySet[Change, UUID]:
    return lines.order_by().values_list("record", flat=True)


def _portions(rows: QuerySet[Any], columns: list[str], large: Values) -> Iterable[Row]:
    if not large:
        return rows.values_list(*columns)
    (name, values), *others = large.items()
    return (
        row
        for part in _parts(values)
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
