"""What every test begins with is written once in each process; later tests are given its rows.

Fifty records through the write door cost more than most tests do themselves. So the first test
that asks for them writes them as an office does; what has been added to the tables is kept, and
laid into the tables for the others: a handful of statements instead of two hundred.
"""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connection

T = TypeVar("T")
Row = tuple[Any, ...]
Tables = dict[str, tuple[list[str], list[Row]]]


@dataclass(frozen=True)
class Kept(Generic[T]):
    """Rows by table, and the objects that stand for them, each test its own."""

    rows: Tables
    objects: bytes

    def lay(self) -> T:
        with connection.cursor() as cursor:
            for table, (columns, rows) in self.rows.items():
                cursor.executemany(_insert(table, columns), rows)
        laid: T = pickle.loads(self.objects)
        return laid


class Once(Generic[T]):
    """Lays what `build` writes; `build` itself runs for the first test alone."""

    def __init__(self, build: Callable[..., T]) -> None:
        self._build = build
        self._kept: Kept[T] | None = None

    def __call__(self, *given: Any) -> T:
        if self._kept is None:
            before = _everything()
            made = self._build(*given)
            self._kept = Kept(_added(before, _everything()), pickle.dumps(made))
        else:
            return self._kept.lay()
        return made


def _insert(table: str, columns: list[str]) -> str:
    quoted = connection.ops.quote_name
    names = ", ".join(quoted(column) for column in columns)
    marks = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {quoted(table)} ({names}) VALUES ({marks})"


def _everything() -> Tables:
    with connection.cursor() as cursor:
        return {table: _read(cursor, table) for table in connection.introspection.table_names()}


def _read(cursor: Any, table: str) -> tuple[list[str], list[Row]]:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
    return [column[0] for column in cursor.description], [tuple(row) for row in cursor.fetchall()]


def _added(before: Tables, after: Tables) -> Tables:
    """Raises where a row that stood before has been changed: to lay that would need more."""
    added = {}
    for table, (columns, rows) in after.items():
        stood = before[table][1]
        assert all(row in rows for row in stood), f"{table}: a row was changed"
        if new := [row for row in rows if row not in stood]:
            added[table] = (columns, new)
    return added
