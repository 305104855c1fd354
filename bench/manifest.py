"""A list of 2,000 people counted by three devices at once: is a name lost, is one doubled?

`python -m bench manifest [PEOPLE] [DEVICES]` writes docs/figures/manifest.json (with `DATABASE_URL`
manifest-postgresql.json). Each device is a process of its own that sends every name of the list in
batches, in an order of its own, as people do who count the same convoy from both ends.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from typing import IO, Any

from django.core.management import call_command

from bench.machine import keep, on_this_engine
from kinkeeper.ground.access.actions import grant, invite, machine
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.roles import NATIONAL
from kinkeeper.ground.places.actions import load_mali
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.records.bulk import Entry, write_many
from kinkeeper.mission.care.actions import open_village
from kinkeeper.mission.care.queries.villages import open_villages
from kinkeeper.mission.emergency import actions
from kinkeeper.mission.emergency.actions import Given, Said
from kinkeeper.mission.emergency.models import CheckIn, Checkpoint, Line, Manifest
from kinkeeper.mission.emergency.queries import count_at, lines_of

PEOPLE, DEVICES, BATCH, HOUSEHOLD = 2000, 3, 25, 10
DAY = date(2018, 4, 1)


def main(
    people: str = str(PEOPLE), devices: str = str(DEVICES), part: str = "", *rest: str
) -> None:
    if part:
        print(json.dumps(PARTS[part](int(people), *map(int, rest))), flush=True)
        return
    found = _run(int(people), int(devices))
    command = f"python -m bench manifest {people} {devices}"
    keep(on_this_engine("manifest"), found, command=command)
    print(json.dumps(found, indent=1))


def _run(people: int, devices: int) -> dict[str, Any]:
    """All devices start together; what they were told is then looked for."""
    with tempfile.TemporaryDirectory() as folder:
        _answer(_open(folder, people, "prepare"))
        crowd = [_open(folder, people, "device", n) for n in range(devices)]
        for one in crowd:
            assert _out(one).readline().strip() == '"ready"'
        began = time.monotonic()
        for one in crowd:
            _in(one).write("go\n")
            _in(one).flush()
        told = [_answer(one) for one in crowd]
        seconds = time.monotonic() - began
        stored = _answer(_open(folder, people, "look"))
    waits = sorted(wait for one in told for wait in one["milliseconds"])
    return {
        "people": people, "devices": devices, "names_in_a_batch": BATCH,
        "seconds": round(seconds, 1), "sent": people * devices,
        "written": sum(one["written"] for one in told),
        "known_already": sum(one["already"] for one in told),
        "refused": sum(one["wrong"] for one in told),
        "batch_ms": round(statistics.median(waits), 1), "batch_ms_worst": waits[-1],
        "names_lost": stored["lost"], "names_doubled": stored["doubled"],
        "difference_shown": stored["difference"], "page_ms": stored["page_ms"],
    }  # fmt: skip


def prepare(people: int) -> str:
    """A village whose frozen list has so many names, in households of ten."""
    call_command("migrate", verbosity=0)
    by = machine()
    load_mali(by=by)
    first, second = Place.objects.order_by("path")[10:12]
    home, host = (
        open_village(by=by, place=p, name=n, opened=date(1997, 1, 1))
        for p, n in ((first, "Village A"), (second, "Village B"))
    )
    told = Told(DAY)
    movement = actions.give_alert(
        home, by=by, told=told, hazard="conflict", threat="essai", sources="mesure"
    )
    actions.take_step(movement, "submit", by=by, told=told, given=Given(options="tous"))
    actions.name_host(movement, host, by=by, beds=people, mothers=9, school_places=9, on=DAY)
    given = Given(transport="cars", authority_informed_on=DAY, families_informed_on=DAY)
    actions.propose_step(movement, "order", by=by, told=told, given=given)
    manifest = Manifest.objects.get()
    convoy = actions.form_convoy(
        manifest, by=by, on=DAY, name="Convoi", destination=open_villages()[-1], vehicles="40 cars",
        seats=people, leader="X",
    )  # fmt: skip
    lines = (
        Line(manifest=manifest, name=f"Nom {n}", role="other", convoy=convoy,
             household=f"Maisonnée {n // HOUSEHOLD:04d}")
        for n in range(people)
    )  # fmt: skip
    write_many((Entry(line, occurred_on=DAY) for line in lines), by=by)
    actions.take_step(movement, "order", by=_second(), told=told)
    actions.take_step(movement, "freeze", by=by, told=told, given=given)
    return "prepared"


def device(people: int, number: int) -> dict[str, Any]:
    """One device: every name of the list in its own order, batch after batch."""
    by, point = machine(), Checkpoint.objects.get(kind="departure")
    names = [line.pk for line in lines_of(point.manifest)]
    random.Random(number).shuffle(names)
    told: dict[str, Any] = {"written": 0, "already": 0, "wrong": 0, "milliseconds": []}
    print('"ready"', flush=True)
    sys.stdin.readline()
    for at in range(0, people, BATCH):
        began = time.monotonic()
        said = [Said(key) for key in names[at : at + BATCH]]
        counted = actions.check_in(point, said, by=by, device=f"device {number}")
        told["milliseconds"].append(round((time.monotonic() - began) * 1000, 1))
        told["written"] += len(counted.written)
        told["already"] += len(counted.already)
        told["wrong"] += len(counted.wrong)
    return told


def look(_people: int) -> dict[str, Any]:
    """Names without a fact, names with more than one, and what the page shows."""
    point = Checkpoint.objects.get(kind="departure")
    facts = list(CheckIn.objects.filter(withdrawn_at=None).values_list("line_id", flat=True))
    began = time.monotonic()
    lines = lines_of(point.manifest)
    count = count_at(point, lines)
    took = round((time.monotonic() - began) * 1000, 1)
    return {
        "lost": len({line.pk for line in lines} - set(facts)),
        "doubled": len(facts) - len(set(facts)),
        "difference": count.reckoning.difference, "page_ms": took,
    }  # fmt: skip


def _second() -> Account:
    """Somebody else than who proposed: it is never one person who does both."""
    account = invite(email="b@exemple.invalid", name="B", password="mesure", invented=True)
    grant(account, role=NATIONAL, place=None, by=machine(), since=date(2017, 1, 1))
    return account


def _open(folder: str, people: int, part: str, *number: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "bench", "manifest", str(people), "0", part]
    return subprocess.Popen(
        [*command, *map(str, number)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "KINKEEPER_DATA": folder, "KINKEEPER_DEMONSTRATION": "no"},
    )  # fmt: skip


def _answer(process: "subprocess.Popen[str]") -> Any:
    text, _errors = process.communicate()
    if process.returncode:
        message = f"a process of this measurement failed: {process.returncode}"
        raise RuntimeError(message)
    return json.loads(text.splitlines()[-1])


def _out(process: "subprocess.Popen[str]") -> IO[str]:
    assert process.stdout is not None
    return process.stdout


def _in(process: "subprocess.Popen[str]") -> IO[str]:
    assert process.stdin is not None
    return process.stdin


PARTS = {"prepare": prepare, "device": device, "look": look}
