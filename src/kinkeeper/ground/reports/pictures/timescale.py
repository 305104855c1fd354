"""Days to pixels, the years under the life line, and its two ends: birth and today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kinkeeper.ground.reports.pictures import drawing
from kinkeeper.ground.reports.pictures.drawing import tag, words
from kinkeeper.ground.reports.pictures.lettering import width
from kinkeeper.ground.reports.pictures.lifeline_values import Fact, Moment

LEFT, RIGHT = 150.0, 1168.0
LONGEST_LIFE_DAYS = 125 * 366
LONGEST_PLAN_DAYS = 5 * 366
SHORTEST_DAYS = 180
YEAR_STEPS = (1, 2, 5, 10, 20, 50)
ROOM_FOR_A_YEAR = 52.0


class RoughSpan(Protocol):
    """The first and the last day on which something may have happened; None where nobody knows."""

    @property
    def first(self) -> date | None: ...
    @property
    def last(self) -> date | None: ...


@dataclass(frozen=True)
class Scale:
    """Linear from the first day at the left to the last at the right; days outside go to the edge."""

    first: date
    last: date
    today: date

    def x(self, day: date) -> float:
        share = (day - self.first).days / (self.last - self.first).days
        return LEFT + min(max(share, 0.0), 1.0) * (RIGHT - LEFT)


def scale(
    facts: Sequence[Fact], moments: Sequence[Moment], *, born: RoughSpan | None, today: date
) -> Scale:
    """From birth, or from the first thing known when birth is not, to today or the end of what is planned."""
    known = [fact.since for fact in facts if fact.since] + [moment.on for moment in moments]
    known += [fact.until for fact in facts if fact.until]
    birth = [day for day in (born.first, born.last) if day] if born else []
    earliest = min([*known, *birth, today])
    latest = max([*known, today])
    first = max(earliest.toordinal(), today.toordinal() - LONGEST_LIFE_DAYS, 1)
    last = min(latest.toordinal(), today.toordinal() + LONGEST_PLAN_DAYS, date.max.toordinal())
    first = min(first, last - SHORTEST_DAYS)
    return Scale(date.fromordinal(max(first, 1)), date.fromordinal(last), today)


def years(scale: Scale) -> list[int]:
    """The years to write: as many as have room."""
    pixels = (RIGHT - LEFT) / ((scale.last - scale.first).days / 365.25)
    step = next((s for s in YEAR_STEPS if s * pixels >= ROOM_FOR_A_YEAR), YEAR_STEPS[-1])
    start = scale.first.year + (scale.first > date(scale.first.year, 1, 1))
    return [year for year in range(start, scale.last.year + 1) if year % step == 0]


def grid(scale: Scale, *, top: float, bottom: float) -> SafeString:
    """A faint line for each written year, the year under it; years at the edges keep inside."""
    parts = [tag("line", x1=LEFT, x2=RIGHT, y1=bottom, y2=bottom, stroke=drawing.QUIET)]
    for year in years(scale):
        x = scale.x(date(year, 1, 1))
        parts.append(tag("line", x1=x, x2=x, y1=top, y2=bottom + 5, stroke=drawing.LINE))
        parts.append(
            words(
                min(x, RIGHT - 8),
                bottom + 18,
                str(year),
                size=12,
                fill=drawing.QUIET,
                text_anchor="middle",
            )
        )
    return tag("g", *parts)


def ends(scale: Scale, *, born: RoughSpan | None, today: date, bottom: float) -> SafeString:
    """Birth, as a mark or as the stretch in which it lies, and the line of today."""
    x = scale.x(today)
    now = _("today %(day)s") % {"day": date_format(today, "SHORT_DATE_FORMAT")}
    room = x + width(now, size=12) / 2 > RIGHT
    return tag(
        "g",
        *_birth(scale, born=born),
        tag(
            "line",
            x1=x,
            x2=x,
            y1=18,
            y2=bottom,
            stroke=drawing.CLAY,
            stroke_width=1.5,
            stroke_dasharray="4 3",
        ),
        words(
            RIGHT if room else x,
            13,
            now,
            size=12,
            fill=drawing.CLAY,
            text_anchor="end" if room else "middle",
        ),
    )


def _birth(scale: Scale, *, born: RoughSpan | None) -> list[SafeString]:
    first, last = (born.first, born.last) if born else (None, None)
    if not first or not last:
        return [words(LEFT, 13, _("date of birth not known"), size=12, fill=drawing.QUIET)]
    start, end = scale.x(first), scale.x(last)
    if first == last:
        said = _("born %(day)s") % {"day": date_format(first, "SHORT_DATE_FORMAT")}
        mark = tag("path", d=f"M{start:.1f} 28l-5 -8h10z", fill=drawing.INDIGO)
    else:
        said = _born_between(first, last)
        mark = tag(
            "line",
            x1=start,
            x2=max(end, start + 6),
            y1=22,
            y2=22,
            stroke=drawing.INDIGO,
            stroke_width=5,
            stroke_dasharray="3 2",
        )
    return [mark, words(min(start, LEFT + 300), 13, said, size=12, fill=drawing.INDIGO)]


def _born_between(first: date, last: date) -> str:
    if first.year == last.year:
        return _("born in %(year)s") % {"year": first.year}
    return _("born between %(first)s and %(last)s") % {"first": first.year, "last": last.year}
