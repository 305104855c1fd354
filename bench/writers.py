"""Sixteen writers at once: is a write lost, does a database say that it is locked?

`python -m bench writers [WRITERS] [WRITES]` writes docs/figures/writers.json. Each writer is a
process of its own; half of its writes are visits to a family of its own, half change one field of
a family that all share. The control runs the same with Django’s own settings for SQLite, where
a transaction begins by reading and waits five seconds at most.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from typing import Any

from django.core.management import call_command
from django.db import OperationalError, connection, connections

from bench.machine import keep
from kinkeeper.ground.access.actions import machine
from kinkeeper.ground.places.actions import load_mali
from kinkeeper.ground.places.queries import country
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.models import Change
from kinkeeper.ground.text.dates import in_year
from kinkeeper.mission.casework.models import Visit
from kinkeeper.mission.people.actions import NewMember, NewPerson, register_family
from kinkeeper.mission.people.models import Family

WRITERS, WRITES = 16, 60
DAY = date(2018, 3, 1)


def main(writers: str = str(WRITERS), writes: str = str(WRITES), part: str = "") -> None:
    if part:
        _as_django_would()
        print(json.dumps(PARTS.get(part, one_writer)(part, int(writers), int(writes))))
        return
    asked = {"writers": int(writers), "writes_each": int(writes)}
    found = {"kinkeeper": run(int(writers), int(writes))}
    if connection.vendor == "sqlite":
        found["django_default"] = run(int(writers), int(writes), default=True)
    keep(
        "writers-postgresql" if connection.vendor == "postgresql" else "writers",
        {**asked, **found}, command="python -m bench writers",
    )  # fmt: skip
    print(json.dumps({**asked, **found}, indent=1))


def run(writers: int, writes: int, *, default: bool = False) -> dict[str, Any]:
    """All writers start together on an empty register; what they report, and what stands."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "KINKEEPER_DATA": folder, "KINKEEPER_DEMONSTRATION": "no"}
        environment["BENCH_DJANGO_DEFAULT"] = "yes" if default else ""
        ask = [sys.executable, "-m", "bench", "writers", str(writers), str(writes)]
        subprocess.run([*ask, "prepare"], env=environment, check=True, capture_output=True)
        began = time.perf_counter()
        running = [
            subprocess.Popen([*ask, str(n)], env=environment, stdout=subprocess.PIPE, text=True)
            for n in range(writers)
        ]
        answers = [json.loads(p.communicate()[0].splitlines()[-1]) for p in running]
        seconds = time.perf_counter() - began
        standing = subprocess.run(
            [*ask, "count"], env=environment, check=True, capture_output=True, text=True
        )
    return _told(answers, seconds, json.loads(standing.stdout.splitlines()[-1]))


def _told(
    answers: list[dict[str, Any]], seconds: float, standing: dict[str, int]
) -> dict[str, Any]:
    done = sum(a["done"] for a in answers)
    return {
        "seconds": round(seconds, 1), "accepted": done, "standing": standing["changes"],
        "lost": done - standing["changes"], "refused": sum(a["refused"] for a in answers),
        "sentences": dict(Counter(s for a in answers for s in a["sentences"])),
        "slowest_write_ms": max(a["slowest_ms"] for a in answers),
    }  # fmt: skip


def _as_django_would() -> None:
    """Without the settings of decision 0003, when the control asks for it."""
    if os.environ.get("BENCH_DJANGO_DEFAULT"):
        connection.settings_dict["OPTIONS"] = {}


def prepare(_part: str, writers: int, _writes: int) -> dict[str, Any]:
    call_command("migrate", verbosity=0)
    by = machine()
    load_mali(by=by)
    place = country()
    for number in range(writers + 1):
        head = NewPerson("Awa", "Inventée", "F", in_year(1980))
        member = NewMember(head, "head", caregiver=True, primary=True)
        register_family(by=by, place=place, name=f"Famille {number}", members=[member], on=DAY)
    return {}


def one_writer(part: str, _writers: int, writes: int) -> dict[str, Any]:
    """Every second write changes the family that all share. A refusal is counted, not repeated."""
    by = machine()
    shared, *own = Family.objects.order_by("name")
    mine = own[int(part)]
    told: dict[str, Any] = {"done": 0, "refused": 0, "sentences": [], "slowest_ms": 0.0}
    for number in range(writes):
        began = time.perf_counter()
        try:
            if number % 2:
                write(shared, by=by, quarter=f"{part}.{number}")
            else:
                visit = Visit(family=mine, purpose="monitoring", visitor=by)
                write(visit, by=by, occurred_on=DAY, held_on=DAY)
            told["done"] += 1
        except OperationalError as error:
            told["refused"] += 1
            told["sentences"].append(str(error))
        spent = round((time.perf_counter() - began) * 1000, 1)
        told["slowest_ms"] = max(told["slowest_ms"], spent)
    connections.close_all()
    return told


def count(_part: str, _writers: int, _writes: int) -> dict[str, Any]:
    """Lines of the ledger after the preparation: each accepted write has made exactly one."""
    changes = Change.objects.filter(kind="people.family", version__gt=1).count()
    return {"changes": changes + Change.objects.filter(kind="casework.visit").count()}


PARTS = {"prepare": prepare, "count": count}
