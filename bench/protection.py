"""A case with 200 sealed notes, 5,000 sealed cases looked through for a name, what the audit costs.

`python -m bench protection` with KINKEEPER_DATA at an empty folder builds them once, through the
one write door, ledger included, and measures. CPU is that of this process.
"""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from unittest.mock import patch

from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.urls import reverse

from bench.machine import keep
from bench.requests import logged_in
from kinkeeper.ground.access.actions import grant, invite, machine, seen
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.roles import PROTECTION, PROTECTION_LEAD
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
LIMIT_PAGE_MS, LIMIT_FILTER_MS, LIMIT_AUDIT_MS = 150, 100, 2
PAIRS = 300


def main() -> None:
    call_command("migrate", verbosity=0)
    if not Case.objects.exists():
        build()
    by = Account.objects.get(email=EMAIL)
    with override_settings(SECOND_FACTOR_REQUIRED=False):
        page, audit = of_page(by), of_audit(by)
    found = [page, of_filter(by), audit]
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


def _case() -> str:
    return reverse("protection_case", args=[CaseEntry.objects.filter(kind="note")[0].case_id])


def of_page(by: Account) -> dict[str, Any]:
    client, address = logged_in(by), _case()

    def look() -> None:
        assert client.get(address).status_code == 200

    return _measured("a case with 200 notes", look, LIMIT_PAGE_MS)


def of_audit(by: Account) -> dict[str, Any]:
    """One reading kept with and without its line in the chain, in turn; it is committed and the
    disk synced both times. Median of the differences."""
    cases = [Case.objects.exclude(worker=None)[0]]
    without = patch("kinkeeper.ground.access.actions.tie_readings")

    def read() -> None:
        seen(by, cases, door="protection_case", purpose=PROTECTION)

    names = ("wall", "cpu")
    spent: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(PAIRS + 5):
        whole = _timed(read)
        with without:
            bare = _timed(read)
        if turn >= 5:
            for name, a, b in zip(names, whole, bare, strict=True):
                spent[name].append(a - b)
    return {
        "what": "the audit of a page, beyond the disk's own sync", "limit_ms": LIMIT_AUDIT_MS,
        "median_ms": round(statistics.median(spent["wall"]), 2), "pairs": PAIRS,
        "cpu_ms": round(statistics.median(spent["cpu"]), 2),
    }  # fmt: skip


def _timed(act: Callable[[], Any]) -> tuple[float, float]:
    """Milliseconds of wall clock and of CPU."""
    began, used = time.perf_counter(), time.process_time()
    act()
    return 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - used)


def of_filter(by: Account) -> dict[str, Any]:
    def look() -> None:
        assert len(with_text(by, "inventé 04711")) == 1

    return _measured("5,000 sealed cases filtered by a name", look, LIMIT_FILTER_MS)


def _measured(name: str, act: Callable[[], Any], limit: int) -> dict[str, Any]:
    act()
    wall: list[float] = []
    cpu: list[float] = []
    for _turn in range(REPEAT):
        for spent, one in zip((wall, cpu), _timed(act), strict=True):
            spent.append(one)
    return {
        "what": name, "limit_ms": limit, "median_ms": round(statistics.median(wall), 1),
        "fastest_ms": round(min(wall), 1), "cpu_ms": round(statistics.median(cpu), 1),
    }  # fmt: skip
