"""An indicator at a glance: traffic light (shape and colour), bar against target, small trend."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.reports.pictures import drawing
from kinkeeper.ground.reports.pictures.drawing import tag

# tone: colour, shape, what it says
LIGHTS = {
    "good": (drawing.LEAF, "M1 9a8 8 0 1 1 16 0a8 8 0 1 1-16 0z", gettext_lazy("on track")),
    "warn": (drawing.SUN, "M9 1 17.5 16.5H.5z", gettext_lazy("to watch")),
    "bad": (drawing.DANGER, "M9 .5 17.5 9 9 17.5 .5 9z", gettext_lazy("off track")),
}
NO_LIGHT = (drawing.QUIET, "M3 8h12v2H3z", gettext_lazy("no value yet"))
BAR_WIDTH, BAR_HEIGHT = 128, 17
TREND_WIDTH, TREND_HEIGHT = 104, 26


def light(tone: str, *, label: str = "") -> SafeString:
    """Disc for good, triangle for warn, diamond for bad, a dash for anything else."""
    colour, shape, said = LIGHTS.get(tone, NO_LIGHT)
    mark = tag("path", d=shape, fill=colour, stroke=drawing.INK, stroke_width=0.8)
    return _small([mark], width=18, height=18, title=label or str(said), class_="mark")


def bar(*, value: float | None, target: float | None, tone: str, label: str = "") -> SafeString:
    """The value as a bar, the target as a notch. No value: an empty dashed frame."""
    whole = max(value or 0, target or 0, 0) * 1.06 or 1
    parts = [_bar_frame(dashed=value is None)]
    if value is not None and value > 0:
        wide, colour = (BAR_WIDTH - 2) * value / whole, LIGHTS.get(tone, NO_LIGHT)[0]
        parts.append(tag("rect", x=1, y=4, width=wide, height=9, rx=2.5, fill=colour))
    if target is not None and target >= 0:
        x = 1.5 + (BAR_WIDTH - 3) * target / whole
        notch = {"x1": x, "x2": x, "y1": 0, "y2": BAR_HEIGHT, "stroke_width": 2}
        parts.append(tag("line", **notch, stroke=drawing.INK))
    title = label or _bar_title(value, target)
    return _small(parts, width=BAR_WIDTH, height=BAR_HEIGHT, title=title, class_="meter")


def _bar_frame(*, dashed: bool) -> SafeString:
    size = {"x": 0.5, "y": 3.5, "width": BAR_WIDTH - 1, "height": 10, "rx": 3}
    edge = {"stroke": drawing.QUIET, "stroke_dasharray": "3 3" if dashed else None}
    return tag("rect", **size, **edge, fill=drawing.SAND, stroke_width=0.8)


def trend(points: Sequence[float | None], *, label: str = "") -> SafeString:
    """A small line from oldest to newest; the line breaks where a value is None."""
    known = [(place, value) for place, value in enumerate(points) if value is not None]
    spots = dict(_spots(known, count=len(points)))
    parts = [
        _stretch(spots, a, b) for a, b in pairwise(range(len(points))) if a in spots and b in spots
    ]
    lone = [place for place in spots if place - 1 not in spots and place + 1 not in spots]
    parts += [tag("circle", cx=spots[p][0], cy=spots[p][1], r=1.8, fill=drawing.INK) for p in lone]
    if known:
        x, y = spots[known[-1][0]]
        parts.append(tag("circle", cx=x, cy=y, r=3, fill=drawing.CLAY))
    return _small(
        parts,
        width=TREND_WIDTH,
        height=TREND_HEIGHT,
        title=label or _trend_title(points),
        class_="trend",
    )


def listed(points: Iterable[tuple[str, float | None]]) -> SafeString:
    """The trend as a table of period and value."""
    rows = [(period, _number(value)) for period, value in points]
    return drawing.table([_("Period"), _("Value")], rows, caption=_("Trend"))


def _spots(
    known: Sequence[tuple[int, float]], *, count: int
) -> Iterable[tuple[int, tuple[float, float]]]:
    low = min((value for _place, value in known), default=0)
    span = max((value for _place, value in known), default=0) - low
    step = (TREND_WIDTH - 10) / max(count - 1, 1)
    for place, value in known:
        share = (value - low) / span if span else 0.5
        yield place, (5 + place * step, TREND_HEIGHT - 4 - share * (TREND_HEIGHT - 8))


def _stretch(spots: dict[int, tuple[float, float]], a: int, b: int) -> SafeString:
    (x1, y1), (x2, y2) = spots[a], spots[b]
    return tag(
        "line",
        x1=x1,
        y1=y1,
        x2=x2,
        y2=y2,
        stroke=drawing.INK,
        stroke_width=1.8,
        stroke_linecap="round",
    )


def _number(value: float | None) -> str:
    return _("no value") if value is None else f"{value:g}"


def _bar_title(value: float | None, target: float | None) -> str:
    return _("%(value)s, target %(target)s") % {"value": _number(value), "target": _number(target)}


def _trend_title(points: Sequence[float | None]) -> str:
    return _("Trend: %(values)s") % {"values": " · ".join(map(_number, points)) or _("no value")}


def _small(
    parts: Iterable[str], *, width: float, height: float, title: str, class_: str
) -> SafeString:
    return tag(
        "svg",
        tag("title", title),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        aria_label=title,
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        class_=class_,
    )
