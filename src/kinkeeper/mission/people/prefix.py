"""The look-up `begins`: keys that start with a text, read from an index on both engines.

A range instead of LIKE: SQLite uses no index for a LIKE with an escape, and PostgreSQL compares
letter by letter only with its `~>=~` operators, which the index that Django makes for a
character column (`varchar_pattern_ops`) serves whatever the language of the database is.
"""

from typing import Any

from django.db.models import CharField, Lookup

AFTER_ALL = "\U0010ffff"


@CharField.register_lookup
class Begins(Lookup[str]):
    """`search_key__begins="traore"`."""

    lookup_name = "begins"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return self._range(compiler, connection, at_least=">=", below="<")

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return self._range(compiler, connection, at_least="~>=~", below="~<~")

    def _range(
        self, compiler: Any, connection: Any, *, at_least: str, below: str
    ) -> tuple[str, tuple[Any, ...]]:
        left, params = self.process_lhs(compiler, connection)
        start = str(self.rhs)
        sql = f"({left} {at_least} %s AND {left} {below} %s)"
        return sql, (*params, start, *params, f"{start}{AFTER_ALL}")
