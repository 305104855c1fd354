"""Sixteen writers at once: does any write fail, is any acknowledged one lost?

`python -m bench writers [WRITERS] [TURNS]` writes docs/figures/writers.json (with `DATABASE_URL`
writers-postgresql.json). On SQLite a second run takes Django's defaults instead of the settings of
docs/decisions/0003, to show what they are for. Each writer is a process of its own; in each turn
it registers a family, changes one field of a family that all others change too, and sends what a
reader of an older version wanted there.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import IO, Any
from uuid import UUID, uuid4

from django.core.management import call_command
from django.db import Error, connection

from bench.machine import keep, on_this_engine
from kinkeeper.ground.access.actions import machine
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.actions import load_mali
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.actions import Note, receive, write
from kinkeeper.ground.records.models import Change, Outcome
from kinkeeper.mission.people.actions import NewMember, NewPerson, register_family
from kinkeeper.mission.people.models import Family

WRITERS, TURNS = 16, 25
SHIPS, PLAIN = "as it ships", "Django's defaults"


def main(writers: str = str(WRITERS), turns: str = str(TURNS), part: str = "", *rest: str) -> None:
    if part:
        way, *number = rest
        if way == PLAIN:
            connection.settings_dict["OPTIONS"].clear()
        answer: Any = PARTS[part](int(turns), *map(int, number))
        print(json.dumps(answer), flush=True)
        return
    ways = (SHIPS, PLAIN) if connection.vendor == "sqlite" else (SHIPS,)
    found = [_run(way, int(writers), int(turns)) for way in ways]
    keep(
        on_this_engine("writers"),
        {"writers": int(writers), "turns": int(turns), "runs": found},
        command=f"python -m bench writers {writers} {turns}",
    )
    print(json.dumps(found, indent=1))


def _run(way: str, writers: int, turns: int) -> dict[str, Any]:
    """All writers start together; what they were told is then looked for in the register."""
    with tempfile.TemporaryDirectory() as folder:
        with _process(folder, turns, "prepare", way) as first:
            _answer(first)
        crowd = [_open(folder, turns, "turns", way, n) for n in range(writers)]
        for one in crowd:
            _read(one)  # its "ready"
        began = time.monotonic()
        for one in crowd:
            _in(one).write("go\n")
            _in(one).close()
        told = [_answer(one) for one in crowd]
        seconds = time.monotonic() - began
        with _process(folder, turns, "look", way) as last:
            stored = _answer(last)
    return {"way": way, "seconds": round(seconds, 1), **_verdict(told, stored)}


def _verdict(told: list[dict[str, Any]], stored: dict[str, Any]) -> dict[str, Any]:
    acknowledged = [change for one in told for change in one["acknowledged"]]
    errors = Counter(error for one in told for error in one["errors"])
    waits = sorted(wait for one in told for wait in one["milliseconds"])
    return {
        "tried": len(acknowledged) + errors.total(),
        "acknowledged": len(acknowledged),
        "failed": errors.total(),
        "errors": dict(errors),
        "acknowledged_but_lost": len(set(acknowledged) - set(stored["changes"])),
        "entered_twice": stored["twice"],
        "row_differs_from_ledger": stored["differs"],
        "clashes_kept_for_a_person": stored["clashes"],
        "write_ms": round(statistics.median(waits), 1) if waits else None,
        "write_ms_worst": round(waits[-1], 1) if waits else None,
    }


def prepare(_turns: int) -> str:
    """An empty register with its places and the family that everybody changes."""
    call_command("migrate", verbosity=0)
    by = machine()
    load_mali(by=by)
    place = Place.objects.order_by("path").last()
    assert place is not None
    register_family(by=by, place=place, name="Traoré", members=_members())
    return "prepared"


def turns(count: int, number: int) -> dict[str, Any]:
    """One writer: every acknowledged change, every error, and how long each write took."""
    by, shared = machine(), Family.objects.get()
    told: dict[str, Any] = {"acknowledged": [], "errors": [], "milliseconds": []}
    print('"ready"', flush=True)
    sys.stdin.readline()
    for turn in range(count):
        text, seen = f"{number}-{turn}", shared.version
        _try(told, partial(
            register_family, by=by, place=shared.place, name="Keïta", members=_members()
        ))  # fmt: skip
        _try(told, partial(write, shared, by=by, number=text))
        _try(told, partial(_send, shared.pk, base=seen, by=by, quarter=text))
    return told


def _send(family: UUID, *, base: int, by: Account, change_id: UUID, **values: str) -> UUID | None:
    """What a reader of version `base` wanted; the line of the ledger that it became, if another."""
    note = Note(change_id=change_id)
    clash = receive(Family, family, base=base, by=by, note=note, values=values).clash
    return clash.id if clash else None


def _try(told: dict[str, Any], change: Callable[..., Any]) -> None:
    key = uuid4()
    began = time.monotonic()
    try:
        answer = change(change_id=key)
    except Error as error:
        told["errors"].append(f"{type(error).__name__}: {str(error).splitlines()[0]}")
        return
    told["milliseconds"].append(round((time.monotonic() - began) * 1000, 1))
    told["acknowledged"].append((answer if isinstance(answer, UUID) else key).hex)


def look(_turns: int) -> dict[str, Any]:
    """Every line of the ledger, and whether the shared row is what its lines make of it."""
    shared = Family.objects.exclude(name="Keïta").get()
    mine = Change.objects.filter(record=shared.pk).order_by("seq")
    applied = list(mine.exclude(outcome=Outcome.CLASH))
    last = applied[-1].after
    versions = [line.version for line in applied]
    same = versions == list(range(1, shared.version + 1)) and all(
        last[name] == getattr(shared, name) for name in ("number", "quarter")
    )
    ids = [pk.hex for pk in Change.objects.values_list("id", flat=True)]
    heads = Change.objects.filter(kind=Family.about.kind, version=1).count()
    return {
        "changes": ids, "twice": len(ids) - len(set(ids)) + heads - Family.objects.count(),
        "differs": not same, "clashes": mine.filter(outcome=Outcome.CLASH).count(),
    }  # fmt: skip


def _members() -> list[NewMember]:
    return [
        NewMember(NewPerson("Awa", "Keïta", "F"), "head", caregiver=True, primary=True),
        NewMember(NewPerson("Fanta", "Keïta", "F"), "child"),
    ]


PARTS: dict[str, Callable[..., Any]] = {"prepare": prepare, "turns": turns, "look": look}


def _open(folder: str, count: int, part: str, way: str, *number: int) -> subprocess.Popen[str]:
    command = ["writers", "0", str(count), part, way, *map(str, number)]
    return subprocess.Popen(
        [sys.executable, "-m", "bench", *command], text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**os.environ, "KINKEEPER_DATA": folder, "KINKEEPER_DEMONSTRATION": "no"},
    )  # fmt: skip


@contextmanager
def _process(folder: str, count: int, part: str, way: str) -> Iterator[subprocess.Popen[str]]:
    with _open(folder, count, part, way) as one:
        yield one


def _answer(one: subprocess.Popen[str]) -> Any:
    found = json.loads(_read(one))
    assert one.wait() == 0
    return found


def _read(one: subprocess.Popen[str]) -> str:
    assert one.stdout is not None
    return one.stdout.readline()


def _in(one: subprocess.Popen[str]) -> IO[str]:
    assert one.stdin is not None
    return one.stdin
