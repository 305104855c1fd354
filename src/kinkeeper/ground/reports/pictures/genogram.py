"""The genogram: a family in the signs social workers know, for the families there really are.

Square: man or boy; circle: woman or girl; diamond: sex not known. Crossed: deceased. Dashed with a
question mark: somebody we know must be there. A dashed frame holds those who live together, a roof
stands over a child in care, dashed lines lead from those who stand in for parents.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kinkeeper.ground.reports.pictures import drawing, genogram_lines, genogram_rows, genogram_sheet
from kinkeeper.ground.reports.pictures.drawing import tag, titled, words
from kinkeeper.ground.reports.pictures.genogram_lines import COLUMN, Arc, Route, middle
from kinkeeper.ground.reports.pictures.genogram_rows import Seat
from kinkeeper.ground.reports.pictures.genogram_sheet import RADIUS, Lettering, Row
from kinkeeper.ground.reports.pictures.genogram_values import (
    Couple,
    Kin,
    Parentage,
    Relative,
    Union,
    read,
)
from kinkeeper.ground.reports.pictures.lettering import width

__all__ = ["Parentage", "Relative", "Union", "draw", "figure", "listed"]

SMALLEST_WIDTH = 320.0
LEGEND_LINE = 22.0
WHOLE = (
    f"M{-RADIUS} 0a{RADIUS} {RADIUS} 0 1 1 {2 * RADIUS} 0a{RADIUS} {RADIUS} 0 1 1 {-2 * RADIUS} 0z"
)
SHAPES = {
    "male": "M-15.5 -15.5H15.5V15.5H-15.5z",
    "female": WHOLE,
    "unknown": "M0 -18.5L18.5 0L0 18.5L-18.5 0z",
}
ROOF = "M-19 -12L0 -27L19 -12"
CROSS = "M-12 -12L12 12M12 -12L-12 12"


@dataclass(frozen=True)
class Sheet:
    """Everything placed: who sits where, the heights of the rows, the width of the whole."""

    kin: Kin
    seated: dict[str, Seat]
    letters: dict[str, Lettering]
    rows: Sequence[Row]
    arcs: Sequence[Arc]
    routes: Sequence[Route]
    width: float

    def spot(self, person: str) -> tuple[float, float]:
        seat = self.seated[person]
        return middle(seat), self.rows[seat.row].middle

    @property
    def bottom(self) -> float:
        return self.rows[-1].bottom + 8 if self.rows else 40.0


def draw(
    relatives: Iterable[Relative], unions: Iterable[Union], parentages: Iterable[Parentage]
) -> SafeString:
    """The picture. Links to people who are not given are left out."""
    kin = read(relatives, unions, parentages)
    sheet = _sheet(kin)
    legend, bottom = _legend(kin, sheet.width, sheet.bottom)
    parts = [*_home(sheet), *_ties(sheet), *(_person(sheet, p) for p in kin.people.values())]
    parts += [*_caption(sheet), legend] if kin.people else [_nobody()]
    return drawing.picture(
        parts, width=sheet.width, height=bottom + 6, title=_("Genogram"), desc=_summary(kin)
    )


def listed(
    relatives: Iterable[Relative], unions: Iterable[Union], parentages: Iterable[Parentage]
) -> SafeString:
    """The same as a table: who, what is known, whose child, whose partner."""
    kin = read(relatives, unions, parentages)
    rows = [
        (p.label, ", ".join(_marks(p)), _parents(kin, p.id), _partners(kin, p.id))
        for p in kin.people.values()
    ]
    return drawing.table(
        [_("Name"), _("About"), _("Child of"), _("Partner of")], rows, caption=_("Genogram")
    )


def figure(
    relatives: Iterable[Relative], unions: Iterable[Union], parentages: Iterable[Parentage]
) -> SafeString:
    """Picture and table, ready for the page."""
    given = list(relatives), list(unions), list(parentages)
    return drawing.framed(draw(*given), beside=listed(*given), title=_("Genogram"))


def _sheet(kin: Kin) -> Sheet:
    seated = genogram_rows.seats(kin)
    letters = {person.id: genogram_sheet.lettering(person) for person in kin.people.values()}
    arcs = genogram_lines.arcs(kin, seated)
    routes, tracks = genogram_lines.routes(kin, seated)
    rows = genogram_sheet.stack(
        seated, letters, arcs=arcs, tracks=tracks, captioned=_captioned(kin, seated)
    )
    columns = max((seat.column + 0.5 for seat in seated.values()), default=0)
    return Sheet(
        kin, seated, letters, rows, arcs, routes, max(columns * COLUMN + 6, SMALLEST_WIDTH)
    )


def _captioned(kin: Kin, seated: dict[str, Seat]) -> int | None:
    alone = genogram_rows.alone(kin)
    return min((seated[person].row for person in alone), default=None)


def _home(sheet: Sheet) -> list[SafeString]:
    together = [person.id for person in sheet.kin.people.values() if person.in_household]
    if not together:
        return []
    path, boxes = genogram_sheet.household(together, sheet.seated, sheet.rows)
    tints = [
        tag("rect", x=x, y=y, width=right - x, height=bottom - y, fill=drawing.LEAF_PALE)
        for x, y, right, bottom in boxes
    ]
    edge = tag(
        "path",
        d=path,
        fill="none",
        stroke=drawing.LEAF,
        stroke_width=1.5,
        stroke_dasharray="6 4",
        stroke_linecap="round",
    )
    return [titled(_("live together"), *tints, edge)]


def _ties(sheet: Sheet) -> list[SafeString]:
    arcs = {arc.couple.pair: arc for arc in sheet.arcs}
    unions = [_union(sheet, couple, arcs.get(couple.pair)) for couple in sheet.kin.couples]
    return [*(_descent(sheet, route) for route in sheet.routes), *unions]


def _union(sheet: Sheet, couple: Couple, arc: Arc | None) -> SafeString:
    (x1, y), (x2, _y) = sorted((sheet.spot(couple.a), sheet.spot(couple.b)))
    path, across = f"M{x1:.1f} {y:.1f}H{x2:.1f}", y
    if arc:
        across = sheet.rows[sheet.seated[couple.a].row].arc(arc.level)
        path = f"M{x1 + 9:.1f} {y:.1f}V{across:.1f}H{x2 - 9:.1f}V{y:.1f}"
    dash = None if couple.declared else "2 4"
    parts = [
        tag("path", d=path, fill="none", stroke=drawing.INK, stroke_width=2, stroke_dasharray=dash)
    ]
    if couple.ended:
        x = (x1 + x2) / 2 - (0 if arc else 16)
        cut = f"M{x - 6:.1f} {across + 7:.1f}l6 -14m4 14l6 -14"
        parts.append(tag("path", d=cut, stroke=drawing.INK, stroke_width=2))
    return tag("g", *parts)


def _descent(sheet: Sheet, route: Route) -> SafeString:
    steps = [_start(sheet, route)]
    for run, goes_on in route.runs:
        steps.append(f"V{sheet.rows[run.gap].track(run.track):.1f}")
        if run is not route.runs[-1][0]:
            steps.append(f"H{goes_on:.1f}")
    run, here = route.runs[-1]
    level, foot = sheet.rows[run.gap].track(run.track), sheet.rows[run.gap].middle
    low, high = min([here, *route.entries]), max([here, *route.entries])
    steps.append(f"M{low:.1f} {level:.1f}H{high:.1f}")
    steps += [f"M{entry:.1f} {level:.1f}V{foot:.1f}" for entry in route.entries]
    dash = "5 4" if route.descent.guardian else None
    colour = drawing.INDIGO if route.descent.guardian else drawing.INK
    return tag(
        "path",
        d="".join(steps),
        fill="none",
        stroke=colour,
        stroke_width=1.6,
        stroke_dasharray=dash,
    )


def _start(sheet: Sheet, route: Route) -> str:
    x, y = sheet.spot(route.descent.parents[0])
    if route.start == "union":
        return f"M{route.x:.1f} {y:.1f}"
    if route.start == "single":
        aside = y + (11 if route.descent.guardian else 7)
        return f"M{x:.1f} {aside:.1f}H{route.x:.1f}"
    pair = frozenset(route.descent.parents)
    level = next(arc.level for arc in sheet.arcs if arc.couple.pair == pair)
    return f"M{route.x:.1f} {sheet.rows[sheet.seated[route.descent.parents[0]].row].arc(level):.1f}"


def _person(sheet: Sheet, person: Relative) -> SafeString:
    x, y = sheet.spot(person.id)
    sign = tag("g", *_sign(person), transform=f"translate({x:.1f} {y:.1f})")
    below = y + RADIUS + 15
    written = sheet.letters[person.id]
    weight = 700 if person.focus else None
    names = [
        words(x, below + 15 * i, line, size=12, text_anchor="middle", font_weight=weight)
        for i, line in enumerate(written.name)
    ]
    below += 15 * len(names) - 1
    notes = [
        words(x, below + 14 * i, line, size=11.5, text_anchor="middle", fill=drawing.QUIET)
        for i, line in enumerate(written.note)
    ]
    return titled(
        " · ".join([person.label, *_marks(person)]), sign, *names, *notes, class_="person"
    )


def _sign(person: Relative) -> list[SafeString]:
    fill = drawing.INDIGO if person.focus else drawing.PAPER
    dash = "4 3" if person.unknown else None
    parts = [
        tag(
            "path",
            d=SHAPES[person.sex],
            fill=fill,
            stroke=drawing.INK,
            stroke_width=2,
            stroke_dasharray=dash,
        )
    ]
    line = drawing.PAPER if person.focus else drawing.INK
    if person.unknown:
        parts.append(words(0, 5.5, "?", size=16, fill=line, text_anchor="middle"))
    if person.deceased:
        parts.append(tag("path", d=CROSS, stroke=line, stroke_width=2))
    if person.in_care:
        parts.append(
            tag(
                "path",
                d=ROOF,
                fill="none",
                stroke=drawing.CLAY,
                stroke_width=3.5,
                stroke_linejoin="round",
            )
        )
    return parts


def _caption(sheet: Sheet) -> list[SafeString]:
    number = _captioned(sheet.kin, sheet.seated)
    if number is None:
        return []
    text = _("No kinship written down yet:")
    return [words(4, sheet.rows[number].gap + 20, text, size=12, fill=drawing.QUIET)]


def _nobody() -> SafeString:
    return words(8, 24, _("Nobody is written down yet."), fill=drawing.QUIET)


def _legend(kin: Kin, room: float, top: float) -> tuple[SafeString, float]:
    """Only the signs this picture uses, flowing over as many lines as needed."""
    x, y, parts = 6.0, top + LEGEND_LINE, []
    for sign, text in _used(kin):
        wide = 30 + width(text, size=11.5) + 16
        if x > 6 and x + wide > room:
            x, y = 6.0, y + LEGEND_LINE
        small = tag("g", sign, transform=f"translate({x + 11:.1f} {y - 4:.1f}) scale(.5)")
        parts += [small, words(x + 26, y, text, size=11.5, fill=drawing.QUIET)]
        x += wide
    return tag("g", *parts, class_="legend"), y


def _used(kin: Kin) -> list[tuple[SafeString, str]]:
    people = kin.people.values()
    shown = [
        (person, text)
        for person, text in (
            (Relative("", "", sex="male"), _("man or boy")),
            (Relative("", "", sex="female"), _("woman or girl")),
            (Relative("", ""), _("sex not known")),
        )
        if any(p.sex == person.sex for p in people)
    ]
    signs = [(tag("g", *_sign(person)), text) for person, text in shown]
    signs += [(mark, text) for used, mark, text in _extra_signs(kin) if used]
    return signs


def _extra_signs(kin: Kin) -> list[tuple[bool, SafeString, str]]:
    people = kin.people.values()

    def line(path: str, dash: str | None, colour: str) -> SafeString:
        return tag(
            "path", d=path, fill="none", stroke=colour, stroke_width=4, stroke_dasharray=dash
        )

    return [
        (any(p.deceased for p in people), line(CROSS, None, drawing.INK), _("deceased")),
        (
            any(p.unknown for p in people),
            words(0, 10, "?", size=28, text_anchor="middle"),
            _("not known to us"),
        ),
        (
            any(p.in_care for p in people),
            line("M-19 8L0 -8L19 8", None, drawing.CLAY),
            _("in care"),
        ),
        (
            any(p.in_household for p in people),
            line("M-18 -12H18V12H-18z", "9 6", drawing.LEAF),
            _("live together"),
        ),
        (
            any(d.guardian for d in kin.descents),
            line("M-20 0H20", "9 6", drawing.INDIGO),
            _("stands in for a parent"),
        ),
        (
            any(c.ended for c in kin.couples),
            line("M-20 0H20M-8 10l6 -20m4 20l6 -20", None, drawing.INK),
            _("separated"),
        ),
    ]


def _marks(person: Relative) -> list[str]:
    said = [person.note] if person.note else []
    flags = (
        (person.deceased, _("deceased")),
        (person.unknown, _("not known to us")),
        (person.in_care, _("in care")),
        (person.in_household, _("lives in the household")),
    )
    return said + [text for flag, text in flags if flag]


def _parents(kin: Kin, person: str) -> str:
    said = []
    for descent in kin.descents:
        if person in descent.children:
            names = ", ".join(kin.people[parent].label for parent in descent.parents)
            said.append(
                _("%(name)s (stands in for a parent)") % {"name": names}
                if descent.guardian
                else names
            )
    return "; ".join(said)


def _partners(kin: Kin, person: str) -> str:
    pairs = [couple for couple in kin.couples if person in couple.pair and couple.declared]
    names = [kin.people[next(iter(couple.pair - {person}))].label for couple in pairs]
    return ", ".join(names)


def _summary(kin: Kin) -> str:
    count = len(kin.people)
    home = sum(1 for person in kin.people.values() if person.in_household)
    people = ngettext("%(n)s person.", "%(n)s people.", count) % {"n": count}
    return (
        people
        + " "
        + ngettext("%(n)s lives in the household.", "%(n)s live in the household.", home)
        % {"n": home}
    )
