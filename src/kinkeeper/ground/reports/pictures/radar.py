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
from kinkeeper.ground.reports.pictures.lettering import fit

Value = float | None
WIDTH, HEIGHT, RADIUS = 660, 350, 118
MIDDLE_X, MIDDLE_Y = WIDTH / 2, 158
ROOM = 192
FEWEST = 3


@dataclass(frozen=True)
class Series:
    """One judgement of every side, in the order of the labels. name: when it was, e.g. a date."""

    name: str
    values: tuple[Value, ...]


def draw(labels: Sequence[str], series: Sequence[Series], *, most: int, title: str) -> SafeString:
    """The picture of one or two series, the earlier one first; `most` is the outer ring.

    Raises ValueError for fewer than three sides and for a value outside 0 to `most`."""
    _check(labels, series, most)
    parts = [*_rings(len(labels), most), *_labels(labels)]
    for place, one in enumerate(series[-2:]):
        now = place == len(series[-2:]) - 1
        parts += [*_line(one, most, now=now), *_marks(labels, one, most, now=now)]
    parts += _legend(series[-2:])
    return drawing.picture(
        parts, width=WIDTH, height=HEIGHT, title=title, desc=_summary(labels, series)
    )


def listed(labels: Sequence[str], series: Sequence[Series], *, title: str) -> SafeString:
    """The same as a table."""
    rows = [
        (label, *(_said(one.values[place]) for one in series)) for place, label in enumerate(labels)
    ]
    return drawing.table([_("Side"), *(one.name for one in series)], rows, caption=title)


def figure(labels: Sequence[str], series: Sequence[Series], *, most: int, title: str) -> SafeString:
    """The picture with its readable twin."""
    drawn = draw(labels, series, most=most, title=title)
    return drawing.framed(drawn, beside=listed(labels, series, title=title), title=title)


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


def _at(place: int, of: int, distance: float) -> tuple[float, float]:
    """The first side points upwards, the others follow the clock."""
    angle = 2 * pi * place / of - pi / 2
    return MIDDLE_X + distance * cos(angle), MIDDLE_Y + distance * sin(angle)


def _ring(sides: int, distance: float) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in (_at(n, sides, distance) for n in range(sides)))


def _rings(sides: int, most: int) -> Iterator[SafeString]:
    for level in range(1, most + 1):
        far = RADIUS * level / most
        yield tag("polygon", points=_ring(sides, far), fill="none", stroke=drawing.LINE)
        yield words(MIDDLE_X + 4, MIDDLE_Y - far + 12, str(level), size=11, fill=drawing.QUIET)
    for place in range(sides):
        x, y = _at(place, sides, RADIUS)
        yield tag("line", x1=MIDDLE_X, y1=MIDDLE_Y, x2=x, y2=y, stroke=drawing.LINE)


def _labels(labels: Sequence[str]) -> Iterator[SafeString]:
    for place, label in enumerate(labels):
        x, y = _at(place, len(labels), RADIUS + 14)
        beside = x - MIDDLE_X
        anchor = "middle" if abs(beside) < 12 else "start" if beside > 0 else "end"
        room = 2 * ROOM if anchor == "middle" else ROOM
        lift = 10 if y > MIDDLE_Y + RADIUS else -2 if anchor == "middle" else 4
        yield titled(
            label, words(x, y + lift, fit(label, room=room, size=12), size=12, text_anchor=anchor)
        )


def _line(one: Series, most: int, *, now: bool) -> Iterator[SafeString]:
    points = [
        None if value is None else _at(place, len(one.values), RADIUS * value / most)
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


def _marks(labels: Sequence[str], one: Series, most: int, *, now: bool) -> Iterator[SafeString]:
    for place, (label, value) in enumerate(zip(labels, one.values, strict=True)):
        if value is None:
            continue
        x, y = _at(place, len(labels), RADIUS * value / most)
        disc = tag(
            "circle", cx=x, cy=y, r=4, stroke_width=2,
            fill=drawing.INDIGO if now else drawing.PAPER,
            stroke=drawing.INDIGO if now else drawing.CLAY,
        )  # fmt: skip
        yield titled(f"{label}, {one.name}: {_said(value)}", disc)


def _legend(series: Sequence[Series]) -> Iterator[SafeString]:
    for place, one in enumerate(series):
        now = place == len(series) - 1
        x, y = 20 + place * 210, HEIGHT - 14
        colour = drawing.INDIGO if now else drawing.CLAY
        yield tag(
            "line", x1=x, x2=x + 26, y1=y - 4, y2=y - 4, stroke=colour,
            stroke_width=2.5 if now else 2, stroke_dasharray=None if now else "5 4",
        )  # fmt: skip
        yield tag(
            "circle", cx=x + 13, cy=y - 4, r=4, stroke=colour, stroke_width=2,
            fill=drawing.INDIGO if now else drawing.PAPER,
        )  # fmt: skip
        yield words(x + 34, y, fit(one.name, room=165, size=12), size=12, fill=drawing.QUIET)


def _summary(labels: Sequence[str], series: Sequence[Series]) -> str:
    return "; ".join(
        f"{label}: " + " → ".join(_said(one.values[place]) for one in series[-2:])
        for place, label in enumerate(labels)
    )


def _said(value: Value) -> str:
    return _("not assessed") if value is None else str(localize(round(value, 1)))
