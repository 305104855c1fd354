"""One morning's rush: 200 phones come home with 50 changes each.

`python -m bench field-rush [PHONES] [CHANGES] [SECONDS]` writes docs/figures/field-rush.json, on
SQLite and where there is one on PostgreSQL. The phones begin at random moments within SECONDS; each
sends until the office has taken everything, as the app does.
"""

import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench.field.wire import Address, Hand, environment, hands, served
from bench.machine import keep
from tests import postgres

ASIDE = 0.25
"""Seconds between two looks at how many requests are under way."""


def main(phones: str = "200", changes: str = "50", seconds: str = "300") -> None:
    found = {}
    for engine in ("sqlite", "postgresql"):
        with tempfile.TemporaryDirectory() as folder, _database(engine) as database:
            if database is not None:
                env = environment(Path(folder), database)
                found[engine] = _rushed(env, int(phones), int(changes), float(seconds))
                print(engine, found[engine], flush=True)
    keep("field-rush", found, command=f"python -m bench field-rush {phones} {changes} {seconds}")


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
    found = hands(env, address, phones)
    with served(env) as (port, _server):
        address.port = port
        for hand in found:
            assert hand.settle()
        for n, hand in enumerate(found):
            hand.wire.seconds.clear()
            hand.write([f"rush {n} {k}" for k in range(changes)])
        return _measured(found, seconds, changes)


def _measured(found: list[Hand], seconds: float, changes: int) -> dict[str, Any]:
    dice, busy, done = random.Random(7), [0], []
    waiting: list[int] = []
    began = time.monotonic()

    def come_home(hand: Hand, after: float) -> None:
        time.sleep(after)
        start = time.monotonic()
        busy[0] += 1
        whole = hand.settle()
        busy[0] -= 1
        done.append((time.monotonic() - start, whole))

    threads = [
        threading.Thread(target=come_home, args=(hand, dice.uniform(0, seconds))) for hand in found
    ]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        waiting.append(busy[0])
        time.sleep(ASIDE)
    asked = [second for hand in found for second in hand.wire.seconds]
    return {
        "phones": len(found), "changes_each": changes, "within_s": seconds,
        "all_home_after_s": round(time.monotonic() - began, 1),
        "whole": sum(whole for _s, whole in done), "failed_requests": _failures(found),
        "requests": len(asked), "request_s": _spread(asked),
        "phone_s": _spread([took for took, _whole in done]),
        "phones_at_once": {"most": max(waiting), "median": median(waiting)},
        "left_on_phones": sum(len(hand.phone.queue) for hand in found),
    }  # fmt: skip


def _failures(found: list[Hand]) -> int:
    return sum(hand.wire.failures for hand in found)


def _spread(values: list[float]) -> dict[str, float]:
    cuts = quantiles(values, n=100)
    return {"median": round(median(values), 2), "p95": round(cuts[94], 2),
            "most": round(max(values), 2)}  # fmt: skip
