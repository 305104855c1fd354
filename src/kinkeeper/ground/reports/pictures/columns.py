"""Columns over the years under a stepped line: how many were there, and for how many was room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kinkeeper.ground.reports.pictures import drawing
from kinkeeper.ground.reports.pictures.drawing import tag, titled, words

HEIGHT, TOP, FOOT, SIDE = 210, 20, 26, 34
WIDE_COLUMN, WIDEST, NARROWEST = 30, 1060, 300
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000, 10000)


@dataclass(frozen=True)
class Column:
    """One year. value: how many; limit: the room there was; url: what a click opens."""

    label: str
    value: int
    limit: int
    url: str = ""
    chosen: bool = False


def draw(columns: Sequence[Column], *, title: str) -> SafeString:
    """The picture; each column is a link where it has an address."""
    width = min(WIDEST, max(NARROWEST, 2 * SIDE + WIDE_COLUMN * len(columns)))
    top = max([1, *(c.value for c in columns), *(c.limit for c in columns)])
    sheet = _Sheet(width, (width - 2 * SIDE) / max(1, len(columns)), top)
    parts = [*_grid(sheet), *(_column(sheet, n, c) for n, c in enumerate(columns))]
    parts.append(_limit(sheet, columns))
    return drawing.picture(
        parts, width=width, height=HEIGHT, title=title, desc=_summary(columns), class_="columns",
        links=any(column.url for column in columns),
    )  # fmt: skip


def listed(columns: Sequence[Column], *, title: str) -> SafeString:
    rows = [(c.label, str(c.value), str(c.limit)) for c in columns]
    return drawing.table([_("Year"), _("Children"), _("Beds")], rows, caption=title)


def figure(columns: Sequence[Column], *, title: str) -> SafeString:
    """The picture with its readable twin."""
    drawn, beside = draw(columns, title=title), listed(columns, title=title)
    return drawing.framed(drawn, beside=beside, title=title)


@dataclass(frozen=True)
class _Sheet:
    width: float
    step: float
    top: int

    def y(self, value: float) -> float:
        return HEIGHT - FOOT - value * (HEIGHT - FOOT - TOP) / self.top

    def x(self, number: int) -> float:
        return SIDE + number * self.step


def _grid(sheet: _Sheet) -> Iterator[SafeString]:
    step = next((s for s in STEPS if s * 5 >= sheet.top), STEPS[-1])
    for value in range(0, sheet.top + 1, step):
        y = sheet.y(value)
        yield tag("line", x1=SIDE, x2=sheet.width - SIDE, y1=y, y2=y, stroke=drawing.LINE)
        yield words(SIDE - 6, y + 4, str(value), size=12, fill=drawing.QUIET, text_anchor="end")


def _column(sheet: _Sheet, number: int, column: Column) -> SafeString:
    left, wide = sheet.x(number) + sheet.step * 0.14, sheet.step * 0.72
    bar = tag(
        "rect", x=left, y=sheet.y(column.value), width=wide,
        height=HEIGHT - FOOT - sheet.y(column.value), rx=1.5,
        fill=drawing.CLAY if column.chosen else drawing.INDIGO,
    )  # fmt: skip
    near = tag("rect", x=sheet.x(number), y=TOP, width=sheet.step, height=HEIGHT - TOP, opacity=0)
    said = _("%(year)s: %(value)d children, %(limit)d beds") % {
        "year": column.label, "value": column.value, "limit": column.limit,
    }  # fmt: skip
    mark = titled(said, near, bar, *_year(sheet, number, column))
    return tag("a", mark, href=column.url, aria_label=said) if column.url else mark


def _year(sheet: _Sheet, number: int, column: Column) -> list[SafeString]:
    """Every year where there is room for it, otherwise its last two digits, or every fifth."""
    text = column.label if sheet.step >= 38 else f"’{column.label[-2:]}"
    if sheet.step < 22 and number % 5:
        return []
    middle = sheet.x(number) + sheet.step / 2
    return [words(middle, HEIGHT - 8, text, size=12, fill=drawing.QUIET, text_anchor="middle")]


def _limit(sheet: _Sheet, columns: Sequence[Column]) -> SafeString:
    path = " ".join(
        f"{'M' if n == 0 else 'L'}{sheet.x(n):.1f} {sheet.y(c.limit):.1f}H{sheet.x(n + 1):.1f}"
        for n, c in enumerate(columns)
    )
    return tag("path", d=path or "M0 0", fill="none", stroke=drawing.CLAY, stroke_width=2)


def _summary(columns: Sequence[Column]) -> str:
    return "; ".join(f"{c.label}: {c.value}/{c.limit}" for c in columns)
