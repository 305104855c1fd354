"""Eight dimensions of a family or a child, before and now: where it stood and how far it came.

Levels 1 (worst) to 4 (best), None where nobody assessed. Before is a hollow ring, now a full disc,
the way between them an arrow, so that the picture reads in black and white too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kinkeeper.ground.reports.pictures import drawing
from kinkeeper.ground.reports.pictures.drawing import tag, titled, words
from kinkeeper.ground.reports.pictures.lettering import fit

Level = int | None
LEVELS = (1, 2, 3, 4)
GOOD_FROM = 3


@dataclass(frozen=True)
class Sheet:
    """Where things stand, in pixels. A narrow sheet writes the label above its line."""

    width: float
    left: float
    right: float
    row: float
    label_room: float
    label_up: float

    def x(self, level: int) -> float:
        return self.left + (level - 1) * (self.right - self.left) / 3


WIDE = Sheet(width=590, left=258, right=462, row=38, label_room=236, label_up=0)
NARROW = Sheet(width=330, left=20, right=220, row=58, label_room=310, label_up=24)
TOP = 30


def draw(
    before: Sequence[Level], now: Sequence[Level], labels: Sequence[str], *, narrow: bool = False
) -> SafeString:
    """The picture. The three sequences run alike; levels outside 1 to 4 raise ValueError."""
    _check([*before, *now])
    sheet = NARROW if narrow else WIDE
    height = TOP + sheet.row * len(labels) + 26
    parts = [_scale(sheet, bottom=height - 30)]
    for place, (label, was, is_) in enumerate(zip(labels, before, now, strict=True)):
        parts.append(_row(sheet, y=TOP + sheet.row * (place + 0.5), label=label, was=was, is_=is_))
    parts.append(_legend(height - 8))
    return drawing.picture(
        parts,
        width=sheet.width,
        height=height,
        title=_title(),
        desc=_summary(before, now),
        class_="slim" if narrow else "broad",
    )


def listed(before: Sequence[Level], now: Sequence[Level], labels: Sequence[str]) -> SafeString:
    """The same as a table."""
    rows = [
        (label, _level(was), _level(is_), _change(was, is_))
        for label, was, is_ in zip(labels, before, now, strict=True)
    ]
    return drawing.table(
        [_("Dimension"), _("Before"), _("Now"), _("Change")], rows, caption=_title()
    )


def figure(before: Sequence[Level], now: Sequence[Level], labels: Sequence[str]) -> SafeString:
    """Both, ready for the page: the wide picture in the office, the narrow one on a phone."""
    both = [draw(before, now, labels, narrow=narrow) for narrow in (False, True)]
    beside = listed(before, now, labels)
    return drawing.framed(drawing.together(both), beside=beside, title=_title())


def _title() -> str:
    return _("Dimensions before and now")


def _check(levels: Sequence[Level]) -> None:
    wrong = [level for level in levels if level is not None and level not in LEVELS]
    if wrong:
        message = f"levels run from 1 to 4, not {wrong[0]}"
        raise ValueError(message)


def _summary(before: Sequence[Level], now: Sequence[Level]) -> str:
    good = sum(1 for level in now if level is not None and level >= GOOD_FROM)
    better = sum(1 for was, is_ in zip(before, now, strict=True) if was and is_ and is_ > was)
    return " ".join(
        [
            ngettext(
                "%(n)s dimension at level 3 or 4 now.",
                "%(n)s dimensions at level 3 or 4 now.",
                good,
            )
            % {"n": good},
            ngettext("%(n)s better than before.", "%(n)s better than before.", better)
            % {"n": better},
        ]
    )


def _level(level: Level) -> str:
    return _("not assessed") if level is None else str(level)


def _change(was: Level, is_: Level) -> str:
    if was is None or is_ is None:
        return "–"
    return "=" if was == is_ else f"{is_ - was:+d}".replace("-", "−")


def _scale(sheet: Sheet, *, bottom: float) -> SafeString:
    parts = [
        tag(
            "rect",
            x=sheet.x(3) - 18,
            y=20,
            width=sheet.x(4) - sheet.x(3) + 36,
            height=bottom - 16,
            rx=8,
            fill=drawing.LEAF_PALE,
        )
    ]
    for level in LEVELS:
        x = sheet.x(level)
        parts.append(words(x, 14, str(level), fill=drawing.QUIET, text_anchor="middle"))
        parts.append(tag("line", x1=x, x2=x, y1=22, y2=bottom, stroke=drawing.LINE))
    return tag("g", *parts)


def _row(sheet: Sheet, *, y: float, label: str, was: Level, is_: Level) -> SafeString:
    middle = y + (8 if sheet.label_up else 0)
    written = fit(label, room=sheet.label_room, size=14)
    said = f"{label}: {_level(was)} → {_level(is_)}"
    return titled(
        said,
        words(8, middle + 5 - sheet.label_up, written, size=14),
        *_marks(sheet, middle=middle, was=was, is_=is_),
        _outcome(sheet, middle=middle, was=was, is_=is_),
    )


def _marks(sheet: Sheet, *, middle: float, was: Level, is_: Level) -> list[SafeString]:
    ends = {"x1": sheet.x(1), "x2": sheet.x(4), "y1": middle, "y2": middle}
    parts = [tag("line", **ends, stroke=drawing.LINE, stroke_width=2)]
    if was and is_ and was != is_:
        parts.append(_arrow(sheet, middle=middle, was=was, is_=is_))
    if was:
        ring = 10 if was == is_ else 7
        parts.append(
            tag(
                "circle",
                cx=sheet.x(was),
                cy=middle,
                r=ring,
                fill=drawing.PAPER,
                stroke=drawing.QUIET,
                stroke_width=2,
            )
        )
    if is_:
        parts.append(tag("circle", cx=sheet.x(is_), cy=middle, r=7, fill=_colour(was, is_)))
    return parts


def _colour(was: Level, is_: int) -> str:
    if was and is_ < was:
        return drawing.CLAY
    return drawing.LEAF if is_ >= GOOD_FROM else drawing.INDIGO


def _arrow(sheet: Sheet, *, middle: float, was: int, is_: int) -> SafeString:
    way = 1 if is_ > was else -1
    tip = sheet.x(is_) - way * 8
    colour = _colour(was, is_)
    head = f"M{tip:.1f} {middle:.1f}l{-way * 9} -6v12z"
    return tag(
        "g",
        tag(
            "line",
            x1=sheet.x(was),
            x2=tip - way * 6,
            y1=middle,
            y2=middle,
            stroke=colour,
            stroke_width=3.5,
            stroke_dasharray=None if way > 0 else "6 3",
        ),
        tag("path", d=head, fill=colour),
    )


def _outcome(sheet: Sheet, *, middle: float, was: Level, is_: Level) -> SafeString:
    x = sheet.x(4) + 28
    if is_ is None:
        return words(
            x,
            middle + 4,
            fit(_("not assessed"), room=sheet.width - x - 2, size=12),
            size=12,
            fill=drawing.QUIET,
        )
    return words(x, middle + 5, _change(was, is_), size=14, fill=_colour(was, is_), font_weight=700)


def _legend(y: float) -> SafeString:
    return tag(
        "g",
        tag(
            "circle", cx=15, cy=y - 4, r=6, fill=drawing.PAPER, stroke=drawing.QUIET, stroke_width=2
        ),
        words(27, y, fit(_("before"), room=60, size=12), size=12, fill=drawing.QUIET),
        tag("circle", cx=100, cy=y - 4, r=6, fill=drawing.INDIGO),
        words(112, y, fit(_("now"), room=80, size=12), size=12, fill=drawing.QUIET),
        tag(
            "rect",
            x=200,
            y=y - 11,
            width=14,
            height=14,
            rx=3,
            fill=drawing.LEAF_PALE,
            stroke=drawing.LEAF,
        ),
        words(220, y, fit(_("good: 3 and 4"), room=105, size=12), size=12, fill=drawing.QUIET),
    )
