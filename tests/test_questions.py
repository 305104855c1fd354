"""No page and no list of the API asks the database more because it shows more: every address that
needs no record is opened with 2 families, then with 20."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinkeeper.mission.projects.tests.make import recorde
from kinkeeper.mission.strengthening.tests.make import Walk, a_family
from tests.cast import Cast, Stage
from tests.test_matrix import BACKEND, addresses, operations

STATES = ("active", "post_exit_followup")
FEW, MANY = 2, 20
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
OTHERS = (
    "/families/?q=traore", "/people/?q=traore", "/programme/?on=2018-06-01", "/projects/RECORDE/",
    "/api/families?q=traore", "/api/projects/RECORDE",
)  # fmt: skip


def lists() -> Iterator[str]:
    """Addresses without a part that names a record, and a few that find many."""
    yield from OTHERS
    yield from (f"/{route}" for route, _entry in addresses() if "<" not in route)
    yield from (
        f"/api{path}" for path, operation in operations()
        if "{" not in path and "GET" in operation.methods
    )  # fmt: skip


def questions(client: Client, address: str) -> int | None:
    """None where the address shows nothing to this account by GET, or sends on elsewhere."""
    with CaptureQueriesContext(connection) as found:
        answer = client.get(address)
    return len(found) if answer.status_code == 200 else None


def counted(clients: dict[str, Client]) -> dict[tuple[str, str], int]:
    """The clock stands: a session notes its last minute once a minute, on a slow machine too."""
    found = {}
    with time_machine.travel(NOON, tick=False):
        for name, client in clients.items():
            for address in lists():
                number = questions(client, address)
                if number is not None:
                    found[name, address] = number
    return found


def families(cast: Cast, stage: Stage, numbers: range) -> None:
    """Some in the programme, some followed after it, with plans, visits and what is due."""
    for number in numbers:
        family = a_family(by=cast.awa, place=stage.kita_town, name=f"Traoré {number}")
        begun = date(2018, 2, 14) + timedelta(days=number)
        Walk(family, cast.awa, cast.fatim, begun).to(STATES[number % len(STATES)])


def test_no_list_asks_more_because_it_shows_more(cast: Cast, stage: Stage) -> None:
    recorde(cast.machine)
    clients = {}
    for name in ("awa", "fatim", "mariam", "nadia"):
        clients[name] = Client()
        with time_machine.travel(NOON, tick=False):
            clients[name].force_login(getattr(cast, name), backend=BACKEND)
    families(cast, stage, range(FEW))
    counted(clients)  # what is read once for all, as content types, is read now
    few = counted(clients)
    families(cast, stage, range(FEW, MANY))
    many = counted(clients)
    assert len(few) > 40
    assert {where: (few[where], n) for where, n in many.items() if n > few[where]} == {}
