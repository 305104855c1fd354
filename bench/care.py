"""100,000 placements over 40 years: a village on a past day, a long life line, the census.

`python -m bench care` with KINKEEPER_DATA at an empty folder builds them once (some minutes),
through the one write door, ledger included, and measures. CPU is that of this process.
"""

import gzip
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.utils import translation

from bench.machine import keep
from bench.requests import Statements, ask, logged_in
from kinkeeper.ground.access.actions import grant, invite, machine
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.roles import NATIONAL
from kinkeeper.ground.places.actions import load_mali
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.bulk import Entry, write_many
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.care.models import (
    AuthorityDocument,
    Capacity,
    FamilyHome,
    House,
    Placement,
    SosFamily,
    Stay,
    Village,
)
from kinkeeper.mission.care.queries import census
from kinkeeper.mission.care.queries.board import board_of
from kinkeeper.mission.people.lifeline import drawn
from kinkeeper.mission.people.models import Person
from kinkeeper.site.databases import look_at_sizes

PLACEMENTS, VILLAGES, HOUSES, BEDS = 100_000, 40, 20, 10
FIRST, TODAY = date(1986, 1, 1), date(2026, 1, 1)
DAYS_A_BED = (TODAY - FIRST).days * VILLAGES * HOUSES * BEDS // PLACEMENTS
LONG, FACTS_A_KIND = "L-00000", 100
EMAIL = "mariam@demo.invalid"
PAST = ("1996-06-01", "2004-03-15", "2012-12-31", "2019-09-09")


def main() -> None:
    call_command("migrate", verbosity=0)
    if not Placement.objects.exists():
        build()
        look_at_sizes()
    by = Account.objects.get(email=EMAIL)
    with override_settings(SECOND_FACTOR_REQUIRED=False):
        found = [*of_villages(by), *of_life(by), *of_census()]
    for row in found:
        print(row, file=sys.stderr)
    size = {"placements": Placement.objects.count(), "stays": Stay.objects.count(),
            "villages": VILLAGES, "people": Person.objects.count()}  # fmt: skip
    keep("care", {"database": connection.vendor, "size": size, "found": found},
         command="python -m bench care")  # fmt: skip


# --- building ---------------------------------------------------------------------------------


def build() -> None:
    load_mali(by=machine())
    mariam = invite(email=EMAIL, name="Mariam", password=None, invented=True)
    grant(mariam, role=NATIONAL, by=machine(), since=FIRST)
    places = list(Place.objects.filter(level="commune").order_by("name")[:VILLAGES])
    rng = Random(40)
    for number in range(VILLAGES):
        began = time.monotonic()
        lines = write_many(
            _entries(_village(number, places[number % len(places)], rng)), by=machine()
        )
        print(
            f"village {number + 1}: {lines} lines, {time.monotonic() - began:.1f} s",
            file=sys.stderr,
        )
    write_many(_entries(_long_life(places[0])), by=machine())


def _entries(rows: Iterable[Record]) -> Iterator[Entry]:
    return (Entry(row, {}, FIRST) for row in rows)


def _village(number: int, place: Place, rng: Random) -> Iterator[Record]:
    village = Village(place=place, name=f"Village {number + 1}", opened_on=FIRST)
    yield village
    for at in range(HOUSES):
        house = House(village=village, name=f"Maison {at + 1}", form="sos_house", since=FIRST)
        family = SosFamily(village=village, code=f"S-{number:03}{at:03}", name=f"Famille {at + 1}",
                           since=FIRST)  # fmt: skip
        yield from (house, Capacity(house=house, beds=BEDS, since=FIRST), family)
        yield FamilyHome(family=family, house=house, since=FIRST)
        for bed in range(BEDS):
            yield from _bed(f"{number:02}{at:02}{bed}", family, house, rng)


def _bed(code: str, family: SosFamily, house: House, rng: Random) -> Iterator[Record]:
    """One child after the other in a bed, each with its paper; one in four moved once."""
    day, turn = FIRST + timedelta(days=rng.randrange(200)), 0
    while day < TODAY:
        stays = max(30, round(rng.gauss(DAYS_A_BED, DAYS_A_BED / 4)))
        until = day + timedelta(days=stays) if day + timedelta(days=stays) < TODAY else None
        person = Person(
            code=f"B-{code}{turn:02}", given_name="Fanta", family_name="Invented",
            sex=rng.choice("FM"),
            birth_date=day - timedelta(days=rng.randrange(1200, 3500)), birth_precision="day",
            place=house.village.place, invented=True,
        )  # fmt: skip
        placement = Placement(person=person, village=house.village, since=day, until=until,
                              end_reason="reintegrated_kin" if until else "")  # fmt: skip
        yield from (person, placement)
        yield AuthorityDocument(placement=placement, kind="order", number=code, issued_on=day,
                                authority="juge")  # fmt: skip
        yield from _stays(placement, family, house, split=rng.random() < 0.25)
        day, turn = until or TODAY, turn + 1


def _stays(
    placement: Placement, family: SosFamily, house: House, *, split: bool
) -> Iterator[Record]:
    common: dict[str, Any] = {"placement": placement, "village": house.village, "house": house,
                              "family": family, "form": "sos_family"}  # fmt: skip
    middle = placement.since + timedelta(days=20)
    if split:
        yield Stay(**common, since=placement.since, until=middle)
    since = middle if split else placement.since
    yield Stay(
        **common, since=since, until=placement.until, why="house_move" if split else "arrival"
    )


def _long_life(place: Place) -> Iterator[Record]:
    """Twenty-five years: 100 stays, of which every second is a flight or a return, 100 papers."""
    born = TODAY - timedelta(days=25 * 365)
    person = Person(code=LONG, given_name="Longue", family_name="Vie", sex="F", birth_date=born,
                    birth_precision="day", place=place, invented=True)  # fmt: skip
    village = Village.objects.order_by("name")[0]
    homes = list(House.objects.order_by("pk")[:FACTS_A_KIND])
    placement = Placement(person=person, village=village, since=born + timedelta(days=400))
    yield from (person, placement)
    step = (TODAY - placement.since) / FACTS_A_KIND
    for number, house in enumerate(homes):
        since, last = placement.since + number * step, number == FACTS_A_KIND - 1
        yield Stay(
            placement=placement, village=house.village, house=house, form="sos_family", since=since,
            until=None if last else placement.since + (number + 1) * step,
            why="relocation" if number % 2 else "return",
        )  # fmt: skip
        yield AuthorityDocument(placement=placement, kind="order", number=str(number),
                                issued_on=since, authority="juge")  # fmt: skip


# --- measuring --------------------------------------------------------------------------------


def of_villages(by: Account) -> Iterator[dict[str, Any]]:
    villages = list(Village.objects.select_related("place").order_by("name")[:8])
    days = [(v, date.fromisoformat(day)) for v in villages for day in PAST]
    rows = [lambda p=p: board_of(*p, by=by) for p in days]
    yield _timed("village on a past day, the rows", rows) | {"limit": 50}
    addresses = [f"/villages/{v.pk}/?on={day}" for v, day in days]
    yield {"what": "village on a past day, the page", "limit": 50} | ask(
        logged_in(by), addresses
    ).summary()
    yield {"what": "list of villages, the page"} | ask(logged_in(by), ["/villages/"]).summary()


def of_life(by: Account) -> Iterator[dict[str, Any]]:
    """The same person read anew each time: what a page has read before is not spared."""
    pk = Person.objects.get(code=LONG).pk

    def draw() -> str:
        person = Person.objects.select_related("place").get(pk=pk)
        with translation.override("fr"):
            return drawn("people.person", person, by=by, born=person.birth, today=TODAY)

    line = draw()
    picture = line[line.index("<svg") : line.index("</svg>")]
    facts = 3 * FACTS_A_KIND
    yield _timed("a life line of 25 years, read and drawn", [draw]) | {
        "limit": 80, "most_kb": 40, "facts": facts, "bytes": len(picture.encode()),
        "with_narrow_one_and_list_bytes": len(line.encode()),
        "gzip_bytes": len(gzip.compress(line.encode(), 6)),
    }  # fmt: skip


def of_census() -> Iterator[dict[str, Any]]:
    day = date(2012, 12, 31)
    yield _timed("census of a day, all villages", [lambda: census(day)], times=3)


def _timed(what: str, turns: list[Callable[[], Any]], *, times: int = 24) -> dict[str, Any]:
    turns[0]()
    cpu, statements = [], Statements()
    for number in range(max(times, len(turns)) if times > 3 else times):
        began = time.process_time()
        turns[number % len(turns)]()
        cpu.append((time.process_time() - began) * 1000)
    with connection.execute_wrapper(statements):
        turns[0]()
    return {"what": what, "cpu_ms": round(statistics.median(cpu), 1),
            "cpu_ms_worst": round(max(cpu), 1), "statements": len(statements.texts)}  # fmt: skip
