"""A national office's size: the demonstration, then families up to 20,000 (100,000 people).

`python -m bench office` builds it once in KINKEEPER_DATA (some minutes), through the one
write door, ledger included. Every other bench reads it.
"""

import sys
import time
from datetime import UTC, datetime, timedelta
from random import Random

from django.core.management import call_command

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.bulk import Entry, write_many
from kinkeeper.mission.people.models import Family, Person
from kinkeeper.site.databases import look_at_sizes
from kinkeeper.site.demonstration.diary import Diary
from kinkeeper.site.demonstration.households import Inventor, shapes
from kinkeeper.site.demonstration.stories import tell
from kinkeeper.site.demonstration.telling import Fate, Telling

FAMILIES, CHUNK = 20_000, 400


def main() -> None:
    call_command("migrate", verbosity=0)
    if not Family.objects.exists():
        call_command("demo")
    rng = Random(7)
    while (have := Family.objects.count()) < FAMILIES:
        began = time.monotonic()
        lines = grow(min(CHUNK, FAMILIES - have), rng)
        seconds = time.monotonic() - began
        print(f"{have} families + {lines} entries, {seconds:.1f} s", file=sys.stderr)
    look_at_sizes()
    print(f"{Family.objects.count()} families, {Person.objects.count()} people")


def grow(count: int, rng: Random) -> int:
    """More families outside the project, each with its way, plan and first reviews."""
    now = datetime.now(UTC)
    machine = Account.objects.get(email__startswith="machine@")
    awa = Account.objects.get(email__startswith="awa@")
    towns = list(Place.objects.filter(level="village"))
    diary = Diary(rng, now.date())
    inventor = Inventor(rng)
    inventor.codes = {
        code for kind in (Person, Family) for code in kind.objects.values_list("code", flat=True)
    }
    children = round(count * 3.55)
    found = shapes(families=count, children=children, girls=children // 2, men=count // 2, rng=rng)
    for number, shape in enumerate(found):
        fate = Fate(now.date() - timedelta(days=rng.randrange(40, 420)))
        house = inventor.household(shape, towns[number % len(towns)], fate.entry)
        tell(Telling(diary, house, fate, awa, awa))
    entries = (Entry(e.record, e.values, e.occurred_on, "", now, machine) for e in diary.entries())
    return write_many(entries, by=machine)
