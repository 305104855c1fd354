"""What the measurements of a child tell, in sentences above its charts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kinkeeper.mission.health.growth.ages import DAYS_OF_MONTH
from kinkeeper.mission.health.models import Measurement, NutritionCase
from kinkeeper.mission.health.queries import referrals_of
from kinkeeper.mission.health.rules import MODERATE, SEVERE, stunting
from kinkeeper.mission.health.wording import signed

THIN = ("wfl", "bfa")
TALL = ("len", "hfa")


@dataclass(frozen=True)
class Tale:
    """`growth`: how weight and height went; `cases`: each time of malnutrition, oldest first."""

    growth: tuple[str, ...]
    cases: tuple[str, ...]


def tale_of(rows: Sequence[Measurement], cases: Sequence[NutritionCase]) -> Tale:
    """rows: oldest first; those recorded in error count for nothing."""
    counted = [row for row in rows if not row.mistaken]
    return Tale(tuple(_growth(counted)), tuple(_case(case) for case in cases))


def _growth(rows: Sequence[Measurement]) -> Iterator[str]:
    if not rows:
        return
    yield _times(rows)
    thin = [(row, z) for row in rows if (z := _z(row, THIN)) is not None]
    if len(thin) > 1:
        yield _way_of_weight(thin)
    tall = [z for row in rows if (z := _z(row, TALL)) is not None]
    if tall and (said := _tall(tall[0], tall[-1])):
        yield said


def _times(rows: Sequence[Measurement]) -> str:
    n = len(rows)
    months = round((rows[-1].on - rows[0].on).days / DAYS_OF_MONTH)
    if n == 1 or not months:
        said = ngettext("Measured %(n)s time.", "Measured %(n)s times.", n)
        return said % {"n": n}
    return _("Measured %(n)s times in %(months)s months.") % {"n": n, "months": months}


def _way_of_weight(thin: Sequence[tuple[Measurement, float]]) -> str:
    lowest, z = min(thin, key=lambda pair: pair[1])
    said = _(
        "Weight for height: %(first)s at first, lowest %(lowest)s on %(day)s, %(last)s at last."
    )
    return said % {
        "first": signed(thin[0][1]), "lowest": signed(z), "day": _day(lowest.on),
        "last": signed(thin[-1][1]),
    }  # fmt: skip


def _tall(first: float, last: float) -> str:
    """Stunting stands out; that a child grows as it should needs no sentence."""
    if stunting(last) in {SEVERE, MODERATE}:
        said = _("Height for age: %(last)s, a stunted child; at first %(first)s.")
    elif stunting(first) in {SEVERE, MODERATE}:
        said = _("Height for age: %(last)s, no longer stunted; at first %(first)s.")
    else:
        return ""
    return said % {"first": signed(first), "last": signed(last)}


def _z(row: Measurement, codes: Sequence[str]) -> float | None:
    return next((row.z[c] for c in codes if c in row.z and c not in row.flagged), None)


def _case(case: NutritionCase) -> str:
    seen = next((r.seen_on for r in referrals_of(case) if r.seen_on), None)
    parts = [
        _("%(status)s found on %(day)s")
        % {"status": str(case.get_status_display()).capitalize(), "day": _day(case.since)}
    ]
    if seen:
        parts.append(_("seen at the health centre on %(day)s") % {"day": _day(seen)})
    if case.until:
        parts.append(_("followed until %(day)s") % {"day": _day(case.until)})
    else:
        parts.append(_("still followed"))
    return ", ".join(parts) + "."


def _day(day: object) -> str:
    return str(date_format(day, "SHORT_DATE_FORMAT"))  # type: ignore[arg-type]
