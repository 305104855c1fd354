"""Building blocks of a picture: escaped elements, the picture itself, and the figure around it."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kinkeeper.ground.reports.pictures.lettering import clean

INK = "#1d2433"
QUIET = "#545e72"
PAPER = "#fffdf9"
SAND = "#f6f1e7"
LINE = "#e2d8c6"
INDIGO = "#27407a"
CLAY = "#a8481f"
LEAF = "#2b6a49"
LEAF_PALE = "#e2f0e6"
SUN = "#d9982b"
DANGER = "#a3243b"

Value = str | float | None

SHAPES = frozenset({"circle", "line", "path", "polygon", "polyline", "rect", "use"})
SIZE = 13
"""Of letters, unless told otherwise."""

# Smallest width on screen, in steps the style sheet knows; below it the picture scrolls sideways.
SMALLEST_WIDTHS = (280, 440, 680, 960, 1200, 1600, 2100, 2800, 4000)


def _written(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


@cache
def _named(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _quoted(value: str | float) -> str:
    return escape(clean(value)) if isinstance(value, str) else _written(value)


def _inside(part: str) -> str:
    return part if isinstance(part, SafeString) else escape(clean(part))


def tag(name: str, *inside: str, **attributes: Value) -> SafeString:
    """One element; `stroke_width` becomes `stroke-width`, `class_` `class`; None is left out."""
    pairs = "".join(
        f' {_named(key)}="{_quoted(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if not inside and name in SHAPES:
        return SafeString(f"<{name}{pairs}/>")
    content = "".join(map(_inside, inside))
    # Three times as fast as format_html; a picture has hundreds of elements.
    return SafeString(f"<{name}{pairs}>{content}</{name}>")


def together(parts: Iterable[str]) -> SafeString:
    """Elements one after the other; plain strings among them are cleaned and escaped."""
    return SafeString("".join(map(_inside, parts)))


def words(x: float, y: float, text: str, *, size: float = SIZE, **attributes: Value) -> SafeString:
    """A line of text at its baseline, in the picture's ink and size unless told otherwise."""
    return tag("text", text, x=x, y=y, font_size=None if size == SIZE else size, **attributes)


def titled(title: str, *inside: str, **attributes: Value) -> SafeString:
    """A group that says what it is when pointed at."""
    return tag("g", tag("title", title), *inside, **attributes)


def picture(
    parts: Iterable[str],
    *,
    width: float,
    height: float,
    title: str,
    desc: str,
    class_: str = "",
    links: bool = False,
) -> SafeString:
    """The SVG: shrinks with the page, never grows, named for screen readers; links: it holds some,
    which a screen reader must reach one by one."""
    sized = f"wide-{bisect_right(SMALLEST_WIDTHS, width) or 1}"
    return tag(
        "svg",
        tag("title", title),
        tag("desc", desc),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        role="group" if links else "img",
        aria_label=title,
        viewBox=f"0 0 {_written(width)} {_written(height)}",
        width=width,
        height=height,
        font_family="system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif",
        font_size=SIZE,
        fill=INK,
        class_=f"{sized} {class_}".strip(),
    )


def beside(drawn: Iterable[SafeString]) -> SafeString:
    """Drawings of one thing for sheets of several sizes; the page shows one of them."""
    return format_html_join("", "{}", ((one,) for one in drawn))


def framed(drawn: str, *, beside: str, title: str) -> SafeString:
    """The picture with its readable twin, as it stands in a page."""
    return format_html(
        '<div class="picture">'
        '<div class="scroll-x" tabindex="0" role="group" aria-label="{}">{}</div>'
        '<details class="no-print"><summary>{}</summary>{}</details></div>',
        clean(title),
        drawn,
        _("Read it as a list"),
        beside,
    )


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str) -> SafeString:
    """A table whose rows become cards on a phone; the first cell names the row."""
    top = tag("tr", *(tag("th", head, scope="col") for head in heads))
    body = (tag("tr", tag("th", row[0], scope="row"), *_cells(heads[1:], row[1:])) for row in rows)
    hidden = tag("caption", caption, class_="hidden-text")
    return tag("table", hidden, tag("thead", top), tag("tbody", *body), class_="cards")


def _cells(heads: Sequence[str], cells: Sequence[str]) -> list[SafeString]:
    return [tag("td", cell, data_label=head) for head, cell in zip(heads, cells, strict=True)]
