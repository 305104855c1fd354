"""The fence on SQLite: an authorizer, asked once for each table and column of each statement.

Setting it makes SQLite compile its statements anew, so none that was allowed before the fence
stood runs behind it. https://www.sqlite.org/c3ref/set_authorizer.html
"""

import logging
import sqlite3
from collections.abc import Callable
from typing import Any

from kinkeeper.ground.fence.rules import Fence

ALWAYS = frozenset(
    {
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_RECURSIVE,
        sqlite3.SQLITE_TRANSACTION,
        sqlite3.SQLITE_SAVEPOINT,
    }
)
OWN = frozenset({"json_each", "json_tree"})  # tables of the engine itself that hold nothing
WORDS = {
    sqlite3.SQLITE_READ: "reading", sqlite3.SQLITE_INSERT: "inserting",
    sqlite3.SQLITE_UPDATE: "changing", sqlite3.SQLITE_DELETE: "deleting",
}  # fmt: skip
log = logging.getLogger("kinkeeper.fence")
NO, YES = sqlite3.SQLITE_DENY, sqlite3.SQLITE_OK
Asked = Callable[[int, str | None, str | None, str | None, str | None], int]


def stand(connection: Any, fence: Fence | None) -> None:
    """connection: of sqlite3. No fence: everything is allowed again."""
    connection.set_authorizer(authorizer(fence) if fence else None)


def authorizer(fence: Fence) -> Asked:
    """Whatever is not named is refused: other files, settings, the shape of tables."""

    def allowed(
        action: int, first: str | None, second: str | None, _base: str | None, _by: str | None
    ) -> int:
        if _may(fence, action, first or "", second or ""):
            return YES
        log.error("%s: %s of %s.%s refused", fence.name, WORDS.get(action, action), first, second)
        return NO

    return allowed


def _may(fence: Fence, action: int, table: str, column: str) -> bool:
    if action == sqlite3.SQLITE_READ:
        return table in OWN or fence.reads(table, column)
    if action == sqlite3.SQLITE_INSERT:
        return table in fence.inserts
    if action in {sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE}:
        return table in fence.changes
    return action in ALWAYS
