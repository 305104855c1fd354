"""The server dies before, within and after the transaction of a change. What is lost, or twice?"""

import random
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import uuid4

from bench.field.wire import Address, Hand, environment, hands, served

PLACES = ("before", "within", "after")


def server_killed(data: Path, deaths: int) -> dict[str, Any]:
    """`deaths` at each place; between them the phone goes on against a server that dies again."""
    address, dice, run = Address(0), random.Random(6), uuid4().hex[:6]
    env = environment(data)
    (hand,) = hands(env, address, 1)
    _until_whole(hand, env)
    texts, died = [], Counter[str]()
    for turn in range(deaths):
        for place in PLACES:
            fresh = [f"mort {run} {turn} {place} {n}" for n in range(5)]
            texts += fresh
            hand.write(fresh)
            died[place] += _one_death(hand, env, f"{place}:{dice.randint(1, 5)}")
    _until_whole(hand, env)
    held = Counter(text for text in _said(data) if text.startswith(f"mort {run}"))
    return {
        "deaths": dict(died), "written": len(texts), "waiting": len(hand.phone.queue),
        "lost": sum(1 for text in texts if not held[text]),
        "doubled": sum(n - 1 for n in held.values()),
    }  # fmt: skip


def _one_death(hand: Hand, env: dict[str, str], where: str) -> int:
    """The phone asks until the server is gone. 1 when it died as wanted."""
    mark = Path(env["KINKEEPER_DATA"]) / "died"
    mark.unlink(missing_ok=True)
    dying = env | {"KINKEEPER_DIES": where, "KINKEEPER_DIED": str(mark)}
    with served(dying, "bench.servers.dying:application") as (port, server):
        hand.wire.address.port = port
        for _try in range(30):
            hand.phone.batch = 8
            if not hand.phone.once(hand.wire):
                break
        server.wait(30)
    return int(mark.exists())


def _until_whole(hand: Hand, env: dict[str, str]) -> None:
    with served(env) as (port, _server):
        hand.wire.address.port = port
        assert hand.settle()


def _said(data: Path) -> list[str]:
    database = next(data.glob("*.sqlite3"))
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=60) as rows:
        return [text for (text,) in rows.execute("select observations from casework_visit")]
