"""What one request may ask of the database, as plain values. Knows neither Django nor an engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

EVERY = frozenset({"*"})


@dataclass(frozen=True, eq=False)
class Fence:
    """For one set of roles. A table that is named nowhere is shut.

    name: for people who look for what was refused. columns: of each table that may be read, the
    columns; `EVERY` for all. inserts: tables that take new rows. changes: tables whose rows may be
    changed or deleted.
    """

    name: str
    columns: Mapping[str, frozenset[str]] = field(default_factory=dict)
    inserts: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()

    def reads(self, table: str, column: str) -> bool:
        """`column` is empty where a statement only counts rows."""
        readable = self.columns.get(table)
        if readable is None:
            return False
        return not column or readable is EVERY or column in readable

    def digest(self, whose: str) -> str:
        """The same for the same rights in the same database, so that a changed one is a new one."""
        rights = [
            f"{table}:{','.join(sorted(columns))}"
            for table, columns in sorted(self.columns.items())
        ]
        parts = (whose, *rights, *sorted(self.inserts), "/", *sorted(self.changes))
        return sha256("\n".join(parts).encode()).hexdigest()[:24]
