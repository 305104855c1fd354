"""What the database's own guard costs a page: `python -m bench fence`, on the demonstration.

Each page is asked with and without it, in turn, so that what else runs on the machine weighs on
both. Milliseconds of this process, medians.
"""

import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse

from bench.machine import keep, on_this_engine
from bench.requests import logged_in
from kinkeeper.ground.access.models import Account
from kinkeeper.mission.people.models import Family, Person

TURNS = 25
LIMIT_MS = 10
READERS = ("coordinator", "national", "field_worker")


def main() -> None:
    call_command("migrate", verbosity=0)
    if not Family.objects.exists():
        call_command("demo", verbosity=0)
    with override_settings(SECOND_FACTOR_REQUIRED=False):
        found = [row for role in READERS for row in of_reader(role)]
    for row in found:
        print(row, file=sys.stderr)
    added = statistics.median(row["added_ms"] for row in found)
    keep(
        on_this_engine("fence"),
        {
            "added_ms_median": round(added, 2),
            "limits": {"added_ms_median": LIMIT_MS},
            "pages": found,
        },
        command="python -m bench fence",
    )


def of_reader(role: str) -> Iterator[dict[str, Any]]:
    held = Account.objects.filter(grants__role=role, grants__until=None)
    client = logged_in(held.order_by("email")[0])
    family = Family.objects.order_by("pk")[0]
    person = Person.objects.order_by("pk")[0]
    addresses = {
        "my day": "/", "families": reverse("families"),
        "a family": reverse("family", args=[family.pk]),
        "a person": reverse("person", args=[person.pk]),
    }  # fmt: skip
    for name, address in addresses.items():
        if client.get(address).status_code == 200:
            yield {"reader": role, "page": name, **_both(client, address)}


def _both(client: Client, address: str) -> dict[str, float]:
    behind: list[float] = []
    without: list[float] = []
    for turn in range(TURNS + 2):
        one = _took(client, address)
        with _no_fence():
            other = _took(client, address)
        if turn > 1:
            behind.append(one)
            without.append(other)
    fenced, free = statistics.median(behind), statistics.median(without)
    return {
        "behind_ms": round(fenced, 1), "without_ms": round(free, 1),
        "added_ms": round(fenced - free, 2),
    }  # fmt: skip


@contextmanager
def _no_fence() -> Iterator[None]:
    with patch("kinkeeper.ground.fence.actions._stand", lambda *_said: None):
        yield


def _took(client: Client, address: str) -> float:
    began = time.process_time()
    assert client.get(address).status_code == 200
    return (time.process_time() - began) * 1000
