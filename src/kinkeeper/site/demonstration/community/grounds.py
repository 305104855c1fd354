"""A garden with its harvests, a granary with its stock, and what goes to vulnerable families."""

from datetime import date, timedelta
from decimal import Decimal

from kinkeeper.mission.casework.models import Service
from kinkeeper.mission.community.models import (
    Gift,
    Harvest,
    SharingRule,
    StockEntry,
    Structure,
)
from kinkeeper.site.demonstration.community.spot import Spot, hundreds

CROPS = ("onion", "tomato", "okra", "cabbage", "lettuce", "potato")
BEGUN = date(2018, 1, 20)
LAST = date(2020, 6, 1)


def tell_garden(spot: Spot, organisation: Structure) -> None:
    """Two harvests a season; a part of each goes to families of the project."""
    name = f"Périmètre de {spot.place.name}"
    area = 2_500 * (1 + spot.number % 4)
    of = spot.structure("garden", name, BEGUN, carried_by=organisation, area_m2=area)
    spot.paper(of, "land", date(2018, 2, 20), authority="le chef de village, le maire")
    rule = SharingRule(structure=of, since=date(2018, 3, 1), families=20, upkeep=20, producers=60)
    spot.tell(rule, date(2018, 3, 1), late=1)
    on = date(2018, 12, 10)
    last = spot.diary.today if spot.goes_on else LAST
    while on <= last:
        kg = Decimal(spot.rng.randrange(1_800, 9_000)) / 10
        spot.tell(
            Harvest(
                structure=of, on=on, crop=spot.rng.choice(CROPS), kg=kg,
                sold_xof=hundreds(int(kg) * 180),
            ),
            on,
        )  # fmt: skip
        _give(spot, of, on + timedelta(days=2))
        on += timedelta(days=spot.rng.choice((50, 60, 260)))
    spot.walk(
        of, ("planned", "foresee", BEGUN, 0), ("land_agreed", "land", date(2018, 2, 22), 0),
        ("equipped", "equip", date(2018, 6, 10), 0),
        ("producing", "produce", date(2018, 12, 12), 0),
        ("maintained", "keep", date(2020, 2, 3), 0),
    )  # fmt: skip


def tell_granary(spot: Spot, organisation: Structure) -> None:
    """Filled after the harvest, given out in the lean season."""
    of = spot.structure("granary", f"Grenier de {spot.place.name}", BEGUN, carried_by=organisation)
    spot.paper(of, "land", date(2018, 2, 20), authority="le chef de village")
    rule = SharingRule(structure=of, since=date(2018, 3, 1), families=30, upkeep=10, producers=60)
    spot.tell(rule, date(2018, 3, 1), late=1)
    for year in range(2018, spot.diary.today.year):
        for crop, kg in (("millet", Decimal(1_850)), ("maize", Decimal(920))):
            filled, lean = date(year, 11, 20), date(year + 1, 7, 8)
            spot.tell(StockEntry(structure=of, on=filled, crop=crop, way="in", kg=kg), filled)
            for way, part in (("families", 3), ("out", 6)):
                spot.tell(
                    StockEntry(structure=of, on=lean, crop=crop, way=way, kg=kg * part // 10), lean
                )
    spot.walk(
        of, ("planned", "foresee", BEGUN, 0), ("land_agreed", "land", date(2018, 2, 22), 0),
        ("equipped", "equip", date(2018, 9, 10), 0),
        ("producing", "produce", date(2018, 11, 21), 0),
        ("maintained", "keep", date(2020, 2, 3), 0),
    )  # fmt: skip


def _give(spot: Spot, of: Structure, on: date) -> None:
    """To one or two families accompanied that day; in their file it is a service."""
    near = [s for s in spot.stories if s.fate.entry <= on < s.end]
    for story in spot.rng.sample(near, min(len(near), spot.rng.randrange(1, 3))):
        kg = Decimal(spot.rng.randrange(60, 300)) / 10
        worth = hundreds(int(kg) * 250)
        service = Service(
            family=story.house.family, kind="food", modality="in_kind", done_on=on,
            provider=of.name, quantity=round(kg), unit="kg", cost_xof=worth,
        )  # fmt: skip
        if spot.tell(service, on, late=1):
            spot.tell(
                Gift(
                    structure=of, family=story.house.family, on=on, kg=kg, worth_xof=worth,
                    service=service.pk,
                ),
                on, late=1,
            )  # fmt: skip
