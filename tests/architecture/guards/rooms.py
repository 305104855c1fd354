"""Rooms: the folders of ground and mission. What each must have, and how others enter."""

import ast
import re
from pathlib import Path

from tests.architecture.guards.tree import File

FLOORS = ("ground", "mission")
OPEN_IN_MISSION = {"actions", "queries"}
CLOSED_TO_SITE = {"models", "rules"}  # the site wires screens and commands; rows stay inside


def rooms(package: Path) -> list[str]:
    """`ground/records`, `mission/people`, ...: every folder that holds Python."""
    folders = (p for floor in FLOORS for p in sorted((package / floor).iterdir()) if p.is_dir())
    return [f"{p.parent.name}/{p.name}" for p in folders if any(p.rglob("*.py"))]


def without_readme(package: Path) -> list[str]:
    return [
        f"{room} has no README.md"
        for room in rooms(package)
        if not (package / room / "README.md").is_file()
    ]


def not_on_map(names: list[str], map_text: str) -> list[str]:
    """Rooms that docs/map.md does not name, as `people/` or `mission/people`."""
    return [
        f"{room} is not in docs/map.md"
        for room in names
        if not re.search(rf"(?<![\w-]){re.escape(room.partition('/')[2])}(?![\w-])", map_text)
    ]


def entered_by_the_window(file: File, allowed: dict[str, str]) -> list[str]:
    """Imports from another mission room of anything but its actions and queries."""
    if file.is_test or file.path.startswith(tuple(allowed)):
        return []
    own = ".".join(file.path.removeprefix("src/").removesuffix(".py").split("/")[:3])
    return [
        f"{file.path}:{line} imports {module}: enter a room by its actions and queries"
        for line, module in imports(file)
        if _window(own, module)
    ]


def _window(own: str, module: str) -> bool:
    parts = module.split(".")
    if parts[:2] != ["kinkeeper", "mission"] or len(parts) < 4 or module.startswith(f"{own}."):
        return False
    if own.startswith("kinkeeper.site"):
        return parts[3] in CLOSED_TO_SITE
    return parts[3] not in OPEN_IN_MISSION


def imports(file: File) -> list[tuple[int, str]]:
    """(line, module) of every import; `from a.b import c` gives `a.b.c`."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(ast.parse(file.text)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, name.name) for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found += [(node.lineno, f"{node.module}.{name.name}") for name in node.names]
    return found
