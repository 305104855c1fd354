"""How the invented stories go: who enters when, who leaves and why, told per location."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from kinkeeper.site.demonstration.cast import KHOULOUM, KITA, SANANKOROBA, SOCOURA
from kinkeeper.site.demonstration.telling import Fate

RECORDE_BEGAN = date(2017, 10, 1)
RECORDE = {"families": 190, "children": 905, "girls": 380, "men": 90}
"""Seed 003: 190 families, 905 children (42 % girls), 289 guardians (69 % women)."""

RECORDE_PLACES = {KITA: 72, SANANKOROBA: 118}
EARLIER = {KITA: 22, SANANKOROBA: 30}
SINCE_THEN = {KITA: 46, SANANKOROBA: 40, KHOULOUM: 34, SOCOURA: 22}

RECORDE_ERRORS = (
    Fate(date(2018, 2, 20), "duplicate_registration", 4),
    Fate(date(2018, 3, 5), "registered_in_error", 3),
)
"""Two families more, entered wrongly: they count in no figure."""

LEAVERS = (
    "moved_away", "moved_away", "family_withdrew", "no_contact", "no_contact",
    "aged_out_all_children", "referred_to_other_programme", "insecurity",
)  # fmt: skip


def recorde_fates(rng: Random) -> Iterator[Fate]:
    """190 ways: most become self-reliant after 20 to 40 months; one child loses care in
    November 2018 and that is learned only after 15 January 2019; three families come back."""
    for number in range(RECORDE["families"]):
        entry = RECORDE_BEGAN + timedelta(days=int(rng.triangular(5, 420, 120)))
        yield _recorde_fate(number, entry, rng)


def _recorde_fate(number: int, entry: date, rng: Random) -> Fate:
    special = {
        0: Fate(date(2018, 1, 10), "self_reliant", 34, lost=10, lost_late=75),
        3: Fate(entry, "self_reliant", 25, relapse=7),
        4: Fate(entry, "self_reliant", 27, relapse=9),
        5: Fate(entry, "self_reliant", 30, relapse=5),
    }
    if number in special:
        return special[number]
    if number < 24:
        return Fate(entry, LEAVERS[number % len(LEAVERS)], rng.randrange(5, 26))
    if number < 30:
        return Fate(entry, "self_reliant", rng.randrange(9, 13))
    return Fate(entry, "self_reliant", int(rng.triangular(19, 46, 31)))


def earlier_fates(number: int, rng: Random) -> Fate:
    """Families of the programme before the project; 13 left at the end of 2017, better off."""
    entry = date(2013, 3, 1) + timedelta(days=rng.randrange(0, 700))
    if number < 13:
        left = date(2017, 11, 20) + timedelta(days=rng.randrange(0, 35))
        return Fate(left - timedelta(days=1260), "self_reliant", 42)
    reason = "self_reliant" if number % 4 else rng.choice(LEAVERS)
    return Fate(entry, reason, rng.randrange(20, 34))


OPEN_ENDS = (
    "identified", "identified", "screened", "assessed", "proposed", "proposed", "admitted",
    "plan_agreed", "exit_prepared",
)  # fmt: skip


def present_fates(number: int, today: date, rng: Random) -> Fate:
    """Families of the last years: some at each step today, most active, some gone."""
    if number % 12 < 3:
        stop = OPEN_ENDS[(number // 3) % len(OPEN_ENDS)]
        return _beginning(stop, today, rng)
    entry = today - timedelta(days=rng.randrange(120, 1700))
    if number % 12 == 3:
        return Fate(entry, "self_reliant", rng.randrange(24, 40))
    if number == 40:
        return Fate(today - timedelta(days=330), lost=11)
    return Fate(entry)


def _beginning(stop: str, today: date, rng: Random) -> Fate:
    ahead = {
        "identified": 30, "screened": 20, "assessed": 5, "proposed": -3, "admitted": -12,
        "plan_agreed": -25,
    }  # fmt: skip
    if stop == "exit_prepared":
        return Fate(today - timedelta(days=30 * 31 + 10), "self_reliant", 31, stop=stop)
    return Fate(today + timedelta(days=ahead[stop] - rng.randrange(0, 4)), stop=stop)
