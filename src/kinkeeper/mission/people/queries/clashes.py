"""Clashes of every kind of record: two people changed one field from the same beginning."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.text import capfirst

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import highest_class, may, visible
from kinkeeper.ground.access.roles import CARE, MONITORING, REPORTING
from kinkeeper.ground.fence.actions import lifted
from kinkeeper.ground.records.actions import clash_values
from kinkeeper.ground.records.classes import class_of
from kinkeeper.ground.records.models import Change, Record
from kinkeeper.ground.records.queries import open_clashes
from kinkeeper.mission.people.queries.histories import actor_names
from kinkeeper.mission.people.queries.reader import Reader
from kinkeeper.mission.people.queries.values import (
    Namer,
    field_of,
    kind_in_words,
    kinds,
    label_of,
    said,
    sides_of,
)

MOST = 200
PURPOSES = (CARE, MONITORING, REPORTING)


Pair = Callable[[Account, Any, Any], tuple[str, str]]


@dataclass(frozen=True)
class Spoken:
    """How another room says a clash of its kind. title: of the record. sides: by field, what stands
    and what the other wrote, in words; only where they differ."""

    title: Callable[[Any], str]
    sides: Mapping[str, Pair]


PLAIN = Spoken(str, {})
_SPOKEN: dict[str, Spoken] = {}


def speak_clashes(kind: str, spoken: Spoken) -> None:
    """For values that nobody could compare as they are kept."""
    _SPOKEN[kind] = spoken


@dataclass(frozen=True)
class Side:
    """One field of a clash: what stands, and what the other person wrote."""

    name: str
    label: str
    stands: str
    other: str


@dataclass(frozen=True)
class Clash:
    """An open clash as its reader may meet it. `sealed`: it has fields above the reader's class,
    so somebody else must settle it."""

    change: Change
    record: Record
    kind: str
    title: str
    who: str
    sealed: bool
    sides: tuple[Side, ...] = ()


def clashes_for(by: Account) -> list[Clash]:
    """Open clashes in records that this account may change, oldest first; without values."""
    with lifted("open clashes are looked through for those of the reader's own records"):
        lines = list(open_clashes().order_by("seq")[:MOST])
    records = _records(by, lines)
    names = actor_names(lines)
    return [
        _clash(line, *records[line.record], who=names.get(line.actor, "–"))
        for line in lines
        if line.record in records
    ]


def clash_for(change_id: UUID, *, by: Account) -> Clash | None:
    """One open clash with both values of each field; None when settled or out of reach."""
    line = open_clashes().filter(id=change_id).first()
    found = _records(by, [line]) if line else {}
    if line is None or line.record not in found:
        return None
    record, reader = found[line.record]
    clash = _clash(line, record, reader, who=actor_names([line]).get(line.actor, "–"))
    return clash if clash.sealed else _with_sides(clash, reader)


def _records(by: Account, lines: Iterable[Change]) -> dict[UUID, tuple[Record, Reader]]:
    """The records behind these lines that the account may read and write, and as which reader."""
    wanted: dict[str, set[UUID]] = {}
    for line in lines:
        wanted.setdefault(line.kind, set()).add(line.record)
    models = kinds()
    found: dict[UUID, tuple[Record, Reader]] = {}
    for kind, ids in wanted.items():
        model = models.get(kind)
        reader = _writer(by, model) if model else None
        if model and reader:
            rows = visible(model, by=by, purpose=reader.purpose).filter(pk__in=ids)
            found |= {row.pk: (row, reader) for row in rows}
    return found


def _writer(by: Account, model: type[Record]) -> Reader | None:
    for purpose in PURPOSES:
        if may(by, model.about.write, purpose=purpose):
            return Reader(by, purpose, highest_class(by, purpose))
    return None


def _clash(line: Change, record: Record, reader: Reader, *, who: str) -> Clash:
    fields = [field_of(type(record), name) for name in line.changed]
    sealed = any(f is not None and class_of(f) > reader.level for f in fields)
    kind = capfirst(kind_in_words(type(record)))
    return Clash(line, record, kind, _title(record, reader), who, sealed)


def _title(record: Record, reader: Reader) -> str:
    if spoken := _SPOKEN.get(record.about.kind):
        return spoken.title(record)
    code = getattr(record, "code", "")
    written = type(record).__str__ is not Record.__str__
    return str(record) if written and reader.names else str(code or "")


def _with_sides(clash: Clash, reader: Reader) -> Clash:
    record, model = clash.record, type(clash.record)
    stands = {f.attname: getattr(record, f.attname) for f in record.kept_fields()}
    other = stands | dict.fromkeys(clash.change.changed) | clash_values(clash.change)
    namer = Namer(reader, _keys(stands) | _keys(other))
    spoken = _SPOKEN.get(model.about.kind, PLAIN).sides
    sides = []
    for field in sides_of(model, clash.change.changed):
        name = field.attname
        if name in spoken:
            both = spoken[name](reader.by, stands[name], other[name])
        else:
            both = said(field, stands, namer), said(field, other, namer)
        sides.append(Side(name, label_of(field), *both))
    return replace(clash, sides=tuple(sides))


def _keys(values: dict[str, Any]) -> set[str]:
    return {str(value) for name, value in values.items() if name.endswith("_id") and value}
