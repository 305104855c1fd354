"""A house with a window for each bed: lit where a child sleeps, empty where one is free."""

from collections.abc import Iterator
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kinkeeper.ground.reports.pictures import drawing
from kinkeeper.ground.reports.pictures.drawing import tag

WIDTH, ROOF, WINDOW, GAP, A_ROW = 132, 26, 16, 7, 5
# what a window shows: fill, edge, dashes
HOME, GUEST, FREE, OVER = (
    (drawing.INDIGO, drawing.INDIGO, None), (drawing.CLAY, drawing.CLAY, None),
    (drawing.PAPER, drawing.QUIET, None), (drawing.CLAY, drawing.DANGER, "2 2"),
)  # fmt: skip


def draw(*, beds: int, home: int, guests: int) -> SafeString:
    """home: children who belong there; guests: those of another village; beyond `beds`: dashed."""
    return _drawn(beds, home, guests, get_language() or "")


@lru_cache(maxsize=512)
def _drawn(beds: int, home: int, guests: int, _language: str) -> SafeString:
    """A village has many houses and few different ones; the title speaks the reader's language."""
    windows = list(_windows(beds, home, guests))
    rows = max(1, -(-len(windows) // A_ROW))
    height = ROOF + GAP + rows * (WINDOW + GAP)
    parts = [_roof(), _wall(height), *(_window(n, kind) for n, kind in enumerate(windows))]
    title = said(beds=beds, taken=home + guests)
    return tag(
        "svg", tag("title", title), *parts, xmlns="http://www.w3.org/2000/svg", role="img",
        aria_label=title, viewBox=f"0 0 {WIDTH} {height + 2}", width=WIDTH, height=height + 2,
        class_="house",
    )  # fmt: skip


def said(*, beds: int, taken: int) -> str:
    """How full it is, in words."""
    if taken > beds:
        sentence = ngettext(
            "%(taken)d child in %(beds)d beds", "%(taken)d children in %(beds)d beds", taken
        )
        return sentence % {"taken": taken, "beds": beds}
    free = ngettext("%(free)d free bed of %(beds)d", "%(free)d free beds of %(beds)d", beds - taken)
    return free % {"free": beds - taken, "beds": beds} if taken < beds else _("full")


def _windows(beds: int, home: int, guests: int) -> Iterator[tuple[str, str, str | None]]:
    taken = [HOME] * home + [GUEST] * guests
    yield from taken[:beds]
    yield from [OVER] * (len(taken) - beds)
    yield from [FREE] * (beds - len(taken))


def _roof() -> SafeString:
    return tag("path", d=f"M2 {ROOF}L{WIDTH / 2} 3L{WIDTH - 2} {ROOF}z", fill=drawing.LINE)


def _wall(height: int) -> SafeString:
    size = {"x": 8, "y": ROOF, "width": WIDTH - 16, "height": height - ROOF}
    return tag("rect", **size, fill=drawing.SAND, stroke=drawing.LINE)


def _window(number: int, kind: tuple[str, str, str | None]) -> SafeString:
    fill, edge, dashes = kind
    row, column = divmod(number, A_ROW)
    left = (WIDTH - A_ROW * WINDOW - (A_ROW - 1) * GAP) / 2
    return tag(
        "rect", x=left + column * (WINDOW + GAP), y=ROOF + GAP + row * (WINDOW + GAP), width=WINDOW,
        height=WINDOW, rx=3, fill=fill, stroke=edge, stroke_dasharray=dashes,
    )  # fmt: skip
