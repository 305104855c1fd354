"""The field app measured and ill-treated in Chromium: `python -m bench field [PART ...]`.

Parts: see PARTS; without one all of them. Writes docs/figures/field.json; what was measured on
another day stays, each part with its own day.
"""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from bench.field import clocks, killing, screen, searching, server_killed, updating
from bench.field.phones import Stage
from bench.machine import keep, kept, machine, now
from tests.journeys.programme import running

PARTS: dict[str, Callable[[Stage], dict[str, Any]]] = {
    "bytes": lambda _stage: screen.weights(),
    "first_screen": screen.first_screen,
    "sync": screen.budgets,
    "killed": lambda stage: killing.killed(stage, 20, 1000),
    "broken_link": lambda stage: killing.broken(stage, 20, 2),
    "server_killed": lambda stage: server_killed.server_killed(stage.programme.data, 7),
    "three_phones": lambda stage: clocks.three_phones(stage, 50),
    "updated": lambda stage: updating.updated(stage, 20),
    "searched": searching.searched,
}


def main(*parts: str) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder)) as programme,
        sync_playwright() as player,
    ):
        stage = Stage(player, programme, Path(folder))
        for part in parts or PARTS:
            found = PARTS[part](stage)
            _keep(part, found)
            print(part, json.dumps(found, ensure_ascii=False), flush=True)


def _keep(part: str, found: dict[str, Any]) -> None:
    """Beside the other parts."""
    before = {name: value for name, value in (kept("field") or {}).items() if name in PARTS}
    load = machine()["load"]
    whole = before | {part: {**found, "measured": now(), "load": load}}
    keep("field", whole, command="python -m bench field")
