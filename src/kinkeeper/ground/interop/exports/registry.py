"""What can be exported: each room registers its own in its `apps.py`, no central list."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.interop.exports.rules import may_leave
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.classes import class_of
from kinkeeper.ground.records.models import Record

Text = str | Promise


@dataclass(frozen=True)
class Column:
    """level: class of the values, 0-4. value: what the column holds for a row, asked only where
    the column may leave. width: characters, for the workbook."""

    code: str
    label: Text
    level: int
    value: Callable[[Any], object]
    width: int = 16


@dataclass(frozen=True)
class Asking:
    """Who asks for which rows: `most` bounds them, `below` narrows them to a place."""

    by: Account
    purpose: str
    below: Place | None
    most: int


@dataclass(frozen=True)
class Export:
    """A table that may leave. capability: what its rows ask for beside `interop.export`.

    rows: rows of the asker's scope. record: the Record a row is about, for the log of readings.
    places: the places a reader may narrow it to.
    """

    code: str
    label: Text
    note: Text
    capability: str
    columns: tuple[Column, ...]
    rows: Callable[[Asking], Iterable[Any]]
    record: Callable[[Any], Record]
    places: Callable[[Account, str], QuerySet[Place]]

    def columns_for(self, level: int) -> tuple[Column, ...]:
        """The columns that may go to somebody who may meet this class."""
        return tuple(c for c in self.columns if may_leave(c.level, exporter=level))


_EXPORTS: dict[str, Export] = {}


def register_export(*exports: Export) -> None:
    """Raises ValueError for a code that is taken already."""
    for export in exports:
        if _EXPORTS.get(export.code, export) is not export:
            message = f"two exports are called {export.code}"
            raise ValueError(message)
        _EXPORTS[export.code] = export


def all_exports() -> list[Export]:
    return list(_EXPORTS.values())


def export_called(code: str) -> Export | None:
    return _EXPORTS.get(code)


def level_of(model: type[Record], field: str) -> int:
    """The class of a field, declared beside it."""
    return class_of(model._meta.get_field(field))
