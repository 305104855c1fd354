"""Where each bar, mark and label of a lane goes, so that nothing covers anything else."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from kinkeeper.ground.reports.pictures.lettering import clean, fit, width
from kinkeeper.ground.reports.pictures.lifeline_values import Fact, Moment
from kinkeeper.ground.reports.pictures.timescale import LEFT, RIGHT, Scale

SIZE = 13.0
DOT_SIZE = 12.0
FACT_ROW = 28.0
DOT_ROW = 18.0
SMALLEST_BAR = 4.0
ROOM_FOR_A_WORD = 58.0
LONGEST_LABEL = 210.0
MOST_DOT_ROWS = 3
SAME_LABEL_ONCE_FROM = 3

Extent = tuple[float, float]


@dataclass(frozen=True)
class Bar:
    fact: Fact
    start: float
    end: float
    label: str = ""
    label_x: float = 0.0
    inside: bool = True
    leftwards: bool = False
    row: int = 0

    @property
    def width(self) -> float:
        return self.end - self.start


@dataclass(frozen=True)
class Dot:
    moment: Moment
    x: float
    label: str = ""
    label_x: float = 0.0
    leftwards: bool = False
    row: int = 0


def lay_facts(facts: Sequence[Fact], *, scale: Scale) -> tuple[list[Bar], int]:
    """The bars of one lane with their rows, and how many rows there are."""
    rows: list[list[Extent]] = []
    bars = []
    for fact in sorted(facts, key=_fact_order):
        bar = _labelled(_bar(fact, scale=scale))
        row = _first_free(rows, _bar_extent(bar))
        bars.append(replace(bar, row=row))
    return bars, len(rows)


def lay_moments(moments: Sequence[Moment], *, scale: Scale) -> tuple[list[Dot], int]:
    """The marks of one lane; a label said three times or more is written at its last mark only."""
    rows: list[list[Extent]] = []
    dots = []
    ordered = sorted(moments, key=lambda moment: (moment.on, moment.label, moment.kind))
    for moment, label in zip(ordered, _spoken(ordered), strict=True):
        dots.append(_place_dot(moment, label=label, rows=rows, scale=scale))
    return dots, len(rows)


def _fact_order(fact: Fact) -> tuple[date, date, str]:
    return fact.since or date.min, fact.until or date.max, fact.label


def _bar(fact: Fact, *, scale: Scale) -> Bar:
    start = scale.x(fact.since or scale.first)
    end = scale.x(fact.until or scale.today)
    end = max(start, end, LEFT) if end - start >= SMALLEST_BAR else start + SMALLEST_BAR
    if end > RIGHT:
        return Bar(fact, min(start, RIGHT - SMALLEST_BAR), RIGHT)
    return Bar(fact, start, end)


def _labelled(bar: Bar) -> Bar:
    """Inside when it fits or there is room for a shortened one; else beside the bar, to the right if possible."""
    whole = clean(bar.fact.label)
    room = bar.width - 12
    if room >= ROOM_FOR_A_WORD or width(whole, size=SIZE) <= room:
        return replace(bar, label=fit(whole, room=room, size=SIZE), label_x=bar.start + 7)
    label = fit(whole, room=LONGEST_LABEL, size=SIZE)
    if bar.end + 6 + width(label, size=SIZE) <= RIGHT:
        return replace(bar, label=label, label_x=bar.end + 5, inside=False)
    return replace(bar, label=label, label_x=bar.start - 5, inside=False, leftwards=True)


def _bar_extent(bar: Bar) -> Extent:
    reach = width(bar.label, size=SIZE)
    if bar.inside or not bar.label:
        return bar.start, bar.end
    if bar.leftwards:
        return bar.label_x - reach - 6, bar.end
    return bar.start, bar.label_x + reach + 6


def _free(row: Sequence[Extent], extent: Extent) -> bool:
    """Bars may touch (one fact ends the day the next begins) but not overlap."""
    return all(extent[1] <= start + 0.6 or extent[0] >= end - 0.6 for start, end in row)


def _first_free(rows: list[list[Extent]], extent: Extent) -> int:
    for number, row in enumerate(rows):
        if _free(row, extent):
            row.append(extent)
            return number
    rows.append([extent])
    return len(rows) - 1


def _spoken(moments: Sequence[Moment]) -> list[str]:
    left = Counter(moment.label for moment in moments)
    often = {label for label, count in left.items() if count >= SAME_LABEL_ONCE_FROM}
    spoken = []
    for moment in moments:
        left[moment.label] -= 1
        silent = moment.label in often and left[moment.label] > 0
        spoken.append("" if silent else fit(moment.label, room=LONGEST_LABEL, size=DOT_SIZE))
    return spoken


def _place_dot(moment: Moment, *, label: str, rows: list[list[Extent]], scale: Scale) -> Dot:
    """With its label where one of the few rows has room, else without, else over others of the same days."""
    x = min(max(scale.x(moment.on), LEFT + 6), RIGHT - 6)
    reach = width(label, size=DOT_SIZE)
    leftwards = x + 10 + reach > RIGHT
    labelled = (x - 12 - reach, x + 7) if leftwards else (x - 7, x + 12 + reach)
    spots = [(label, labelled)] if label else []
    spots.append(("", (x - 7, x + 7)))
    for text, extent in spots:
        row = _dot_row(rows, extent)
        if row is not None:
            return Dot(moment, x, text, x - 9 if leftwards else x + 9, leftwards, row)
    return Dot(moment, x, row=MOST_DOT_ROWS - 1)


def _dot_row(rows: list[list[Extent]], extent: Extent) -> int | None:
    if any(_free(row, extent) for row in rows) or len(rows) < MOST_DOT_ROWS:
        return _first_free(rows, extent)
    return None
