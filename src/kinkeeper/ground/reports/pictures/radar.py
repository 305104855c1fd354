"""A wheel of levels: how strong each side is, then and now, on one scale from the middle outwards.

Before is a dashed line with hollow rings, now a full line with discs, so that the picture reads in
black and white too. A side nobody judged has no mark, and its line is broken there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from django.utils.formats import localize
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kinkeeper.ground.reports.pictures import drawing
from kinkeeper.ground.reports.pictures.drawing import tag, titled, words
from kinkeeper.ground.reports.pictures.lettering import fit, wrap

Value = float | None
FEWEST = 3


@dataclass(frozen=True)
class Wheel:
    """A size of the picture: radius of the outer ring, its middle; room and lines of a label."""

    width: float
    height: float
    radius: float
    down: float
    room: float
    lines: int
    look: str

    @property
    def middle(self) -> float:
        return self.width / 2

    def at(self, place: int, of: int, distance: float) -> tuple[float, float]:
        """The first side points upwards, the others follow the clock."""
        angle = 2 * pi * place / of - pi / 2
        return self.middle + distance * cos(angle), self.down + distance * sin(angle)


WIDE = Wheel(660, 350, 118, 158, 192, 2, "broad")
NARROW = Wheel(340, 300, 74, 130, 84, 4, "slim")
"""On a computer and on a phone."""


@dataclass(frozen=True)
class Series:
    """One judgement of every side, in the order of the labels. name: when it was, e.g. a date."""

    name: str
    values: tuple[Value, ...]


def draw(
    labels: Sequence[str], series: Sequence[Series], *, most: int, title: str, wheel: Wheel = WIDE
) -> SafeString:
    """The picture of one or two series, the earlier one first; `most` is the outer ring.

    Raises ValueError for fewer than three sides and for a value outside 0 to `most`."""
    _check(labels, series, most)
    parts = [*_rings(wheel, len(labels), most), *_labels(wheel, labels)]
    for place, one in enumerate(series[-2:]):
        now = place == len(series[-2:]) - 1
        parts += [*_line(wheel, one, most, now=now), *_marks(wheel, labels, one, most, now=now)]
    parts += _legend(wheel, series[-2:])
    return drawing.picture(
        parts, width=wheel.width, height=wheel.height, title=title, desc=_summary(labels, series),
        class_=wheel.look,
    )  # fmt: skip


def listed(labels: Sequence[str], series: Sequence[Series], *, title: str) -> SafeString:
    """The same as a table."""
    rows = [
        (label, *(_said(one.values[place]) for one in series)) for place, label in enumerate(labels)
    ]
    return drawing.table([_("Side"), *(one.name for one in series)], rows, caption=title)


def figure(labels: Sequence[str], series: Sequence[Series], *, most: int, title: str) -> SafeString:
    """The picture with its readable twin."""
    both = (draw(labels, series, most=most, title=title, wheel=wheel) for wheel in (WIDE, NARROW))
    return drawing.framed(
        drawing.beside(both), beside=listed(labels, series, title=title), title=title
    )


def _check(labels: Sequence[str], series: Sequence[Series], most: int) -> None:
    if len(labels) < FEWEST:
        message = f"a wheel has {FEWEST} sides or more"
        raise ValueError(message)
    for one in series:
        if len(one.values) != len(labels):
            message = "a series has a value, or None, for each side"
            raise ValueError(message)
        if any(v is not None and not 0 <= v <= most for v in one.values):
            message = f"values run from 0 to {most}"
            raise ValueError(message)


def _ring(wheel: Wheel, sides: int, distance: float) -> str:
    points = (wheel.at(n, sides, distance) for n in range(sides))
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _rings(wheel: Wheel, sides: int, most: int) -> Iterator[SafeString]:
    for level in range(1, most + 1):
        far = wheel.radius * level / most
        yield tag("polygon", points=_ring(wheel, sides, far), fill="none", stroke=drawing.LINE)
        yield words(
            wheel.middle + 4, wheel.down - far + 12, str(level), size=11, fill=drawing.QUIET
        )
    for place in range(sides):
        x, y = wheel.at(place, sides, wheel.radius)
        yield tag("line", x1=wheel.middle, y1=wheel.down, x2=x, y2=y, stroke=drawing.LINE)


def _labels(wheel: Wheel, labels: Sequence[str]) -> Iterator[SafeString]:
    for place, label in enumerate(labels):
        x, y = wheel.at(place, len(labels), wheel.radius + 14)
        beside = x - wheel.middle
        anchor = "middle" if abs(beside) < 12 else "start" if beside > 0 else "end"
        alone = anchor == "middle"
        room, lines = (wheel.width - 40, 1) if alone else (wheel.room, wheel.lines)
        written = wrap(label, room=room, size=12, lines=lines)
        under = y > wheel.down + wheel.radius / 2
        lift = 10 if under else -2 if alone else 11 - 7 * len(written)
        yield titled(
            label,
            *(
                words(x, y + lift + 14 * n, line, size=12, text_anchor=anchor)
                for n, line in enumerate(written)
            ),
        )


def _line(wheel: Wheel, one: Series, most: int, *, now: bool) -> Iterator[SafeString]:
    points = [
        None if value is None else wheel.at(place, len(one.values), wheel.radius * value / most)
        for place, value in enumerate(one.values)
    ]
    look: dict[str, str | float | None] = {
        "stroke": drawing.INDIGO if now else drawing.CLAY,
        "stroke_width": 2.5 if now else 2,
        "stroke_dasharray": None if now else "5 4",
        "fill": drawing.INDIGO if now else "none",
        "fill_opacity": 0.12 if now else None,
    }
    known = [point for point in points if point is not None]
    if len(known) == len(points):
        yield tag("polygon", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in known), **look)
        return
    for a, b in zip(points, [*points[1:], points[0]], strict=True):
        if a and b:
            yield tag("line", x1=a[0], y1=a[1], x2=b[0], y2=b[1], **look)


def _marks(
    wheel: Wheel, labels: Sequence[str], one: Series, most: int, *, now: bool
) -> Iterator[SafeString]:
    for place, (label, value) in enumerate(zip(labels, one.values, strict=True)):
        if value is None:
            continue
        x, y = wheel.at(place, len(labels), wheel.radius * value / most)
        disc = tag(
            "circle", cx=x, cy=y, r=4, stroke_width=2,
            fill=drawing.INDIGO if now else drawing.PAPER,
            stroke=drawing.INDIGO if now else drawing.CLAY,
        )  # fmt: skip
        yield titled(f"{label}, {one.name}: {_said(value)}", disc)


def _legend(wheel: Wheel, series: Sequence[Series]) -> Iterator[SafeString]:
    for place, one in enumerate(series):
        now = place == len(series) - 1
        x, y = 20 + place * (wheel.middle - 20), wheel.height - 14
        colour = drawing.INDIGO if now else drawing.CLAY
        yield tag(
            "line", x1=x, x2=x + 26, y1=y - 4, y2=y - 4, stroke=colour,
            stroke_width=2.5 if now else 2, stroke_dasharray=None if now else "5 4",
        )  # fmt: skip
        yield tag(
            "circle", cx=x + 13, cy=y - 4, r=4, stroke=colour, stroke_width=2,
            fill=drawing.INDIGO if now else drawing.PAPER,
        )  # fmt: skip
        yield words(
            x + 34, y, fit(one.name, room=wheel.middle - 64, size=12), size=12, fill=drawing.QUIET
        )


def _summary(labels: Sequence[str], series: Sequence[Series]) -> str:
    return "; ".join(
        f"{label}: " + " → ".join(_said(one.values[place]) for one in series[-2:])
        for place, label in enumerate(labels)
    )


def _said(value: Value) -> str:
    return _("not assessed") if value is None else str(localize(round(value, 1)))
