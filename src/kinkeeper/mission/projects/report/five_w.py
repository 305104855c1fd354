"""The 5W of a project: who does what, where, when, for whom; with HXL tags. The columns are data.

One row for each place of the project. Cells below five are left empty and the row says so: a 5W has
no word for "hidden". There is no single official template; these columns are the usual ones.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.places.models import Place
from kinkeeper.ground.places.queries import below, official_code, parents_on
from kinkeeper.ground.records.queries import Rows
from kinkeeper.ground.reports.figures import SEX, Asked, Figure, State, hide_small
from kinkeeper.ground.reports.measures import Unknown, measure_of
from kinkeeper.ground.reports.workbook import Cell, Sheet
from kinkeeper.mission.projects.framework import Moment
from kinkeeper.mission.projects.models import Part, Project
from kinkeeper.mission.projects.shown import in_language

CHILDREN, GUARDIANS = "strengthening.children_reached", "strengthening.guardians_reached"


@dataclass(frozen=True)
class Column:
    """label: for people; tag: of the Humanitarian Exchange Language; key: in the row's values."""

    label: Promise
    tag: str
    key: str
    width: int = 14


COLUMNS = (
    Column(gettext_lazy("Organisation"), "#org+reporting", "organisation", 28),
    Column(gettext_lazy("Funder"), "#org+funder", "funder", 28),
    Column(gettext_lazy("Cluster"), "#sector+cluster", "cluster", 20),
    Column(gettext_lazy("Activity"), "#activity+name", "activity", 40),
    Column(gettext_lazy("Code"), "#activity+code", "code", 12),
    Column(gettext_lazy("State"), "#status", "status", 12),
    Column(gettext_lazy("First day"), "#date+start", "since", 12),
    Column(gettext_lazy("Last day"), "#date+end", "until", 12),
    Column(gettext_lazy("Region"), "#adm1+name", "region", 16),
    Column(gettext_lazy("Code of the region"), "#adm1+code", "region_code", 12),
    Column(gettext_lazy("Place"), "#loc+name", "place", 18),
    Column(gettext_lazy("Code of the place"), "#loc+code", "place_code", 12),
    Column(gettext_lazy("For whom"), "#population+type", "people", 24),
    Column(gettext_lazy("Girls reached"), "#reached+f+children", "girls"),
    Column(gettext_lazy("Boys reached"), "#reached+m+children", "boys"),
    Column(gettext_lazy("Women reached"), "#reached+f+adult", "women"),
    Column(gettext_lazy("Men reached"), "#reached+m+adult", "men"),
    Column(gettext_lazy("Children reached"), "#reached+children", "children"),
    Column(gettext_lazy("Adults reached"), "#reached+adult", "adults"),
    Column(gettext_lazy("Remark"), "#meta+remark", "remark", 30),
    Column(gettext_lazy("Updated"), "#date+updated", "updated", 12),
)


def five_w(project: Project, moment: Moment) -> Sheet:
    """The sheet: heads, the row of tags, then one row for each place."""
    rows = moment.rows()
    places = [p.place for p in project.places.select_related("place").order_by("place__name")]
    values = [_values(project, place, moment, rows) for place in places]
    body: list[list[Cell]] = [[column.tag for column in COLUMNS]]
    body += [[row.get(column.key, "") for column in COLUMNS] for row in values]
    heads = [(str(column.label), column.width) for column in COLUMNS]
    return Sheet("5W", [], heads, body)


def _values(project: Project, place: Place, moment: Moment, rows: Rows) -> dict[str, Cell]:
    region = next((p for p in parents_on(place, moment.on) if p.level == "region"), None)
    ended = moment.on >= project.until
    return {
        "organisation": _partner(project, Part.LEADER), "funder": _partner(project, Part.FUNDER),
        "cluster": _("Protection (children)"), "activity": in_language(project, "title"),
        "code": project.code, "status": _("completed") if ended else _("ongoing"),
        "since": project.since.isoformat(), "until": project.until.isoformat(),
        "region": region.name if region else "",
        "region_code": official_code(region) if region else "",
        "place": place.name, "place_code": official_code(place),
        "people": _("children at risk and their guardians"),
        "updated": timezone.localdate().isoformat(),
        **dict(_reached(project, place, moment, rows)),
    }  # fmt: skip


def _partner(project: Project, part: Part) -> str:
    found = project.partners.filter(part=part).first()
    return in_language(found, "name") if found else ""


def _reached(
    project: Project, place: Place, moment: Moment, rows: Rows
) -> Iterator[tuple[str, Cell]]:
    asked = Asked(
        project.pk, project.since, moment.on, places=frozenset(p.pk for p in below(place))
    )
    hidden = False
    for code, total, women, men in (
        (CHILDREN, "children", "girls", "boys"), (GUARDIANS, "adults", "women", "men"),
    ):  # fmt: skip
        figure = hide_small(_figure(code, rows, asked))
        hidden |= figure.state is State.SUPPRESSED
        yield total, _number(figure.value)
        for name, key in ((women, "F"), (men, "M")):
            cell = next((c for c in figure.cells if (c.scheme, c.key) == (SEX, key)), None)
            hidden |= cell is not None and cell.state is State.SUPPRESSED
            yield name, _number(cell.value if cell else None)
    yield "remark", _("Few people: not published.") if hidden else ""


def _figure(code: str, rows: Rows, asked: Asked) -> Figure:
    try:
        return measure_of(code).compute(rows, asked)
    except Unknown:
        return Figure(State.NOT_COLLECTED)


def _number(value: Decimal | None) -> Cell:
    return "" if value is None else int(value)
