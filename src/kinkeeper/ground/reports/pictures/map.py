"""A map: outlines, and spots as large as what was counted there. Drawn without a network."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kinkeeper.ground.reports.pictures import drawing
from kinkeeper.ground.reports.pictures.drawing import tag, titled, words

Rings = Sequence[Sequence[tuple[float, float]]]
WIDTH, TALLEST, EDGE = 680, 560, 26
LEAST_DEGREES, MARGIN = 0.6, 0.12
SMALLEST, LARGEST = 6.0, 17.0


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
    return drawing.framed(
        draw(spots, outlines, title=title), beside=listed(spots, title=title), title=title
    )


def listed(spots: Sequence[Spot], *, title: str) -> SafeString:
    rows = [
        (f"{number}. {spot.label}", _("hidden") if spot.value is None else str(spot.value))
        for number, spot in enumerate(spots, start=1)
    ]
    return drawing.table([_("Place"), _("Value")], rows, caption=title)


def draw(spots: Sequence[Spot], outlines: Mapping[str, Rings], *, title: str) -> SafeString:
    """Numbered spots, as in the list beside."""
    sheet = _sheet(spots)
    parts = [tag("rect", x=0, y=0, width=WIDTH, height=sheet.height, fill=drawing.SAND)]
    parts += _land(sheet, outlines)
    parts += [_spot(sheet, number, spot) for number, spot in enumerate(spots, start=1)]
    said = "; ".join(f"{s.label}: {_('hidden') if s.value is None else s.value}" for s in spots)
    return drawing.picture(
        parts, width=WIDTH, height=sheet.height, title=title, desc=said, class_="map"
    )


@dataclass(frozen=True)
class _Sheet:
    """Equirectangular, true to scale at the middle of what is shown."""

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


def _sheet(spots: Sequence[Spot]) -> _Sheet:
    lons, lats = [s.longitude for s in spots], [s.latitude for s in spots]
    squeeze = cos(radians((min(lats) + max(lats)) / 2))
    across = max(max(lons) - min(lons), LEAST_DEGREES) * (1 + 2 * MARGIN)
    up = max(max(lats) - min(lats), LEAST_DEGREES) * (1 + 2 * MARGIN)
    scale = min(WIDTH / (across * squeeze), TALLEST / up)
    middle = ((min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2)
    return _Sheet(
        west=middle[0] - WIDTH / scale / squeeze / 2, north=middle[1] + up / 2, scale=scale,
        squeeze=squeeze, height=up * scale, most=max((s.value or 0 for s in spots), default=0),
    )  # fmt: skip


def _land(sheet: _Sheet, outlines: Mapping[str, Rings]) -> Iterator[SafeString]:
    for name, rings in outlines.items():
        paths = " ".join(_path(sheet, ring) for ring in rings)
        shape = tag("path", d=paths, fill=drawing.PAPER, stroke=drawing.QUIET, stroke_width=1)
        yield titled(name, shape)


def _path(sheet: _Sheet, ring: Sequence[tuple[float, float]]) -> str:
    points = (sheet.at(*point) for point in ring)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def _spot(sheet: _Sheet, number: int, spot: Spot) -> SafeString:
    x, y = sheet.at(spot.longitude, spot.latitude)
    shut = spot.value is None
    dot = tag(
        "circle", cx=x, cy=y, r=max(sheet.radius(spot.value), 9.0), opacity=0.88,
        fill=drawing.QUIET if shut else drawing.CLAY, stroke="white", stroke_width=1.5,
    )  # fmt: skip
    mark = words(x, y + 4, str(number), size=11, fill="white", text_anchor="middle")
    said = f"{spot.label}: {_('hidden') if shut else spot.value}"
    group = titled(said, dot, mark)
    return tag("a", group, href=spot.url, aria_label=said) if spot.url else group
