"""Two facts that cannot both be true: the database itself refuses periods that overlap.

An exclusion constraint on PostgreSQL, triggers on SQLite. Set after every migration, because
SQLite loses the triggers of a table that a migration builds anew. The actions check first and say
it in a sentence; this is for two writers at once, imports, and whatever comes later.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connections


@dataclass(frozen=True)
class Alone:
    """In `table`, rows with the same `key` never share a day; only rows where `only` counts."""

    name: str
    table: str
    key: str
    only: str = ""


RULES = (
    Alone("placement_alone", "care_placement", "person_id"),
    Alone("stay_alone", "care_stay", "placement_id"),
    Alone("capacity_alone", "care_capacity", "house_id"),
    Alone("home_alone", "care_familyhome", "family_id"),
    Alone("house_of_one_family", "care_familyhome", "house_id"),
    Alone("mother_of_one_family", "care_carer", "person_id", "role = 'mother'"),
    Alone("family_of_one_mother", "care_carer", "family_id", "role = 'mother'"),
)

EXCLUSION = """
ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING gist
({key} WITH =, daterange(since, until) WITH &&){where}
"""
TRIGGER = """
CREATE TRIGGER IF NOT EXISTS {name}_{event} BEFORE {event} ON {table}{when}
BEGIN
  SELECT RAISE(ABORT, '{name}') WHERE EXISTS (
    SELECT 1 FROM {table} WHERE {key} = NEW.{key} AND id <> NEW.id{mine}
    AND (until IS NULL OR until > since) AND (NEW.until IS NULL OR NEW.until > NEW.since)
    AND (until IS NULL OR until > NEW.since) AND (NEW.until IS NULL OR since < NEW.until)
  );
END
"""
KNOWN = "SELECT conname FROM pg_constraint WHERE contype = 'x'"


def watch(*, using: str = "default", **_signal: Any) -> None:
    """Make sure that the database refuses overlaps; doing it again changes nothing."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    rules = [rule for rule in RULES if rule.table in tables]
    statements = {"sqlite": _triggers, "postgresql": _exclusions}[connection.vendor]
    with connection.cursor() as cursor:
        for statement in statements(cursor, rules):
            cursor.execute(statement)


def _triggers(_cursor: Any, rules: list[Alone]) -> list[str]:
    return [_trigger(rule, event) for rule in rules for event in ("INSERT", "UPDATE")]


def _trigger(rule: Alone, event: str) -> str:
    when = f"\nWHEN NEW.{rule.only}" if rule.only else ""
    mine = f" AND {rule.only}" if rule.only else ""
    return TRIGGER.format(
        name=rule.name, table=rule.table, key=rule.key, event=event, when=when, mine=mine
    )


def _exclusions(cursor: Any, rules: list[Alone]) -> list[str]:
    cursor.execute(KNOWN)
    known = {row[0] for row in cursor.fetchall()}
    missing = [rule for rule in rules if rule.name not in known]
    extension = ["CREATE EXTENSION IF NOT EXISTS btree_gist"] if missing else []
    return extension + [_exclusion(rule) for rule in missing]


def _exclusion(rule: Alone) -> str:
    where = f"\nWHERE ({rule.only})" if rule.only else ""
    return EXCLUSION.format(name=rule.name, table=rule.table, key=rule.key, where=where)
