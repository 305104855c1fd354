"""Small charts as PNG files, for documents that cannot hold the drawings of a page."""

import io
from collections.abc import Sequence
from itertools import pairwise

from PIL import Image, ImageDraw

from kinkeeper.ground.reports.pictures import drawing

SCALE = 4
BAR, TREND = (120, 12), (120, 28)
TONES = {"good": drawing.LEAF, "warn": drawing.SUN, "bad": drawing.DANGER}


def bar(share: float, *, tone: str) -> bytes:
    """The way to the target, 0 to 1; beyond it the bar is full."""
    image, pen = _sheet(*BAR)
    wide, high = BAR[0] * SCALE - 1, BAR[1] * SCALE - 1
    pen.rounded_rectangle((0, 0, wide, high), radius=SCALE * 3, fill=drawing.SAND,
                          outline=drawing.QUIET, width=SCALE // 2)  # fmt: skip
    filled = wide * min(max(share, 0.0), 1.0)
    if filled > SCALE * 6:
        colour = TONES.get(tone, drawing.QUIET)
        pen.rounded_rectangle((0, 0, filled, high), radius=SCALE * 3, fill=colour)
    return _png(image)


def trend(points: Sequence[float | None]) -> bytes:
    """A line from oldest to newest; it breaks where nothing is known."""
    image, pen = _sheet(*TREND)
    known = [p for p in points if p is not None]
    if known:
        spots = [_spot(n, p, len(points), min(known), max(known)) for n, p in enumerate(points)]
        for a, b in pairwise(spots):
            if a is not None and b is not None:
                pen.line((*a, *b), fill=drawing.INK, width=SCALE * 2)
        for spot in (s for s in spots if s is not None):
            _dot(pen, spot, drawing.INK, 2)
        _dot(pen, next(s for s in reversed(spots) if s is not None), drawing.CLAY, 4)
    return _png(image)


def _spot(
    place: int, value: float | None, count: int, low: float, high: float
) -> tuple[float, float] | None:
    if value is None:
        return None
    share = (value - low) / (high - low) if high > low else 0.5
    step = (TREND[0] - 12) / max(count - 1, 1)
    return (6 + place * step) * SCALE, (TREND[1] - 6 - share * (TREND[1] - 12)) * SCALE


def _dot(pen: ImageDraw.ImageDraw, at: tuple[float, float], colour: str, size: int) -> None:
    x, y, r = *at, size * SCALE / 2
    pen.ellipse((x - r, y - r, x + r, y + r), fill=colour)


def _sheet(width: int, height: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", (width * SCALE, height * SCALE), "white")
    return image, ImageDraw.Draw(image)


def _png(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=True)
    return stream.getvalue()
