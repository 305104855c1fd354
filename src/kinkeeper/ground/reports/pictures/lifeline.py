"""The life line: one horizontal picture of a life, from birth to today.

Every capability adds dated facts (bars) and moments (marks) to named lanes. Bars that would cover
each other, or whose labels would, go to another row of their lane; a label is always readable or
shortened, the whole of it stands in the title of its mark and in the list beside the picture.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kinkeeper.ground.reports.pictures import drawing, timescale
from kinkeeper.ground.reports.pictures.drawing import tag, titled, words
from kinkeeper.ground.reports.pictures.lettering import clean, fit, wrap
from kinkeeper.ground.reports.pictures.lifeline_rows import (
    BAR_HEIGHT,
    DOT_SIZE,
    FACT_ROW,
    SIZE,
    Bar,
    Dot,
    lay_facts,
    lay_moments,
)
from kinkeeper.ground.reports.pictures.lifeline_values import Fact, Moment
from kinkeeper.ground.reports.pictures.timescale import NARROW, WIDE, Page, Scale
from kinkeeper.ground.text.dates import RoughDate

__all__ = ["FACT_KINDS", "MOMENT_KINDS", "Fact", "Moment", "draw", "figure", "listed"]

NAME_ABOVE = 20.0
LABEL_ROOM = 136.0
TOP = 34.0
LANE_GAP = 12.0

# kind of a fact: fill, colour of the letters on it
FACT_KINDS = {
    "family": ("#d9cdb6", drawing.INK),
    "kin": ("#c6b48f", drawing.INK),
    "care": (drawing.INDIGO, "#ffffff"),
    "place": ("#c3cfea", drawing.INK),
    "away": (drawing.CLAY, "#ffffff"),
    "work": (drawing.LEAF, "#ffffff"),
    "service": ("#bfdcc8", drawing.INK),
    "school": ("#efd49a", drawing.INK),
    "health": ("#d8c6de", drawing.INK),
    "risk": (drawing.DANGER, "#ffffff"),
}
PLAIN = ("#ece4d4", drawing.INK)

# kind of a moment: path around 0,0, fill, stroke
MOMENT_KINDS = {
    "review": ("M-5 0a5 5 0 1 1 10 0a5 5 0 1 1 -10 0z", drawing.LEAF, drawing.LEAF),
    "visit": ("M-4.5 0a4.5 4.5 0 1 1 9 0a4.5 4.5 0 1 1 -9 0z", drawing.PAPER, drawing.LEAF),
    "assessment": ("M-5 -5H5V5H-5z", drawing.LEAF, drawing.LEAF),
    "paper": ("M-4 -5.5H4V5.5H-4z", drawing.PAPER, drawing.INDIGO),
    "move": ("M0 -6L6 0L0 6L-6 0z", drawing.CLAY, drawing.CLAY),
    "alert": ("M0 -6L6.5 5.5H-6.5z", drawing.DANGER, drawing.DANGER),
    "missed": ("M-5 -5L5 5M5 -5L-5 5", "none", drawing.CLAY),
}
PLAIN_MOMENT = ("M-4.5 0a4.5 4.5 0 1 1 9 0a4.5 4.5 0 1 1 -9 0z", drawing.INK, drawing.INK)


@dataclass(frozen=True)
class Lane:
    """A lane as laid out: its bars, under them its marks, and where each begins."""

    name: str
    top: float
    bars: Sequence[Bar]
    dots: Sequence[Dot]
    dots_top: float
    bottom: float


def draw(
    facts: Iterable[Fact],
    moments: Iterable[Moment],
    *,
    born: RoughDate | None,
    today: date,
    narrow: bool = False,
) -> SafeString:
    """The picture. Lanes come in the order in which facts, then moments, first name them."""
    facts, moments, page = list(facts), list(moments), NARROW if narrow else WIDE
    scale = timescale.scale(facts, moments, born=born, today=today, page=page)
    lanes = list(_lanes(facts, moments, scale=scale))
    bottom = lanes[-1].bottom + 4 if lanes else TOP + FACT_ROW
    parts = [
        tag("defs", *_marks(lanes, page=page)),
        timescale.grid(scale, top=TOP - 6, bottom=bottom),
        *(_lane(lane, page=page) for lane in lanes),
        timescale.ends(scale, born=born, bottom=bottom),
    ]
    if not lanes:
        parts.append(_nothing(page))
    return drawing.picture(
        parts,
        width=page.width,
        height=bottom + 26,
        title=_("Life line"),
        desc=_summary(facts, moments),
        class_="little" if narrow else "big",
    )


def listed(facts: Iterable[Fact], moments: Iterable[Moment]) -> SafeString:
    """The same as a table, lane by lane, oldest first."""
    rows: list[tuple[str, str, str, str]] = []
    facts, moments = list(facts), list(moments)
    for lane in _names(facts, moments):
        entries = [(f.since or date.min, _fact_row(f)) for f in facts if f.lane == lane]
        entries += [(m.on, (m.label, m.lane, _day(m.on), "")) for m in moments if m.lane == lane]
        rows += [row for _since, row in sorted(entries, key=lambda entry: entry[0])]
    heads = [_("What"), _("Part of life"), _("From"), _("Until")]
    return drawing.table(heads, rows, caption=_("Life line"))


def figure(
    facts: Iterable[Fact], moments: Iterable[Moment], *, born: RoughDate | None, today: date
) -> SafeString:
    """Both pictures (wide for the office, narrow for a phone) and the table, for the page."""
    facts, moments = list(facts), list(moments)
    both = (draw(facts, moments, born=born, today=today, narrow=n) for n in (False, True))
    beside = listed(facts, moments)
    return drawing.framed(drawing.together(both), beside=beside, title=_("Life line"))


def _names(facts: Sequence[Fact], moments: Sequence[Moment]) -> list[str]:
    return list(dict.fromkeys([*(f.lane for f in facts), *(m.lane for m in moments)]))


def _lanes(facts: Sequence[Fact], moments: Sequence[Moment], *, scale: Scale) -> Iterator[Lane]:
    top = TOP
    for name in _names(facts, moments):
        top += NAME_ABOVE if scale.page.names_above else 0
        bars, height = lay_facts([f for f in facts if f.lane == name], scale=scale)
        dots, more = lay_moments([m for m in moments if m.lane == name], scale=scale)
        bottom = top + max(height + more, FACT_ROW)
        yield Lane(name, top, bars, dots, top + height + (0 if bars else 4), bottom)
        top = bottom + LANE_GAP


def _lane(lane: Lane, *, page: Page) -> SafeString:
    rule = lane.bottom + LANE_GAP / 2
    return tag(
        "g",
        tag("title", lane.name),
        *_lane_name(lane, page=page),
        tag("line", x1=0, x2=page.width, y1=rule, y2=rule, stroke=drawing.LINE),
        *(_bar(bar, top=lane.top) for bar in lane.bars),
        *(_dot(dot, top=lane.dots_top, page=page) for dot in lane.dots),
        class_="lane",
    )


def _lane_name(lane: Lane, *, page: Page) -> list[SafeString]:
    if page.names_above:
        name = fit(lane.name, room=page.width - 20, size=SIZE)
        return [words(page.left, lane.top - 5, name, font_weight=600)]
    lines = wrap(lane.name, room=LABEL_ROOM, size=SIZE, lines=2)
    first = lane.top + (10 if len(lines) > 1 else 17)
    return [words(4, first + 14 * i, line, font_weight=600) for i, line in enumerate(lines)]


def _bar(bar: Bar, *, top: float) -> SafeString:
    fill, letters = FACT_KINDS.get(bar.fact.kind, PLAIN)
    y = top + bar.y
    parts = [_body(bar, y=y, fill=fill), *_faded_ends(bar, y=y)]
    if bar.where == "under":
        parts.append(_foot(bar, y=y + BAR_HEIGHT, down=top + bar.label_y))
    if bar.label:
        inside = bar.where == "inside" and not bar.fact.uncertain
        inked = letters if inside and letters != drawing.INK else None
        size = DOT_SIZE if bar.where == "under" else SIZE
        anchor = "end" if bar.where == "left" else None
        line = top + bar.label_y
        parts.append(words(bar.label_x, line, bar.label, size=size, fill=inked, text_anchor=anchor))
    return titled(_fact_title(bar.fact), *parts, class_="fact")


def _foot(bar: Bar, *, y: float, down: float) -> SafeString:
    """From a bar to the label under it; stops above a label that had to move away from the edge."""
    x, end = bar.start + 0.6, down if bar.label_x > bar.start else down - 11
    return tag("line", x1=x, x2=x, y1=y, y2=end, stroke=drawing.QUIET)


def _body(bar: Bar, *, y: float, fill: str) -> SafeString:
    faint = bar.fact.uncertain
    return tag(
        "rect",
        x=bar.start,
        y=y,
        width=bar.width,
        height=24,
        fill=fill,
        fill_opacity=0.35 if faint else None,
        stroke=drawing.INK if faint else None,
        stroke_width=1.2 if faint else None,
        stroke_dasharray="5 3" if faint else None,
    )


def _faded_ends(bar: Bar, *, y: float) -> list[SafeString]:
    """Stripes that grow paler towards an end nobody knows; on bars that can carry them."""
    if bar.width < 40:
        return []
    ends = [
        bar.fact.since is None or bar.fact.uncertain,
        bar.fact.uncertain and bar.fact.until is not None,
    ]
    starts = [bar.start, bar.end - 12]
    return [
        tag(
            "rect",
            x=x + 3 * i,
            y=y + 1,
            width=2,
            height=22,
            fill=drawing.PAPER,
            fill_opacity=0.8 - 0.2 * (i if x == bar.start else 3 - i),
        )
        for x, wanted in zip(starts, ends, strict=True)
        if wanted
        for i in range(4)
    ]


def _marks(lanes: Iterable[Lane], *, page: Page) -> Iterator[SafeString]:
    """Each mark is drawn once; hundreds of moments point at it."""
    for kind in sorted({dot.moment.kind for lane in lanes for dot in lane.dots}):
        path, fill, stroke = MOMENT_KINDS.get(kind, PLAIN_MOMENT)
        yield tag("path", id=_mark(kind, page), d=path, fill=fill, stroke=stroke, stroke_width=2)


def _mark(kind: str, page: Page) -> str:
    """Both pictures stand in one page: their marks must not have the same name."""
    return f"{kind or 'plain'}-{'narrow' if page.names_above else 'wide'}"


def _dot(dot: Dot, *, top: float, page: Page) -> SafeString:
    y, title = top + dot.y, tag("title", f"{dot.moment.label} · {_day(dot.moment.on)}")
    mark: dict[str, drawing.Value] = {
        "href": f"#{_mark(dot.moment.kind, page)}",
        "x": dot.x,
        "y": y,
    }
    if not dot.label:
        return tag("use", title, **mark)
    x, anchor = (dot.x - 9, "end") if dot.leftwards else (dot.x + 9, None)
    label = words(x, y + 4.5, dot.label, size=DOT_SIZE, fill=drawing.QUIET, text_anchor=anchor)
    return tag("g", title, tag("use", **mark), label)


def _nothing(page: Page) -> SafeString:
    text = _("Nothing is written down yet. What happens will appear here.")
    fitting = fit(text, room=page.right - page.left, size=SIZE)
    return words(page.left, TOP + 17, fitting, fill=drawing.QUIET)


def _day(day: date) -> str:
    return _day_in(get_language(), day)


@lru_cache(maxsize=4096)
def _day_in(_language: str | None, day: date) -> str:
    """A day stands up to six times in a figure: in both pictures and in the list."""
    return date_format(day, "SHORT_DATE_FORMAT")


def _fact_row(fact: Fact) -> tuple[str, str, str, str]:
    since = _day(fact.since) if fact.since else _("not known")
    until = _day(fact.until) if fact.until else _("still")
    about = _("about %(day)s")
    if fact.uncertain:
        since = about % {"day": since} if fact.since else since
        until = about % {"day": until} if fact.until else until
    return fact.label, fact.lane, since, until


def _fact_title(fact: Fact) -> str:
    _label, _lane_name, since, until = _fact_row(fact)
    return f"{clean(fact.label)} · {since} – {until}"


def _summary(facts: Sequence[Fact], moments: Sequence[Moment]) -> str:
    count = len(_names(facts, moments))
    return (
        ngettext(
            "%(lanes)s line from birth to today.", "%(lanes)s lines from birth to today.", count
        )
        % {"lanes": count}
        + " "
        + ", ".join(_names(facts, moments)[:12])
    )
