"""A map: outlines, and spots as large as what was counted there. Drawn without a network."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import cos, hypot, radians, sqrt

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kinkeeper.ground.reports.pictures import drawing
from kinkeeper.ground.reports.pictures.drawing import tag, titled, words

Rings = Sequence[Sequence[tuple[float, float]]]
WIDE, NARROW, TALLEST = 680, 340, 560
"""On a computer and on a phone."""
LEAST_DEGREES, MARGIN = 0.6, 0.12
SMALLEST, LARGEST = 6.0, 15.0
APART, TURNS = 27.0, 40
COLUMNS, ROWS, FREE = 12, 8, 45.0
Point = tuple[float, float]


@dataclass(frozen=True)
class Spot:
    """value: None where nothing may be said (few people) or nothing is counted."""

    label: str
    latitude: float
    longitude: float
    value: int | None
    url: str = ""


def figure(spots: Sequence[Spot], outlines: Mapping[str, Rings], *, title: str) -> SafeString:
    """The picture with its readable twin; nothing without a spot."""
    if not spots:
        return SafeString()
    both = (draw(spots, outlines, title=title, width=width) for width in (WIDE, NARROW))
    return drawing.framed(drawing.beside(both), beside=listed(spots, title=title), title=title)


def listed(spots: Sequence[Spot], *, title: str) -> SafeString:
    rows = [
        (f"{number}. {spot.label}", _("hidden") if spot.value is None else str(spot.value))
        for number, spot in enumerate(spots, start=1)
    ]
    return drawing.table([_("Place"), _("Value")], rows, caption=title)


def draw(
    spots: Sequence[Spot], outlines: Mapping[str, Rings], *, title: str, width: float = WIDE
) -> SafeString:
    """Numbered spots, as in the list beside."""
    sheet = _sheet(spots, width)
    parts = [tag("rect", x=0, y=0, width=width, height=sheet.height, fill=drawing.SAND)]
    parts += _land(sheet, outlines)
    at = _apart([sheet.at(s.longitude, s.latitude) for s in spots], sheet)
    parts += [_name(name, spot) for name, spot in _names(sheet, outlines, at)]
    parts += [_spot(sheet, n, spot, at[n - 1]) for n, spot in enumerate(spots, start=1)]
    said = "; ".join(f"{s.label}: {_('hidden') if s.value is None else s.value}" for s in spots)
    return drawing.picture(
        parts, width=width, height=sheet.height, title=title, desc=said,
        class_="map broad" if width == WIDE else "map slim",
    )  # fmt: skip


@dataclass(frozen=True)
class _Sheet:
    """Equirectangular, true to scale at the middle of what is shown."""

    width: float
    west: float
    north: float
    scale: float
    squeeze: float
    height: float
    most: int

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        return (
            (longitude - self.west) * self.squeeze * self.scale,
            (self.north - latitude) * self.scale,
        )

    def radius(self, value: int | None) -> float:
        """The area grows with the value."""
        return SMALLEST + (LARGEST - SMALLEST) * sqrt((value or 0) / max(self.most, 1))


def _sheet(spots: Sequence[Spot], width: float) -> _Sheet:
    lons, lats = [s.longitude for s in spots], [s.latitude for s in spots]
    squeeze = cos(radians((min(lats) + max(lats)) / 2))
    across = max(max(lons) - min(lons), LEAST_DEGREES) * (1 + 2 * MARGIN)
    up = max(max(lats) - min(lats), LEAST_DEGREES) * (1 + 2 * MARGIN)
    scale = min(width / (across * squeeze), TALLEST / up)
    middle = ((min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2)
    return _Sheet(
        width=width, west=middle[0] - width / scale / squeeze / 2, north=middle[1] + up / 2,
        scale=scale, squeeze=squeeze, height=up * scale,
        most=max((s.value or 0 for s in spots), default=0),
    )  # fmt: skip


def _land(sheet: _Sheet, outlines: Mapping[str, Rings]) -> Iterator[SafeString]:
    for name, rings in outlines.items():
        paths = " ".join(_path(sheet, ring) for ring in rings)
        shape = tag("path", d=paths, fill=drawing.PAPER, stroke=drawing.QUIET, stroke_width=1)
        yield titled(name, shape)


def _path(sheet: _Sheet, ring: Sequence[tuple[float, float]]) -> str:
    points = (sheet.at(*point) for point in ring)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def _apart(found: Sequence[Point], sheet: _Sheet) -> list[Point]:
    """Neighbours that would hide each other, pushed from each other by as much as that takes."""
    at = list(found)
    for _turn in range(TURNS):
        for a, b in combinations(range(len(at)), 2):
            (ax, ay), (bx, by) = at[a], at[b]
            far = hypot(bx - ax, by - ay)
            push = (APART - far) / 2
            if push <= 0:
                continue
            x, y = ((bx - ax) / far, (by - ay) / far) if far else (1.0, 0.0)
            at[a], at[b] = (ax - x * push, ay - y * push), (bx + x * push, by + y * push)
        at = [(_inside(x, sheet.width), _inside(y, sheet.height)) for x, y in at]
    return at


def _inside(value: float, most: float) -> float:
    return min(max(value, LARGEST), most - LARGEST)


def _names(
    sheet: _Sheet, outlines: Mapping[str, Rings], spots: Sequence[Point]
) -> Iterator[tuple[str, Point]]:
    """A region is named in the middle of what is seen of it, off the spots."""
    grid = [(sheet.width * (i + 0.5) / COLUMNS, sheet.height * (j + 0.5) / ROWS)
            for i in range(COLUMNS) for j in range(ROWS)]  # fmt: skip
    free = [p for p in grid if all(hypot(p[0] - x, p[1] - y) > FREE for x, y in spots)]
    for name, rings in outlines.items():
        drawn = [[sheet.at(*point) for point in ring] for ring in rings]
        within = [p for p in free if any(_holds(ring, p) for ring in drawn)]
        if within:
            x, y = (sum(p[n] for p in within) / len(within) for n in (0, 1))
            yield name, min(within, key=lambda p: hypot(p[0] - x, p[1] - y))


def _holds(ring: Sequence[Point], point: Point) -> bool:
    """Even-odd: how often a line to the right crosses the ring."""
    x, y = point
    crossed = False
    for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            crossed = not crossed
    return crossed


def _name(name: str, at: Point) -> SafeString:
    return words(*at, name, size=13, fill=drawing.QUIET, text_anchor="middle")


def _spot(sheet: _Sheet, number: int, spot: Spot, at: Point) -> SafeString:
    x, y = at
    shut = spot.value is None
    dot = tag(
        "circle", cx=x, cy=y, r=max(sheet.radius(spot.value), 9.0), opacity=0.88,
        fill=drawing.QUIET if shut else drawing.CLAY, stroke="white", stroke_width=1.5,
    )  # fmt: skip
    mark = words(x, y + 4, str(number), size=11, fill="white", text_anchor="middle")
    said = f"{spot.label}: {_('hidden') if shut else spot.value}"
    group = titled(said, dot, mark)
    return tag("a", group, href=spot.url, aria_label=said) if spot.url else group
