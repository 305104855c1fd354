"""`python -m bench field-walks [WALKS] [STEPS] [SEEDED]`: the state machine over the protocol of
the phones, walked long; then SEEDED walks with each seeded bug. Writes docs/figures/sync.json after
each turn of 90 walks, and goes on from there when it was interrupted and no source changed since.

KINKEEPER_PROCESSES turns go at once; KINKEEPER_MINUTES: no turn begins later than that. A walk in
which anything is lost, doubled or overwritten unseen stops it, and its turn is not written.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

from bench.machine import keep, kept
from tests.journeys.programme import clean_environment

ROOT = Path(__file__).resolve().parents[2]
LONG = "src/kinkeeper/ground/sync/tests/long_walks.py"
BUGS = ("no_idempotency", "last_write_wins", "dequeue_on_send", "purge_on_lost_right",
        "fixed_batch")  # fmt: skip
TURN = 90
PROCESSES = int(os.environ.get("KINKEEPER_PROCESSES", "1"))
MINUTES = float(os.environ.get("KINKEEPER_MINUTES", "600"))
NOTICED = "walks that noticed it"


def main(walks: str = "1000", steps: str = "40", seeded: str = "20") -> None:
    wanted, began = int(walks), time.monotonic()
    command = f"python -m bench field-walks {walks} {steps} {seeded}"
    found = _begun(command, wanted, int(seeded))
    while found["told"].get("walks", 0) < wanted and time.monotonic() - began < MINUTES * 60:
        _one_turn(found, wanted, steps)
        keep("sync", found, command=command)
    for bug in BUGS:
        if time.monotonic() - began < MINUTES * 60 and bug not in found["seeded"]:
            told = _walked([f"test_seeded[{bug}]"], int(seeded), steps, [1])[0]["told"]
            found["seeded"][bug] = _of_a_bug(told)
            keep("sync", found, command=command)
    print(json.dumps(found, ensure_ascii=False))


def _begun(command: str, walks: int, seeded: int) -> dict[str, Any]:
    """What was walked till now, if the same was asked for and is not done."""
    sources, before = _sources(), kept("sync") or {}
    if before.get("sources") == sources and before.get("command") == command:
        done = before["told"]["walks"] >= walks and len(before["seeded"]) == len(BUGS) * bool(
            seeded
        )
        if not done:
            return {name: before[name] for name in ("sources", "turns", "seconds", "told", "met",
                                                    "seeded", "lost", "doubled")}  # fmt: skip
    return {"sources": sources, "turns": 0, "seconds": 0.0, "lost": 0, "doubled": 0,
            "told": {}, "met": {}, "seeded": {}}  # fmt: skip


def _sources() -> str:
    """Of the protocol and the records, and of the machine itself."""
    files = [file for room in ("sync", "records", "access") for file in
             (ROOT / "src/kinkeeper/ground" / room).rglob("*.py")]  # fmt: skip
    return sha256(b"".join(file.read_bytes() for file in sorted(files))).hexdigest()[:16]


def _one_turn(found: dict[str, Any], wanted: int, steps: str) -> None:
    """Its walks are added to those before; each turn has a number of its own to roll its dice."""
    began, left = time.monotonic(), wanted - found["told"].get("walks", 0)
    numbers = [found["turns"] + n + 1 for n in range(min(PROCESSES, -(-left // TURN)))]
    for turn in _walked(["test_walks"] * len(numbers), min(TURN, left), steps, numbers):
        for name in ("told", "met"):
            found[name] = dict(sorted((Counter(found[name]) + Counter(turn[name])).items()))
    found["turns"] += len(numbers)
    found["seconds"] = round(found["seconds"] + time.monotonic() - began, 1)


def _walked(tests: list[str], walks: int, steps: str, numbers: list[int]) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.json" for number in numbers]
        running = [
            subprocess.Popen(
                [sys.executable, "-m", "pytest", "-q", "-n", "0", f"{LONG}::{test}"],
                env=_asked(walks, steps, number, file), cwd=ROOT,
            )
            for test, number, file in zip(tests, numbers, files, strict=True)
        ]  # fmt: skip
        if max(process.wait() for process in running):
            sys.exit("a walk ended wrong")
        return [json.loads(file.read_text()) for file in files]


def _asked(walks: int, steps: str, number: int, file: Path) -> dict[str, str]:
    asked = {"WALKS": walks, "STEPS": steps, "NUMBER": number, "FIGURES": file}
    return clean_environment() | {f"KINKEEPER_{name}": str(value) for name, value in asked.items()}


def _of_a_bug(told: dict[str, int]) -> dict[str, Any]:
    """How many of its walks noticed it, and by what."""
    by = {name.removeprefix("noticed: "): times for name, times in told.items() if ": " in name}
    return {"walks": told["walks"], "caught": told.get(NOTICED, 0), "by": by}
