"""Lines over time: how several amounts grew, each with a dash and a mark of its own.

Days lie where they belong between the first and the last; the picture reads in black and white.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString

from kinkeeper.ground.reports.pictures import drawing
from kinkeeper.ground.reports.pictures.drawing import tag, titled, words
from kinkeeper.ground.reports.pictures.lettering import fit, width

Value = float | None
WIDTH, HEIGHT, TOP, LEFT, RIGHT = 660, 290, 16, 66, 20
FOOT, LEGEND = 78, 22
GRID = 4
ROOM_FOR_A_DAY = 88
LOOKS = (
    (drawing.INDIGO, None), (drawing.CLAY, "6 4"), (drawing.LEAF, "2 3"),
    (drawing.QUIET, "10 3 2 3"),
)  # fmt: skip
FOUR = len(LOOKS)
STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Line:
    """One amount at each of the days; None where it is not known."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class _Sheet:
    days: Sequence[date]
    top: float

    def x(self, place: int) -> float:
        whole = max((self.days[-1] - self.days[0]).days, 1)
        return LEFT + (self.days[place] - self.days[0]).days / whole * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        return HEIGHT - FOOT - value / self.top * (HEIGHT - FOOT - TOP)


def figure(
    days: Sequence[date], lines: Sequence[Line], *, title: str, day_word: str,
    most: float | None = None,
) -> SafeString | str:  # fmt: skip
    """The picture with its readable twin; "" for fewer than two days. At most four lines.

    most: the upper end of a scale that is fixed. Raises ValueError for more lines, or a line with
    another number of values."""
    if len(days) < 2:
        return ""
    _check(days, lines)
    drawn = draw(days, lines, title=title, most=most)
    return drawing.framed(drawn, beside=listed(days, lines, title=title, day_word=day_word),
                          title=title)  # fmt: skip


def draw(
    days: Sequence[date], lines: Sequence[Line], *, title: str, most: float | None = None
) -> SafeString:
    known = [v for line in lines for v in line.values if v is not None]
    sheet = _Sheet(days, most or _round_up(max([*known, 1])))
    parts = [*_grid(sheet), *_days(sheet)]
    for place, line in enumerate(lines):
        parts += [*_line(sheet, line, place), *_marks(sheet, line, place)]
    parts += _legend(lines)
    return drawing.picture(parts, width=WIDTH, height=HEIGHT, title=title, desc=_summary(lines))


def listed(days: Sequence[date], lines: Sequence[Line], *, title: str, day_word: str) -> SafeString:
    rows = [(_day(day), *(_said(line.values[n]) for line in lines)) for n, day in enumerate(days)]
    return drawing.table([day_word, *(line.name for line in lines)], rows, caption=title)


def _check(days: Sequence[date], lines: Sequence[Line]) -> None:
    if len(lines) > FOUR:
        message = f"a picture has at most {FOUR} lines"
        raise ValueError(message)
    if any(len(line.values) != len(days) for line in lines):
        message = "a line has a value, or None, for each day"
        raise ValueError(message)


def _round_up(value: float) -> float:
    """The next round number that the grid divides."""
    size = 1.0
    while size * 10 <= value:
        size *= 10
    return next(step * size for step in STEPS if step * size >= value)


def _grid(sheet: _Sheet) -> Iterator[SafeString]:
    for part in range(GRID + 1):
        value = sheet.top * part / GRID
        y = sheet.y(value)
        yield tag("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, stroke=drawing.LINE)
        yield words(LEFT - 8, y + 4, _said(value), size=12, fill=drawing.QUIET, text_anchor="end")


def _days(sheet: _Sheet) -> Iterator[SafeString]:
    """As many as have room; the first and the last always."""
    last, free = len(sheet.days) - 1, float("-inf")
    for place, day in enumerate(sheet.days):
        x = sheet.x(place)
        near_end = place != last and sheet.x(last) - x < ROOM_FOR_A_DAY
        if x < free or near_end:
            continue
        free = x + ROOM_FOR_A_DAY
        half = width(_day(day), size=12) / 2
        at = min(max(x, half), WIDTH - half - 1)
        yield words(
            at, HEIGHT - FOOT + 18, _day(day), size=12, fill=drawing.QUIET, text_anchor="middle"
        )


def _line(sheet: _Sheet, line: Line, place: int) -> Iterator[SafeString]:
    colour, dash = LOOKS[place]
    spots = [None if v is None else (sheet.x(n), sheet.y(v)) for n, v in enumerate(line.values)]
    for a, b in pairwise(spots):
        if a and b:
            yield tag("line", x1=a[0], y1=a[1], x2=b[0], y2=b[1], stroke=colour, stroke_width=2.2,
                      stroke_dasharray=dash)  # fmt: skip


def _marks(sheet: _Sheet, line: Line, place: int) -> Iterator[SafeString]:
    """A disc where there are few days, else only the newest."""
    known = [n for n, value in enumerate(line.values) if value is not None]
    colour = LOOKS[place][0]
    for n in known:
        radius = 4 if len(sheet.days) <= 12 or n == known[-1] else 1.5
        spot = tag("circle", cx=sheet.x(n), cy=sheet.y(line.values[n] or 0), r=radius,
                   fill=colour)  # fmt: skip
        yield titled(f"{line.name}, {_day(sheet.days[n])}: {_said(line.values[n])}", spot)


def _legend(lines: Sequence[Line]) -> Iterator[SafeString]:
    """Two in a row, under the days."""
    for place, line in enumerate(lines):
        colour, dash = LOOKS[place]
        x, y = LEFT + place % 2 * 290, HEIGHT - FOOT + 44 + place // 2 * LEGEND
        yield tag("line", x1=x, x2=x + 30, y1=y - 4, y2=y - 4, stroke=colour, stroke_width=2.2,
                  stroke_dasharray=dash)  # fmt: skip
        yield words(x + 38, y, fit(line.name, room=240, size=12), size=12, fill=drawing.QUIET)


def _summary(lines: Sequence[Line]) -> str:
    return "; ".join(
        f"{line.name}: {_said(line.values[0])} → {_said(line.values[-1])}" for line in lines
    )


def _day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def _said(value: Value) -> str:
    if value is None:
        return "–"
    number = round(value, 1)
    whole = number == int(number)
    return str(number_format(int(number) if whole else number, force_grouping=True))
