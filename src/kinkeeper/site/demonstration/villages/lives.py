"""Brothers and sisters who come to a house, and how each one's way goes on: drawn, not told yet."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from kinkeeper.site.demonstration.cast import SOCOURA
from kinkeeper.site.demonstration.villages.facts import BEDS, FLIGHT, HOME, Site

DAYS_A_YEAR = 365.25
SIZES = ((1, 44), (2, 31), (3, 17), (4, 8))
TO_FAMILY = ("reintegrated_kin", "reintegrated_kin", "reintegrated_parents", "kafala")
GONE = (
    "deceased", "ran_away", "transferred_other_facility", "authority_decision", "foster_family",
)  # fmt: skip


@dataclass
class Life:
    """One child in a house. leaves: the house, for the young people's or for good.

    reason: why it leaves care when it leaves the house; "" when it becomes one of the young people,
    who are on their own in a rented room since `alone`, and out of care since `out`.
    back: the day on which it comes back into care, months after a return to the family.
    """

    sex: str
    born: date
    leaves: date
    reason: str = ""
    alone: date | None = None
    out: date = date.max
    back: date | None = None


@dataclass
class Arrival:
    """A group of brothers and sisters that came on a day; a single child is a group of one."""

    on: date
    lives: list[Life] = field(default_factory=list)


def arrivals(site: Site, founded: date, rng: Random, today: date) -> Iterator[Arrival]:
    """Who comes to one SOS family from its first day on; never more than the house holds."""
    inside: list[Life] = []
    day = founded
    while day <= today:
        day = _after_flight(site, day)
        inside = [life for life in inside if life.leaves > day]
        room = BEDS - len(inside)
        full_house = _before_flight(site, day)
        if room >= (1 if full_house else 2):
            size = room if full_house else min(room, _size(rng))
            arrival = Arrival(day, [_life(site, day, rng) for _child in range(size)])
            if size > 1:  # who came with brothers and sisters does not come back without them
                arrival.lives = [replace(life, back=None) for life in arrival.lives]
            inside += arrival.lives
            yield arrival
        day = _next(site, day, founded, inside, rng)


def _next(site: Site, day: date, founded: date, inside: list[Life], rng: Random) -> date:
    """A new house fills in two years, an old one when places are free; all are full in 2012."""
    young = (day - founded).days < 700
    free = BEDS - len(inside) >= 2
    soon = day if free else max(day, min(life.leaves for life in inside))
    found = soon + timedelta(days=rng.randrange(25, 110) if young else rng.randrange(50, 420))
    last = FLIGHT - timedelta(days=rng.randrange(15, 40))
    return last if site.key == SOCOURA and day < last <= found else found


def _before_flight(site: Site, day: date) -> bool:
    return site.key == SOCOURA and timedelta(0) < FLIGHT - day < timedelta(days=41)


def _after_flight(site: Site, day: date) -> date:
    away = site.key == SOCOURA and FLIGHT <= day < HOME
    return HOME + timedelta(days=60) if away else day


def _size(rng: Random) -> int:
    sizes, weights = zip(*SIZES, strict=True)
    return int(rng.choices(sizes, weights)[0])


def _life(site: Site, on: date, rng: Random) -> Life:
    age = rng.triangular(0.4, 11.8, 4.5)
    born = on - timedelta(days=age * DAYS_A_YEAR)
    sex = rng.choice(("F", "M"))
    chance = rng.random()
    if chance < 0.15:
        return _home_again(site, sex, born, on, rng)
    if chance < 0.2:
        leaves = _clear(site, on + timedelta(days=rng.randrange(200, 2600)), rng)
        return Life(sex, born, leaves, rng.choices(GONE, (14, 22, 30, 16, 18))[0], out=leaves)
    return _young(site, sex, born, on, rng)


def _home_again(site: Site, sex: str, born: date, on: date, rng: Random) -> Life:
    leaves = _clear(site, on + timedelta(days=rng.randrange(250, 2200)), rng)
    back = leaves + timedelta(days=rng.randrange(60, 340)) if rng.random() < 0.12 else None
    return Life(sex, born, leaves, rng.choice(TO_FAMILY), out=leaves, back=back)


def _young(site: Site, sex: str, born: date, on: date, rng: Random) -> Life:
    """In the late teens to a shared house; most live alone for a while before they leave care."""
    years = timedelta(days=DAYS_A_YEAR)
    leaves = max(born + years * rng.uniform(15.2, 17.6), on + timedelta(days=200))
    leaves = _clear(site, max(leaves, site.youth_since), rng)
    out = max(born + years * rng.triangular(19, 23.5, 21.2), leaves + timedelta(days=420))
    alone = out - timedelta(days=rng.randrange(240, 600)) if rng.random() < 0.55 else None
    return Life(sex, born, leaves, alone=max(alone, leaves) if alone else None, out=out)


def _clear(site: Site, day: date, rng: Random) -> date:
    """Nobody leaves Socoura's houses in the weeks before the flight, nor until all are home."""
    held = site.key == SOCOURA and FLIGHT - timedelta(days=45) < day < HOME + timedelta(days=50)
    return HOME + timedelta(days=rng.randrange(60, 400)) if held else day
