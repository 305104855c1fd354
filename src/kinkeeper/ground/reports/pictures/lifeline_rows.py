"""Where each bar, mark and label of a lane goes, so that nothing covers anything else."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from kinkeeper.ground.reports.pictures.lettering import clean, fit, width
from kinkeeper.ground.reports.pictures.lifeline_values import Fact, Moment
from kinkeeper.ground.reports.pictures.timescale import Scale

SIZE = 13.0
DOT_SIZE = 12.0
BAR_HEIGHT = 24.0
FACT_ROW = 28.0
UNDER_ROW = 16.0
DOT_ROW = 18.0
SMALLEST_BAR = 4.0
ROOM_FOR_A_WORD = 86.0
LONGEST_LABEL = 210.0
MOST_UNDER_ROWS = 2
MOST_DOT_ROWS = 3
SAME_LABEL_ONCE_FROM = 3

Extent = tuple[float, float]
Where = Literal["inside", "right", "left", "under", "nowhere"]


@dataclass(frozen=True)
class Bar:
    """A fact as a bar; `y` from the top of its lane, `label_y` the baseline of its label."""

    fact: Fact
    start: float
    end: float
    y: float = 0.0
    label: str = ""
    where: Where = "nowhere"
    label_x: float = 0.0
    label_y: float = 0.0

    @property
    def width(self) -> float:
        return self.end - self.start


@dataclass(frozen=True)
class Dot:
    """A moment as a mark; `y` from the top of the lane's marks."""

    moment: Moment
    x: float
    y: float
    label: str = ""
    leftwards: bool = False


@dataclass
class Shelf:
    """Rows on which things are put where they do not cover each other."""

    rows: list[list[Extent]] = field(default_factory=list)

    def free(self, number: int, extent: Extent) -> bool:
        """Things may touch: one fact ends the day the next begins."""
        taken = self.rows[number] if number < len(self.rows) else []
        return all(extent[1] <= left + 0.6 or extent[0] >= right - 0.6 for left, right in taken)

    def put(self, extent: Extent, *, most: int | None = None) -> int | None:
        """The first row with room, a new one if there may be more; None when all are full."""
        number = next(n for n in range(len(self.rows) + 1) if self.free(n, extent))
        if most is not None and number >= most:
            return None
        if number == len(self.rows):
            self.rows.append([])
        self.rows[number].append(extent)
        return number


def lay_facts(facts: Sequence[Fact], *, scale: Scale) -> tuple[list[Bar], float]:
    """The bars of one lane and how high they stand together."""
    shelf, rows = Shelf(), list[list[Bar]]()
    for fact in sorted(facts, key=_fact_order):
        bar = _bar(fact, scale=scale)
        number = shelf.put((bar.start, bar.end)) or 0
        rows += [[]] if number == len(rows) else []
        rows[number].append(bar)
    laid, top = list[Bar](), 0.0
    for row in rows:
        labelled, under = _label_row(row, scale=scale, top=top)
        laid += labelled
        top += FACT_ROW + under * UNDER_ROW
    return laid, top


def _fact_order(fact: Fact) -> tuple[date, date, str]:
    return fact.since or date.min, fact.until or date.max, fact.label


def _bar(fact: Fact, *, scale: Scale) -> Bar:
    right = scale.page.right
    start = min(scale.x(fact.since or scale.first), right - SMALLEST_BAR)
    end = scale.x(fact.until or max(scale.today, fact.since or scale.today))
    return Bar(fact, start, max(end, start + SMALLEST_BAR))


def _label_row(row: Sequence[Bar], *, scale: Scale, top: float) -> tuple[list[Bar], int]:
    """Labels of one row of bars, and how many lines of labels stand under it."""
    beside = Shelf([[(bar.start, bar.end) for bar in row]])
    under = Shelf()
    laid = [_label(replace(bar, y=top), beside=beside, under=under, scale=scale) for bar in row]
    return laid, len(under.rows)


def _label(bar: Bar, *, beside: Shelf, under: Shelf, scale: Scale) -> Bar:
    """Inside when it fits, else beside in free space, else shortened inside, else under the bar."""
    whole = clean(bar.fact.label)
    reach = width(whole, size=SIZE)
    page = scale.page
    line = bar.y + 16.5
    if reach <= bar.width - 10:
        return replace(bar, label=whole, where="inside", label_x=bar.start + 6, label_y=line)
    to_right, to_left = (bar.end, bar.end + reach + 14), (bar.start - reach - 14, bar.start)
    if to_right[1] <= page.right and beside.free(0, to_right):
        beside.put(to_right)
        return replace(bar, label=whole, where="right", label_x=bar.end + 6, label_y=line)
    if to_left[0] >= page.left and beside.free(0, to_left):
        beside.put(to_left)
        return replace(bar, label=whole, where="left", label_x=bar.start - 6, label_y=line)
    return _squeezed(bar, whole, under=under, scale=scale)


def _squeezed(bar: Bar, whole: str, *, under: Shelf, scale: Scale) -> Bar:
    short = fit(whole, room=bar.width - 10, size=SIZE)
    inside = replace(bar, label=short, where="inside", label_x=bar.start + 6, label_y=bar.y + 16.5)
    if bar.width >= ROOM_FOR_A_WORD:
        return inside
    label = fit(whole, room=LONGEST_LABEL, size=DOT_SIZE)
    reach = width(label, size=DOT_SIZE)
    at = max(min(bar.start + 4, scale.page.right - reach), scale.page.left + 4)
    number = under.put((at - 5, at + reach + 4), most=MOST_UNDER_ROWS)
    if number is None:
        return inside if short else bar
    line = bar.y + BAR_HEIGHT + 13 + number * UNDER_ROW
    return replace(bar, label=label, where="under", label_x=at, label_y=line)


def lay_moments(moments: Sequence[Moment], *, scale: Scale) -> tuple[list[Dot], float]:
    """The marks of one lane; a label said three times or more is written at its last mark only."""
    shelf = Shelf()
    spoken = list(_spoken(sorted(moments, key=lambda m: (m.on, m.label, m.kind))))
    spoken.sort(key=lambda pair: bool(pair[1]))
    dots = [_place_dot(moment, label, shelf=shelf, scale=scale) for moment, label in spoken]
    return dots, len(shelf.rows) * DOT_ROW


def _spoken(moments: Sequence[Moment]) -> Iterator[tuple[Moment, str]]:
    left = Counter(moment.label for moment in moments)
    often = {label for label, count in left.items() if count >= SAME_LABEL_ONCE_FROM}
    for moment in moments:
        left[moment.label] -= 1
        silent = moment.label in often and left[moment.label] > 0
        yield moment, "" if silent else fit(moment.label, room=LONGEST_LABEL, size=DOT_SIZE)


def _place_dot(moment: Moment, label: str, *, shelf: Shelf, scale: Scale) -> Dot:
    """Labelled on either side in one of the few rows; else alone; else over others."""
    page = scale.page
    x = min(max(scale.x(moment.on), page.left + 6), page.right - 6)
    reach = width(label, size=DOT_SIZE)
    sides = [(False, (x - 7, x + 12 + reach)), (True, (x - 12 - reach, x + 7))]
    fitting = [side for side in sides if page.left - 2 <= side[1][0] and side[1][1] <= page.right]
    for row in range(MOST_DOT_ROWS if label else 0):
        for leftwards, extent in fitting:
            if row <= len(shelf.rows) and shelf.free(row, extent):
                number = shelf.put(extent, most=row + 1)
                return Dot(moment, x, (number or 0) * DOT_ROW + DOT_ROW / 2, label, leftwards)
    number = shelf.put((x - 7, x + 7), most=MOST_DOT_ROWS)
    row = MOST_DOT_ROWS - 1 if number is None else number
    return Dot(moment, x, row * DOT_ROW + DOT_ROW / 2)
