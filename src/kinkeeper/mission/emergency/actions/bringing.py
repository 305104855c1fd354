"""Placements follow the people who arrived: relocated, never ended; and home again."""

from collections import defaultdict
from datetime import date

from kinkeeper.ground.access.models import Account
from kinkeeper.mission.care.actions import come_home, relocate
from kinkeeper.mission.care.queries import Placement, Village
from kinkeeper.mission.emergency.models import Leg, Line, Movement
from kinkeeper.mission.emergency.queries import (
    arrivals,
    away_now,
    lines_of,
    manifest_of,
    said_of,
)


def bring_to_hosts(movement: Movement, *, by: Account, on: date) -> int:
    """Every child counted at an arrival sleeps in that village from `on`; how many are new.

    Who is missing, in hospital or gone elsewhere stays where the placement says, until counted.
    """
    away = away_now(movement)
    groups: dict[Village, list[Placement]] = defaultdict(list)
    for line, village in _arrived(movement, Leg.OUT):
        placement = line.placement
        if placement and placement.pk not in away and placement.until is None:
            groups[village].append(placement)
    for village, placements in groups.items():
        relocate(placements, by=by, village=village, on=on, movement=movement.pk, crowded=True)
    return sum(len(placements) for placements in groups.values())


def bring_home(movement: Movement, *, by: Account, on: date) -> int:
    """Every child counted on arrival at home sleeps in its own house again; how many."""
    away = away_now(movement)
    back = [
        line.placement
        for line, _village in _arrived(movement, Leg.BACK)
        if line.placement and line.placement_id in away
    ]
    come_home(back, by=by, on=on, movement=movement.pk)
    return len(back)


def _arrived(movement: Movement, leg: str) -> list[tuple[Line, Village]]:
    """Lines counted at an arrival of this way, with the village of that arrival."""
    manifest = manifest_of(movement, leg)
    if manifest is None:
        return []
    came = arrivals(said_of(manifest))
    rows = lines_of(manifest)
    found = [(line, came[line.pk].checkpoint.village) for line in rows if line.pk in came]
    return [(line, village) for line, village in found if village]
