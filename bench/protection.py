"""A case with 200 sealed notes, and 5,000 sealed cases looked through for a name.

`python -m bench protection` with KINKEEPER_DATA at an empty folder builds them once, through the
one write door, ledger included, and measures. CPU is that of this process.
"""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.urls import reverse

from bench.machine import keep
from bench.requests import logged_in
from kinkeeper.ground.access.actions import grant, invite, machine
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.roles import PROTECTION_LEAD
from kinkeeper.ground.places.actions import load_mali
from kinkeeper.ground.places.models import Level, Place
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.records.bulk import Entry, write_many
from kinkeeper.ground.records.images import keys_of_records
from kinkeeper.mission.protection.models import Case, CaseEntry
from kinkeeper.mission.protection.queries import with_text
from kinkeeper.mission.protection.rules import new_reference
from kinkeeper.mission.protection.said import File, Words
from kinkeeper.mission.protection.sealing import sealed

SUMMARY = "Un récit inventé de quelques lignes, comme on les écrit. " * 4
CASES, NOTES, REPEAT = 5_000, 200, 15
TODAY = date(2026, 11, 1)
EMAIL = "drissa@demo.invalid"
LIMIT_PAGE_MS, LIMIT_FILTER_MS = 150, 100


def main() -> None:
    call_command("migrate", verbosity=0)
    if not Case.objects.exists():
        build()
    by = Account.objects.get(email=EMAIL)
    with override_settings(SECOND_FACTOR_REQUIRED=False):
        page = of_page(by)
    found = [page, of_filter(by)]
    for row in found:
        print(row, file=sys.stderr)
    size = {"cases": Case.objects.count(), "notes of the case": NOTES}
    keep("protection", {"database": connection.vendor, "size": size, "found": found},
         command="python -m bench protection")  # fmt: skip


def build() -> None:
    by = machine()
    load_mali(by=by)
    lead = invite(email=EMAIL, name="Drissa", password=None, invented=True)
    grant(lead, role=PROTECTION_LEAD, by=by, since=TODAY - timedelta(days=4000))
    area = Place.objects.filter(level=Level.CERCLE).order_by("path")[0]
    cases = [
        Case(reference=new_reference("P"), place=area, worker=lead, opened_on=TODAY)
        for _number in range(CASES)
    ]
    notes = [CaseEntry(case=cases[0], kind="note", on=TODAY, writer=lead) for _n in range(NOTES)]
    keys_of_records([*cases, *notes])
    for number, case in enumerate(cases):
        file = File(risk="medium", children=[f"Enfant inventé {number:05}"], summary=SUMMARY)
        case.sealed = sealed(case, file, place=area.pk)
    for number, note in enumerate(notes):
        text = f"Note inventée {number}. L’enfant a été vu à l’école. " * 8
        note.sealed = sealed(note, Words(text=text), place=area.pk)
    rows = [*cases, *(a_stage(case, lead) for case in cases), *notes]
    entries = [Entry(row, occurred_on=TODAY) for row in rows]
    write_many(entries, by=by)


def a_stage(case: Case, by: Account) -> Stage:
    return Stage(process="protection.case", subject=case.pk, place=case.place, state="new",
                 since=TODAY, due_on=TODAY, verb="open", decided_by=by)  # fmt: skip


def of_page(by: Account) -> dict[str, Any]:
    case = CaseEntry.objects.filter(kind="note")[0].case_id
    client, address = logged_in(by), reverse("protection_case", args=[case])

    def look() -> None:
        assert client.get(address).status_code == 200

    return _measured("a case with 200 notes", look, LIMIT_PAGE_MS)


def of_filter(by: Account) -> dict[str, Any]:
    def look() -> None:
        assert len(with_text(by, "inventé 04711")) == 1

    return _measured("5,000 sealed cases filtered by a name", look, LIMIT_FILTER_MS)


def _measured(name: str, act: Callable[[], Any], limit: int) -> dict[str, Any]:
    act()
    wall, cpu = [], []
    for _once in range(REPEAT):
        began, used = time.perf_counter(), time.process_time()
        act()
        wall.append(1000 * (time.perf_counter() - began))
        cpu.append(1000 * (time.process_time() - used))
    return {
        "what": name, "limit_ms": limit, "median_ms": round(statistics.median(wall), 1),
        "fastest_ms": round(min(wall), 1), "cpu_ms": round(statistics.median(cpu), 1),
    }  # fmt: skip
