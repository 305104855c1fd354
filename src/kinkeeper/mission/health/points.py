"""Which charts show a child, and its measurements as points on them."""

from collections.abc import Iterable, Sequence

from django.utils.safestring import SafeString

from kinkeeper.mission.health import charts
from kinkeeper.mission.health.charts import Point
from kinkeeper.mission.health.growth import used_length
from kinkeeper.mission.health.growth.ages import DAYS_OF_MONTH, TWO_YEARS
from kinkeeper.mission.health.models import Measurement
from kinkeeper.mission.health.rules import FIVE_YEARS, LYING

SMALL, TALL, SCHOOL = ("wfl", "len", "wei"), ("wfh", "len", "wei"), ("hfa", "bfa")


def charts_of(rows: Sequence[Measurement], *, girl: bool, most: int = 3) -> list[SafeString]:
    """The charts for the child's age at its last measurement; none without one."""
    counted = [row for row in rows if not row.mistaken]
    if not counted:
        return []
    names = _names(counted[-1])[:most]
    drawn = ((name, list(_points(name, counted))) for name in names)
    return [charts.figure(name, girl=girl, points=points) for name, points in drawn if points]


def _names(last: Measurement) -> tuple[str, ...]:
    days = last.age_days
    if days is None:
        return ("wfl",) if last.position == LYING else ("wfh",)
    if days / DAYS_OF_MONTH >= FIVE_YEARS:
        return SCHOOL
    return SMALL if days < TWO_YEARS else TALL


def _points(name: str, rows: Iterable[Measurement]) -> Iterable[Point]:
    kind = charts.KINDS[name]
    for row in rows:
        found = _place(name, row)
        if found and kind.first <= found[0] <= kind.last:
            yield Point(row.on, *found, row.z.get("wfl" if name == "wfh" else name))


def _place(name: str, row: Measurement) -> tuple[float, float] | None:
    """X and y on this chart; None where something was not measured, or not known."""
    weight = None if row.weight is None else float(row.weight)
    length = _used_length(row)
    months = None if row.age_days is None else row.age_days / DAYS_OF_MONTH
    bmi = weight / (length / 100) ** 2 if weight and length else None
    of_length = length is not None and _has(name, row)
    x = (length if of_length else None) if name in {"wfl", "wfh"} else months
    y = {"wfl": weight, "wfh": weight, "wei": weight, "len": length, "hfa": length, "bfa": bmi}[
        name
    ]
    return None if x is None or y is None else (x, y)


def _has(name: str, row: Measurement) -> bool:
    """The chart of length shows what was read in its table, that of height the rest."""
    small = row.age_days < TWO_YEARS if row.age_days is not None else row.position == LYING
    return small == (name == "wfl")


def _used_length(row: Measurement) -> float | None:
    """As the scores were computed; from five years as it was measured."""
    length = None if row.lenhei is None else float(row.lenhei)
    if row.age_days is not None and row.age_days / DAYS_OF_MONTH >= FIVE_YEARS:
        return length
    return used_length(length, measure=row.position, age_days=row.age_days)
