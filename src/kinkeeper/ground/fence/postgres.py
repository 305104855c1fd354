"""The fence on PostgreSQL: a role for each set of rights, and `SET ROLE` for each request.

The role is made when it is first needed, over a connection of its own, so that no rolled back
request takes it away again. Its name holds a digest of its rights: where those change, with a
release or a migration, another role stands for them.
"""

from collections.abc import Iterator
from typing import Any

import psycopg
from psycopg import sql

from kinkeeper.ground.fence.rules import EVERY, Fence

LOCK = 0x66656E63  # one of PostgreSQL's advisory locks, ours
_KNOWN: set[str] = set()


def stand(opened: Any, fence: Fence | None) -> None:
    """opened: Django's connection. A transaction that failed takes its role back by itself."""
    if opened.connection.info.transaction_status == psycopg.pq.TransactionStatus.INERROR:
        return
    with opened.connection.cursor() as cursor:
        if fence is None:
            cursor.execute("RESET ROLE")
        else:
            cursor.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(role_for(opened, fence))))


def role_for(opened: Any, fence: Fence) -> str:
    """Name of the role with these rights, which exists."""
    params = opened.get_connection_params()
    name = f"kk_{fence.digest(str(params.get('dbname', '')))}"
    if name not in _KNOWN:
        with psycopg.connect(**_plain(params)) as own:
            make(own, name, fence)
        _KNOWN.add(name)
    return name


def make(own: Any, name: str, fence: Fence) -> None:
    """In one transaction: where the role exists, it has its rights."""
    own.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    if own.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone():
        return
    for statement in _rights(sql.Identifier(name), fence):
        own.execute(statement)


def _rights(role: sql.Identifier, fence: Fence) -> Iterator[sql.Composed]:
    yield sql.SQL("CREATE ROLE {} NOLOGIN").format(role)
    yield sql.SQL("GRANT {} TO CURRENT_USER").format(role)
    yield sql.SQL("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {}").format(role)
    for table, columns in sorted(fence.columns.items()):
        yield _grant(_select(columns), table, role)
    for table in sorted(fence.inserts):
        yield _grant(sql.SQL("INSERT"), table, role)
    for table in sorted(fence.changes):
        yield _grant(sql.SQL("UPDATE, DELETE"), table, role)


def _select(columns: frozenset[str]) -> sql.Composable:
    if columns is EVERY:
        return sql.SQL("SELECT")
    names = sql.SQL(", ").join(map(sql.Identifier, sorted(columns)))
    return sql.SQL("SELECT ({})").format(names)


def _grant(right: sql.Composable, table: str, role: sql.Identifier) -> sql.Composed:
    return sql.SQL("GRANT {} ON {} TO {}").format(right, sql.Identifier(table), role)


def _plain(params: dict[str, Any]) -> dict[str, Any]:
    """Where and as whom, without what Django sets up for its own connection."""
    names = ("dbname", "user", "password", "host", "port")
    return {name: params[name] for name in names if params.get(name)}
