"""Days to pixels, the years under the life line, and its two ends: birth and today."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kinkeeper.ground.reports.pictures import drawing
from kinkeeper.ground.reports.pictures.drawing import tag, words
from kinkeeper.ground.reports.pictures.lettering import width
from kinkeeper.ground.reports.pictures.lifeline_values import Fact, Moment
from kinkeeper.ground.text.dates import RoughDate, in_words

LONGEST_LIFE_DAYS = 125 * 366
LONGEST_PLAN_DAYS = 5 * 366
SHORTEST_DAYS = 180
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)
ROOM_FOR_A_YEAR, ROOM_FOR_A_MONTH = 40.0, 62.0


@dataclass(frozen=True)
class Page:
    """Width of the sheet and where time runs; on a narrow one names stand above."""

    width: float
    left: float
    right: float
    names_above: bool


WIDE = Page(width=1080, left=140, right=1068, names_above=False)
NARROW = Page(width=340, left=6, right=334, names_above=True)


@dataclass(frozen=True)
class Scale:
    """Linear from the first day to the last; days outside go to the edge."""

    first: date
    last: date
    today: date
    page: Page

    def x(self, day: date) -> float:
        share = (day - self.first).days / (self.last - self.first).days
        share = min(max(share, 0.0), 1.0)
        return self.page.left + share * (self.page.right - self.page.left)


def scale(
    facts: Sequence[Fact],
    moments: Sequence[Moment],
    *,
    born: RoughDate | None,
    today: date,
    page: Page,
) -> Scale:
    """From birth, or the first thing known, to today or the end of what is planned."""
    known = [fact.since for fact in facts if fact.since] + [moment.on for moment in moments]
    known += [fact.until for fact in facts if fact.until]
    birth = [day for day in (born.earliest, born.latest) if day] if born else []
    last = min(max(today, *known), _shifted(today, LONGEST_PLAN_DAYS)) if known else today
    first = max(min([*known, *birth, today]), _shifted(today, -LONGEST_LIFE_DAYS))
    first = min(first, _shifted(last, -SHORTEST_DAYS))
    return Scale(first, max(last, _shifted(first, SHORTEST_DAYS)), today, page)


def _shifted(day: date, days: int) -> date:
    """Some days later or earlier; stops at the ends of the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _ticks(scale: Scale) -> Iterator[tuple[date, str]]:
    """The days to write under the line, as many as have room: years, or months in a short life."""
    page = scale.page
    month = (page.right - page.left) / ((scale.last - scale.first).days / 30.44)
    by_month = next(step for step in MONTH_STEPS if step * month >= ROOM_FOR_A_MONTH or step >= 12)
    step = next(
        s for s in MONTH_STEPS if s == by_month < 12 or (s % 12 == 0 and _roomy(s * month, s))
    )
    start = scale.first.year * 12 + scale.first.month
    for number in range(start, scale.last.year * 12 + scale.last.month):
        if number % step == 0:
            year, before = divmod(number, 12)
            yield date(year, before + 1, 1), f"{before + 1:02d}/{year}" if step < 12 else str(year)


def _roomy(pixels: float, step: int) -> bool:
    return pixels >= ROOM_FOR_A_YEAR or step == MONTH_STEPS[-1]


def grid(scale: Scale, *, top: float, bottom: float) -> SafeString:
    """A faint line for each written day, the day under it; those at the edges keep inside."""
    left, right = scale.page.left, scale.page.right
    parts = [tag("line", x1=left, x2=right, y1=bottom, y2=bottom, stroke=drawing.QUIET)]
    for day, text in _ticks(scale):
        x, half = scale.x(day), width(text, size=12) / 2
        at = min(max(x, half), scale.page.width - half - 1)
        parts.append(tag("line", x1=x, x2=x, y1=top, y2=bottom + 5, stroke=drawing.LINE))
        parts.append(
            words(at, bottom + 18, text, size=12, fill=drawing.QUIET, text_anchor="middle")
        )
    return tag("g", *parts)


def ends(scale: Scale, *, born: RoughDate | None, bottom: float) -> SafeString:
    """Birth, as a mark or as the stretch in which it lies, and the line of today. born: None for
    what is not born, such as a family."""
    x, right = scale.x(scale.today), scale.page.right
    now = date_format(scale.today, "SHORT_DATE_FORMAT")
    if not scale.page.names_above:
        now = _("today %(day)s") % {"day": now}
    edge = x + width(now, size=12) / 2 > right
    line = {"x1": x, "x2": x, "y1": 18, "y2": bottom, "stroke_width": 1.5}
    place = {"text_anchor": "end" if edge else "middle", "fill": drawing.CLAY}
    return tag(
        "g",
        *_birth(scale, born=born),
        tag("line", **line, stroke=drawing.CLAY, stroke_dasharray="4 3"),
        words(right if edge else x, 13, now, size=12, **place),
    )


def _birth(scale: Scale, *, born: RoughDate | None) -> list[SafeString]:
    left = scale.page.left
    if born is None:
        return []
    if not born.earliest or not born.latest:
        said = _("date of birth not known")
        return [words(left, 13, said, size=12, fill=drawing.QUIET)]
    start, end = scale.x(born.earliest), scale.x(born.latest)
    said = _("born: %(when)s") % {"when": in_words(born)}
    mark = tag("path", d=f"M{max(start, 6):.1f} 28l-5 -8h10z", fill=drawing.INDIGO)
    if born.earliest != born.latest:
        stretch = {"x1": start, "x2": max(end, start + 6), "y1": 22, "y2": 22}
        mark = tag("line", **stretch, stroke=drawing.INDIGO, stroke_width=5, stroke_dasharray="3 2")
    at = left if scale.page.names_above else min(start, left + 300)
    return [mark, words(at, 13, said, size=12, fill=drawing.INDIGO)]
