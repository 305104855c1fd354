"""The field app measured and ill-treated in Chromium: `python -m bench field [KILLS] [RECORDS]`.

Writes docs/figures/field.json: first screen at 50 kbit/s, bytes of a sync, the browser killed
while sending, a line that breaks every few kB, and the profile folder searched for a name.
"""

import json
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.field import killing, screen, searching
from bench.field.phones import Stage
from bench.machine import keep
from tests.journeys.programme import running


def main(kills: str = "20", records: str = "200") -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder)) as programme,
        sync_playwright() as player,
    ):
        stage = Stage(player, programme, Path(folder))
        found = {
            "bytes": screen.weights(),
            "first_screen": screen.first_screen(stage),
            "sync": screen.budgets(stage),
            "killed": killing.killed(stage, int(kills), int(records)),
            "broken_link": killing.broken(stage, 40),
            "searched": searching.searched(stage),
        }
    keep("field", found, command=f"python -m bench field {kills} {records}")
    print(json.dumps(found, indent=1, ensure_ascii=False))
