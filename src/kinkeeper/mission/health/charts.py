"""Growth charts as SVG: WHO's bands of SD and the child's own points, on screen and paper.

Each line carries its SD at its end and its own dashes, so that the chart reads in black and white.
The same stands beside it as a table. Plain values in, safe markup out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.process.table import Text
from kinkeeper.ground.reports.pictures import drawing
from kinkeeper.ground.reports.pictures.drawing import tag, titled, words
from kinkeeper.mission.health.growth.curves import Curve, curve
from kinkeeper.mission.health.wording import signed

BAD_PALE, WARN_PALE, GOOD_PALE = "#f6dfe2", "#fbeecd", drawing.LEAF_PALE
COLOURS = {0: drawing.LEAF, 1: drawing.SUN, 2: drawing.CLAY, 3: drawing.INK}
DASHES = {0: None, 1: "2 3", 2: "7 3", 3: None}


@dataclass(frozen=True)
class Kind:
    """One chart: WHO's table, what stands on the axes, where it begins and ends, ticks of x."""

    table: str
    title: Text
    x_label: Text
    y_label: Text
    first: float
    last: float
    ticks: tuple[float, ...]
    lines: tuple[int, ...] = (-3, -2, 0, 2, 3)


AGE, CM, KG = gettext_lazy("age (months)"), gettext_lazy("cm"), gettext_lazy("kg")
MONTHS = tuple(range(0, 61, 6))
YEARS = tuple(range(60, 229, 24))
CENTIMETRES = gettext_lazy("length (cm)")
KINDS: dict[str, Kind] = {
    kind.table: kind
    for kind in (
        Kind("wfl", gettext_lazy("Weight for length"), CENTIMETRES, KG, 45, 110,
             tuple(range(50, 111, 10)), (-3, -2, -1, 0, 1, 2, 3)),
        Kind("wfh", gettext_lazy("Weight for height"), gettext_lazy("height (cm)"), KG, 65, 120,
             tuple(range(70, 121, 10)), (-3, -2, -1, 0, 1, 2, 3)),
        Kind("len", gettext_lazy("Length or height for age"), AGE, CM, 0, 60, MONTHS),
        Kind("wei", gettext_lazy("Weight for age"), AGE, KG, 0, 60, MONTHS),
        Kind("hfa", gettext_lazy("Height for age"), AGE, CM, 60, 228, YEARS),
        Kind("bfa", gettext_lazy("BMI for age"), AGE, gettext_lazy("kg/m²"), 60, 228, YEARS),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Point:
    """A measurement on the chart; `z` None where there is none (oedema)."""

    on: date
    x: float
    y: float
    z: float | None


@dataclass(frozen=True)
class Drawn:
    """Everything that is on one chart, whatever its size."""

    kind: Kind
    title: str
    curves: Sequence[Curve]
    points: Sequence[Point]


@dataclass(frozen=True)
class Sheet:
    width: float
    height: float
    left: float
    right: float
    top: float = 30
    bottom: float = 42


WIDE = Sheet(560, 400, left=46, right=40)
NARROW = Sheet(330, 340, left=38, right=30)


@dataclass(frozen=True)
class Scale:
    """From values to pixels."""

    sheet: Sheet
    x0: float
    x1: float
    y0: float
    y1: float

    def x(self, value: float) -> float:
        room = self.sheet.width - self.sheet.left - self.sheet.right
        return self.sheet.left + (value - self.x0) / (self.x1 - self.x0) * room

    def y(self, value: float) -> float:
        room = self.sheet.height - self.sheet.top - self.sheet.bottom
        return (
            self.sheet.height - self.sheet.bottom - (value - self.y0) / (self.y1 - self.y0) * room
        )

    def path(self, points: Iterable[tuple[float, float]]) -> str:
        return "M" + "L".join(f"{self.x(x):.1f} {self.y(y):.1f}" for x, y in points)


def figure(name: str, *, girl: bool, points: Sequence[Point]) -> SafeString:
    """The chart ready for a page: wide in the office, narrow on a phone, and the list."""
    kind = KINDS[name]
    curves = [curve(name, girl=girl, sd=sd, first=kind.first, last=kind.last) for sd in kind.lines]
    title = f"{kind.title} · {_('girls') if girl else _('boys')}"
    drawn = Drawn(kind, title, curves, points)
    both = [_draw(drawn, sheet) for sheet in (WIDE, NARROW)]
    return drawing.framed(drawing.together(both), beside=listed(kind, points), title=title)


def listed(kind: Kind, points: Sequence[Point]) -> SafeString:
    heads = [_("Date"), str(kind.x_label), str(kind.y_label), _("z-score")]
    rows = [(_day(p.on), _number(p.x), _number(p.y), _z(p)) for p in points]
    return drawing.table(heads, rows, caption=str(kind.title))


def _draw(drawn: Drawn, sheet: Sheet) -> SafeString:
    scale = _scale(drawn, sheet)
    parts = [
        words(sheet.left, 18, drawn.title, size=14, font_weight=700),
        *_bands(scale, drawn.curves),
        *_axes(scale, drawn.kind),
        *(_line(scale, one) for one in drawn.curves),
        *_child(scale, drawn.points),
    ]
    return drawing.picture(
        parts, width=sheet.width, height=sheet.height, title=drawn.title,
        desc=_said(drawn.points), class_="slim" if sheet is NARROW else "broad",
    )  # fmt: skip


def _scale(drawn: Drawn, sheet: Sheet) -> Scale:
    values = [y for one in drawn.curves for _x, y in one.points] + [p.y for p in drawn.points]
    margin = (max(values) - min(values)) * 0.04
    low, high = min(values) - margin, max(values) + margin
    return Scale(sheet, drawn.kind.first, drawn.kind.last, low, high)


def _bands(scale: Scale, curves: Sequence[Curve]) -> Iterable[SafeString]:
    """Severe below -3, moderate to -2, usual to +2."""
    by_sd = {one.sd: list(one.points) for one in curves}
    floor = [(x, scale.y0) for x, _y in by_sd[-3]]
    for low, high, colour in (
        (floor, by_sd[-3], BAD_PALE), (by_sd[-3], by_sd[-2], WARN_PALE),
        (by_sd[-2], by_sd[2], GOOD_PALE),
    ):  # fmt: skip
        yield tag("path", d=scale.path([*low, *reversed(high)]) + "Z", fill=colour)


def _axes(scale: Scale, kind: Kind) -> Iterable[SafeString]:
    sheet = scale.sheet
    bottom = sheet.height - sheet.bottom
    for tick in kind.ticks:
        x = scale.x(tick)
        yield tag("line", x1=x, x2=x, y1=sheet.top, y2=bottom, stroke=drawing.LINE)
        yield words(x, bottom + 15, f"{tick:g}", size=11, fill=drawing.QUIET, text_anchor="middle")
    for tick in _ticks(scale.y0, scale.y1):
        y = scale.y(tick)
        yield tag(
            "line", x1=sheet.left, x2=sheet.width - sheet.right, y1=y, y2=y, stroke=drawing.LINE
        )
        yield words(
            sheet.left - 5, y + 4, f"{tick:g}", size=11, fill=drawing.QUIET, text_anchor="end"
        )
    middle = (sheet.left + sheet.width - sheet.right) / 2
    below = sheet.height - 8
    yield words(middle, below, str(kind.x_label), size=12, fill=drawing.QUIET, text_anchor="middle")
    yield words(4, below, str(kind.y_label), size=12, fill=drawing.QUIET)


def _ticks(low: float, high: float) -> Iterable[float]:
    step = next(s for s in (1, 2, 5, 10, 20, 50) if (high - low) / s <= 9)
    first = -(-low // step) * step
    return (first + n * step for n in range(int((high - first) // step) + 1))


def _line(scale: Scale, one: Curve) -> SafeString:
    colour, (x, y) = COLOURS[abs(one.sd)], one.points[-1]
    label = f"{one.sd:+d}".replace("-", "−") if one.sd else "0"
    return tag(
        "g",
        tag(
            "path", d=scale.path(one.points), fill="none", stroke=colour, stroke_width=1.6,
            stroke_dasharray=DASHES[abs(one.sd)],
        ),
        words(scale.x(x) + 5, scale.y(y) + 4, label, size=12, fill=colour, font_weight=700),
    )  # fmt: skip


def _child(scale: Scale, points: Sequence[Point]) -> Iterable[SafeString]:
    if len(points) > 1:
        way = scale.path((p.x, p.y) for p in points)
        yield tag("path", d=way, fill="none", stroke=drawing.INDIGO, stroke_width=2.2)
    for point in points:
        last = point is points[-1]
        yield titled(
            f"{_day(point.on)}: {_number(point.y)} · {_z(point)}",
            tag(
                "circle", cx=scale.x(point.x), cy=scale.y(point.y), r=6 if last else 4,
                fill=drawing.INDIGO, stroke=drawing.PAPER, stroke_width=1.5,
            ),
        )  # fmt: skip


def _said(points: Sequence[Point]) -> str:
    if not points:
        return _("No measurement yet.")
    last = points[-1]
    return _("Last measured on %(day)s: z-score %(z)s.") % {"day": _day(last.on), "z": _z(last)}


def _z(point: Point) -> str:
    return "–" if point.z is None else f"{signed(point.z)} SD"


def _day(day: date) -> str:
    return str(date_format(day, "SHORT_DATE_FORMAT"))


def _number(value: float) -> str:
    return str(number_format(value, 1))
