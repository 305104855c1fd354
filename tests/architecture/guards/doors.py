"""You write through records and read through access: calls that go around them."""

import ast
from collections.abc import Iterator

from tests.architecture.guards.tree import File

WRITES = {
    "save", "asave", "create", "acreate", "delete", "adelete", "get_or_create", "aget_or_create",
    "update_or_create", "aupdate_or_create", "bulk_create", "abulk_create", "bulk_update",
    "abulk_update",
}  # fmt: skip
OWN_DOOR = "src/kinkeeper/ground/records/"
MANAGERS = {"objects", "_default_manager", "_base_manager"}
Allowed = dict[tuple[str, str], str]


def writes_around_records(file: File, allowed: Allowed) -> list[str]:
    """Calls that write rows outside the ledger. `allowed`: (path, method) -> reason."""
    if file.path.startswith(OWN_DOOR):
        return []
    found = ((call, name) for call, name in _calls(file) if _writes(call, name))
    return [
        f"{file.path}:{call.lineno} .{name}( goes around records.write"
        for call, name in found
        if (file.path, name) not in allowed
    ]


def _calls(file: File) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(ast.parse(file.text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, node.func.attr


def _writes(call: ast.Call, name: str) -> bool:
    """`update` writes rows where it takes keywords; a dict or a digest takes positions."""
    if name in {"update", "aupdate"}:
        return bool(call.keywords) and not call.args
    return name in WRITES


def unused(allowed: Allowed, files: list[File]) -> list[str]:
    """Exceptions that nothing needs any more."""
    needed = {(f.path, name) for f in files for call, name in _calls(f) if _writes(call, name)}
    return [f"{path} .{name}( is allowed but not used" for path, name in allowed.keys() - needed]


def lifts(file: File) -> set[tuple[str, str]]:
    """Functions that lift the database's own guard, with `with lifted(...)` or as a decorator."""
    if file.path.startswith("src/kinkeeper/ground/fence/"):
        return set()
    functions = (n for n in ast.walk(ast.parse(file.text)) if isinstance(n, ast.FunctionDef))
    return {(file.path, f.name) for f in functions if any(map(_lifts, ast.walk(f)))}


def _lifts(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id in {"lifted", "fenced"}


def managers_in_screens(file: File) -> list[str]:
    """`.objects` in views or the API: rows come from a room's queries, which ask access."""
    inside = file.path.removeprefix("src/kinkeeper/").split("/")
    if not {"views.py", "views", "api.py", "api"} & set(inside):
        return []
    return [
        f"{file.path}:{node.lineno} .{node.attr} in a screen: ask the room's queries"
        for node in ast.walk(ast.parse(file.text))
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS
    ]
