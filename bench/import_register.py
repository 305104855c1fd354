"""A register of 10,000 lines, invented, from the file into an empty register: time and memory.

`python -m bench import [LINES]` writes docs/figures/import.json (on PostgreSQL
import-postgresql.json). Each measurement runs in a fresh
process with its own data folder, on whatever database `DATABASE_URL` names.
"""

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter
from django.conf import settings
from django.core.management import call_command

from bench.machine import keep, on_this_engine
from kinkeeper.ground.access.actions import machine
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.interop import actions
from kinkeeper.ground.interop.actions.mapping import Purpose
from kinkeeper.ground.interop.models import Batch
from kinkeeper.ground.interop.queries import open_localities
from kinkeeper.ground.places.actions import load_mali
from kinkeeper.ground.places.queries import country
from kinkeeper.ground.text.names import given_names, surnames

LINES = 10_000
SECONDS, MEGABYTES = 60, 500
HEAD = [
    "N° famille", "Localité", "Nom du chef de ménage", "Prénom tuteur 1", "Nom tuteur 1",
    "Sexe t1", "Lien t1", "Téléphone", "Date d'entrée", "Situation", "Prénom enfant",
    "Nom enfant", "Sexe", "Date de naissance", "Nom de la mère", "Scolarisé",
    "Acte de naissance", "Observations",
]  # fmt: skip
PLACES = ("Kita", "Badia", "Djidian", "Kobri", "Nana", "Digan", "Kabe", "Sienkoro")


def register(path: Path, lines: int, *, seed: int = 7) -> Path:
    """Families of three to seven children, dates of all kinds, one child in fifty twice."""
    rng = random.Random(seed)
    girls, boys = ([k.spellings for k in given_names(s)] for s in ("F", "M"))
    names = [k.spellings for k in surnames()]
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Registre")
    sheet.write_row(0, 0, ["Registre", "mis à jour le", "30/06/2018"])
    sheet.write_row(2, 0, HEAD)
    row, number = 3, 0
    while row < lines + 3:
        number += 1
        surname, mother = rng.choice(names), rng.choice(girls)
        place = rng.choice(PLACES)
        for at in range(min(rng.randint(3, 7), lines + 3 - row)):
            girl = rng.random() < 0.5
            adult = [surname[0], mother[0], surname[0], "F", "mère", _phone(rng), _entry(rng),
                     rng.choice(("pauvreté", "veuve", "déplacés"))]  # fmt: skip
            head = [f"{number:04d}", place, *(adult if at == 0 else [""] * 8)]
            child = [rng.choice(rng.choice(girls if girl else boys)), rng.choice(surname),
                     rng.choice(("F", "fém", "2") if girl else ("M", "Garçon", "1")),
                     _birth(rng), rng.choice(mother), rng.choice(("oui", "non", "")),
                     rng.choice(("volet 3", "non", "en cours", "")), ""]  # fmt: skip
            sheet.write_row(row, 0, [*head, *child])
            row += 1
    book.close()
    return path


def _phone(rng: random.Random) -> str:
    return f"7{rng.randrange(10**6, 10**7)}" if rng.random() < 0.7 else "néant"


def _entry(rng: random.Random) -> str:
    return f"{date(2017, 7, 1) + timedelta(days=rng.randrange(360)):%d/%m/%Y}"


def _birth(rng: random.Random) -> str:
    born = date(2001, 1, 1) + timedelta(days=rng.randrange(6000))
    return rng.choice(
        (f"{born:%d/%m/%Y}", f"{born:%d-%m-%y}", str(born.year), f"vers {born.year}",
         f"{2018 - born.year} ans", "")
    )  # fmt: skip


def measured(lines: int) -> dict[str, object]:
    """In a fresh process: the phases in seconds, the peak of memory in MB, what entered."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "KINKEEPER_DATA": folder, "KINKEEPER_DEMONSTRATION": "no"}
        done = subprocess.run(
            [sys.executable, "-m", "bench", "import", str(lines), "once"],
            env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def once(lines: int) -> dict[str, object]:
    """Every phase through the same actions as the pages and the command."""
    call_command("migrate", verbosity=0)
    by = machine()
    load_mali(by=by)
    file = register(Path(settings.DATA) / "register.xlsx", lines)
    before = _peak()
    cpu = time.process_time()
    took, batch = _phases(file, by)
    return {
        "seconds": took, "seconds_in_all": round(sum(took.values()), 1),
        "cpu_seconds": round(time.process_time() - cpu, 1),
        "peak_mb": round(_peak()), "peak_before_mb": round(before), "lines": batch.total,
        "entered": batch.result.get("counts", {}), "ledger_lines": batch.result.get("ledger"),
        "state": batch.state,
    }  # fmt: skip


def _phases(file: Path, by: Account) -> tuple[dict[str, float], Batch]:
    took: dict[str, float] = {}
    began = time.monotonic()

    def lap(name: str) -> None:
        took[name] = round(time.monotonic() - began - sum(took.values()), 2)

    batch = actions.take_in(
        [file.read_bytes()], name=file.name, by=by, profile="register", at_once=True
    )
    lap("read")
    purpose = Purpose(reference_day=batch.reference_day)
    actions.confirm_columns(batch, actions.named_columns(batch, {}), by=by, purpose=purpose)
    for locality in open_localities(batch):
        actions.create_place(locality, parent=country(), by=by)
    actions.check(batch)
    lap("check")
    actions.decide_all(batch)
    actions.check(batch)
    lap("check_again")
    actions.start_applying(batch, by=by, at_once=True)
    lap("enter")
    return took, batch


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(lines: str = str(LINES), how: str = "") -> None:
    if how == "once":
        print(json.dumps(once(int(lines))))
        return
    found = measured(int(lines))
    found["limits"] = {"seconds": SECONDS, "peak_mb": MEGABYTES}
    keep(on_this_engine("import"), found, command=f"python -m bench import {lines}")
    print(json.dumps(found, indent=1))
