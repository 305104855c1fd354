"""One morning's rush: 200 phones come home with 50 changes each.

`python -m bench field-rush [PHONES] [CHANGES] [SECONDS] [ENGINE ...]` writes
docs/figures/field-rush.json, on SQLite and where there is one on PostgreSQL. The phones begin at
random moments within SECONDS; each sends until the office has taken everything, as the app does.
Its changes go to all the families on it. Then the register is asked what became of each.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench.field.wire import Address, Hand, environment, hands, served
from bench.machine import keep, kept, machine
from tests import postgres

ASIDE = 0.25
"""Seconds between two looks at how many phones are under way."""
ENGINES = ("sqlite", "postgresql")
LIMITS = {"all_home_after_s": 600, "lost": 0, "doubled": 0}


def main(phones: str = "200", changes: str = "50", seconds: str = "300", *engines: str) -> None:
    for engine in engines or ENGINES:
        with tempfile.TemporaryDirectory() as folder, _database(engine) as database:
            if database is None:
                print(f"{engine}: none on this machine", file=sys.stderr)
                continue
            env = environment(Path(folder), database)
            found = _rushed(env, int(phones), int(changes), float(seconds))
            print(engine, json.dumps(found), flush=True)
            _keep(engine, found, f"python -m bench field-rush {phones} {changes} {seconds}")


def _keep(engine: str, found: dict[str, Any], command: str) -> None:
    """Beside the other engine's, which may be of another day."""
    before = {name: row for name, row in (kept("field-rush") or {}).items() if name in ENGINES}
    load = machine()["load"]
    whole = {"limits": LIMITS, **before, engine: {**found, "load": load}}
    keep("field-rush", whole, command=command)


@contextmanager
def _database(engine: str) -> Iterator[str | None]:
    """An empty address for SQLite, None where there is no PostgreSQL here."""
    programs = postgres.binaries()
    if engine == "sqlite":
        yield ""
    elif programs is None:
        yield None
    else:
        with postgres.cluster(programs) as address:
            yield address


def _rushed(env: dict[str, str], phones: int, changes: int, seconds: float) -> dict[str, Any]:
    for command in ("migrate", "demo"):
        whole = [sys.executable, "-m", "kinkeeper.site", command]
        subprocess.run(whole, env=env, check=True, capture_output=True)
    address = Address(0)
    found = hands(env, address, phones, own=True)
    log = Path(env["KINKEEPER_DATA"]) / "server.log"
    with served(env, log=log) as (port, _server):
        address.port = port
        _pack(found)
        for n, hand in enumerate(found):
            hand.wire.seconds.clear()
            hand.write([f"rush {n} {k}" for k in range(changes)])
        measured = _measured(found, seconds)
    refused = sum("kinkeeper.fence" in line for line in log.read_text().splitlines())
    return measured | _verdict(env, phones, changes) | {"fence_refusals": refused}


def _pack(found: list[Hand]) -> None:
    """The morning before: every phone gets its families. Not measured."""
    for hand in found:
        hand.phone.room = 40_000
        assert hand.settle()


def _measured(found: list[Hand], seconds: float) -> dict[str, Any]:
    dice = random.Random(7)
    done: list[tuple[float, bool]] = []
    started: list[float] = []
    waiting: list[int] = []
    began = time.monotonic()

    def come_home(hand: Hand, after: float) -> None:
        time.sleep(after)
        start = time.monotonic()
        started.append(start)
        whole = hand.settle()
        done.append((time.monotonic() - start, whole))

    threads = [
        threading.Thread(target=come_home, args=(hand, dice.uniform(0, seconds))) for hand in found
    ]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        waiting.append(len(started) - len(done))
        time.sleep(ASIDE)
    return _figures(found, done, waiting) | {
        "within_s": seconds, "all_home_after_s": round(time.monotonic() - began, 1),
    }  # fmt: skip


def _figures(
    found: list[Hand], done: list[tuple[float, bool]], waiting: list[int]
) -> dict[str, Any]:
    asked = [second for hand in found for second in hand.wire.seconds]
    return {
        "phones": len(found), "whole": sum(whole for _s, whole in done),
        "requests": len(asked), "failed_requests": sum(hand.wire.failures for hand in found),
        "request_s": _spread(asked), "phone_s": _spread([took for took, _whole in done]),
        "queue_of_phones": {"most": max(waiting), "median": median(waiting)},
        "left_on_phones": sum(len(hand.phone.queue) for hand in found),
    }  # fmt: skip


def _spread(values: list[float]) -> dict[str, float]:
    cuts = quantiles(values, n=100)
    return {"median": round(median(values), 2), "p95": round(cuts[94], 2),
            "most": round(max(values), 2)}  # fmt: skip


def _verdict(env: dict[str, str], phones: int, changes: int) -> dict[str, int]:
    """What stands in the register, each text of which was written once."""
    command = [sys.executable, "-m", "bench", "field-said", "rush "]
    told = subprocess.run(command, env=os.environ | env, check=True, capture_output=True, text=True)
    held = Counter(json.loads(told.stdout.splitlines()[-1]))
    wanted = [f"rush {n} {k}" for n in range(phones) for k in range(changes)]
    return {
        "written": len(wanted), "lost": sum(1 for text in wanted if not held[text]),
        "doubled": sum(n - 1 for n in held.values()),
    }  # fmt: skip
