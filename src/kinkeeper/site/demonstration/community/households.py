"""The money of two households in three, asked twice with the same questions; invented prices."""

from datetime import date
from decimal import Decimal

from kinkeeper.mission.community.models import HouseholdMoney, PriceIndex
from kinkeeper.site.demonstration.cast import Setting
from kinkeeper.site.demonstration.community.spot import Spot, hundreds
from kinkeeper.site.demonstration.diary import Diary
from kinkeeper.site.demonstration.telling import Telling

SPENDING = {
    "school": 6, "child_health": 5, "child_food": 8, "birth": 1, "child_clothes": 4, "food": 48,
    "housing": 10, "health": 5, "business": 7, "ceremonies": 6,
}  # fmt: skip
CHILD = ("school", "child_health", "child_food", "birth", "child_clothes")
YEAR_AND_HALF = 550


def tell_money(spot: Spot) -> None:
    for number, story in enumerate(spot.stories):
        if number % 3 == 2:
            continue
        income = spot.rng.randrange(22, 60) * 1_000
        _answer(spot, story, "baseline", 45, income)
        if story.after(YEAR_AND_HALF) < story.end and spot.rng.random() < 0.9:
            grown = hundreds(income * spot.rng.triangular(0.85, 1.7, 1.2))
            _answer(spot, story, "endline", YEAR_AND_HALF, grown)


def _answer(spot: Spot, story: Telling, occasion: str, days: int, income: int) -> None:
    """The children's part grows more often than it shrinks."""
    weight = 1.0 if occasion == "baseline" else spot.rng.triangular(0.9, 1.9, 1.3)
    parts = {code: n * (weight if code in CHILD else 1) for code, n in SPENDING.items()}
    each, on, trade = income * 0.92 / sum(parts.values()), story.after(days), hundreds(income * 0.6)
    row = HouseholdMoney(
        family=story.house.family, occasion=occasion, questionnaire="money/1", held_on=on,
        income={"trade": trade, "farm": income - trade},
        spending={code: hundreds(each * part) for code, part in parts.items()},
    )  # fmt: skip
    spot.tell(row, on)


def tell_prices(diary: Diary, setting: Setting) -> None:
    """An invented index, month by month over the years of the project."""
    value = Decimal("100.00")
    for month in range(42):
        on = date(2017 + (9 + month) // 12, (9 + month) % 12 + 1, 1)
        row = PriceIndex(month=on, value=value, source="Indice de démonstration (inventé)")
        diary.tell(row, on=on, by=setting.accounts["mariam"], late=20)
        value = (value * Decimal("1.0018")).quantize(Decimal("0.01"))
