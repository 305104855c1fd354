"""What the projects room answers: the sheet, the framework, the rows behind a number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may_meet, visible
from kinkeeper.ground.access.roles import MONITORING, REPORTING
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.places.queries import regions_of
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.reports.figures import Figure, Ref
from kinkeeper.ground.reports.measures import Measure
from kinkeeper.mission.projects.as_json import framework_json
from kinkeeper.mission.projects.framework import (
    Chapter,
    Framework,
    Line,
    Moment,
    asked_of,
    framework,
    moment_of,
)
from kinkeeper.mission.projects.models import (
    Expense,
    Indicator,
    IndicatorTarget,
    Partner,
    Project,
    TargetGroup,
)
from kinkeeper.mission.projects.reading import measured_by
from kinkeeper.mission.projects.rules import money
from kinkeeper.mission.projects.terminal import terminal_lines

__all__ = [
    "Chapter", "Framework", "Line", "Location", "Moment", "Opened", "Project", "RowShown", "Sheet",
    "choosable_projects", "framework", "framework_json", "moment_of", "opened",
    "project_called", "projects_for",
    "running_projects", "sheet_for", "size_of", "terminal_lines",
]  # fmt: skip


def projects_for(by: Account, *, purpose: str = REPORTING) -> list[Project]:
    """Projects this person may read about, the latest first."""
    ids = visible(Project, by=by, purpose=purpose).values("pk")
    return list(Project.objects.filter(pk__in=ids).order_by("-since", "code"))


def project_called(code: str, *, by: Account, purpose: str = REPORTING) -> Project | None:
    """By its code in any case; None when there is none or it is not this person's to read."""
    ids = visible(Project, by=by, purpose=purpose).values("pk")
    return Project.objects.filter(pk__in=ids, code__iexact=code).first()


def running_projects(by: Account, day: date) -> list[tuple[UUID, str]]:
    """Projects running on a day, for whoever records work: id and code."""
    found = projects_for(by, purpose=MONITORING)
    return [(p.pk, p.code) for p in found if p.since <= day < p.until]


def choosable_projects(by: Account) -> list[tuple[UUID, str]]:
    """Projects a list of families may be imported for: id and name, also ended ones."""
    return [(p.pk, str(p)) for p in projects_for(by, purpose=MONITORING)]


# --- the sheet --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Location:
    """A place of the project with the region it lay in then and the one it lies in today."""

    place: Place
    region_then: Place | None
    region_today: Place | None

    @property
    def moved(self) -> bool:
        return self.region_then != self.region_today


@dataclass(frozen=True)
class Sheet:
    project: Project
    partners: list[Partner]
    locations: list[Location]
    direct: list[TargetGroup]
    indirect: list[TargetGroup]


def sheet_for(project: Project) -> Sheet:
    """The project as its sheet describes it."""
    groups = list(TargetGroup.objects.filter(project=project).order_by("order"))
    places = [row.place for row in project.places.select_related("place")]
    return Sheet(
        project=project,
        partners=_in_order(project.partners.all()),
        locations=_locations(sorted(places, key=lambda p: p.name), project.since),
        direct=[g for g in groups if g.direct],
        indirect=[g for g in groups if not g.direct],
    )


def _in_order(partners: Iterable[Partner]) -> list[Partner]:
    order = ["leader", "accountable", "funding", "cofunding", "extending", "implementing"]
    return sorted(partners, key=lambda p: (order.index(p.part), p.name_en))


def _locations(places: list[Place], since: date) -> list[Location]:
    today = timezone.localdate()
    regions = regions_of(places, (since, today))
    return [Location(p, regions[p.pk, since], regions[p.pk, today]) for p in places]


def size_of(project: Project) -> dict[str, int]:
    """How much its framework and its budget hold."""
    return {
        "results": project.results.count(), "indicators": project.indicators.count(),
        "targets": IndicatorTarget.objects.filter(indicator__project=project).count(),
        "lines": project.budget_lines.count(),
    }  # fmt: skip


# --- the rows behind a number -----------------------------------------------------------------


PLACE_PATHS = ("family__place", "plan__family__place", "place", "project")
FILES = {"people.person": "person", "people.family": "family"}


@dataclass(frozen=True)
class RowShown:
    """One counted row as far as this reader may meet it. name: "" where only the code is.

    amount: of an expense, as (number, currency) paid and counted.
    """

    kind: str
    id: UUID
    code: str
    name: str
    place: str
    day: date | None
    amount: tuple[tuple[Decimal, str], ...] = ()

    @property
    def url(self) -> str:
        """Address of the file, "" for a row that has none of its own."""
        name = FILES.get(self.kind)
        return reverse(name, args=[self.id]) if name else ""


@dataclass(frozen=True)
class Opened:
    """A number opened: its rows, and how many lie outside this reader's reach."""

    indicator: Indicator
    measure: Measure
    figure: Figure
    part: str
    rows: list[RowShown]
    records: list[Record]
    outside: int


def opened(
    project: Project, indicator_code: str, *, part: str, moment: Moment, by: Account
) -> Opened | None:
    """The rows counted in the numerator or the denominator. None for an unknown indicator."""
    indicator = Indicator.objects.filter(project=project, code=indicator_code).first()
    measure = measured_by(indicator) if indicator else None
    if indicator is None or measure is None:
        return None
    figure = measure.compute(moment.rows(), asked_of(project, moment.on))
    counted = figure.counted.denominator if part == "denominator" else figure.counted.numerator
    records = _visible_records(counted, by=by)
    rows = sorted((_shown(r, by=by) for r in records), key=lambda r: (r.place, r.name, r.code))
    return Opened(indicator, measure, figure, part, rows, records, len(counted) - len(records))


def _visible_records(counted: frozenset[Ref], *, by: Account) -> list[Record]:
    found: list[Record] = []
    for kind in sorted({kind for kind, _id in counted}):
        ids = sorted(pk for k, pk in counted if k == kind)
        found += _of_kind(kind, ids, by=by)
    return found


def _of_kind(kind: str, ids: list[UUID], *, by: Account) -> list[Record]:
    model = _model_of(kind)
    rows = visible(model, by=by, purpose=MONITORING)
    rows = rows.select_related(*[path for path in PLACE_PATHS if _has(model, path)][:1])
    portions = (ids[start : start + 900] for start in range(0, len(ids), 900))
    return [record for portion in portions for record in rows.filter(pk__in=portion)]


def _model_of(kind: str) -> type[Record]:
    kinds = {m.about.kind: m for m in apps.get_models() if issubclass(m, Record)}
    return kinds[kind]


def _has(model: type[Record], path: str) -> bool:
    return path.partition("__")[0] in {f.name for f in model._meta.concrete_fields}


def _shown(record: Record, *, by: Account) -> RowShown:
    """A review or an exit is shown by its family; an expense by its line."""
    subject = getattr(getattr(record, "plan", record), "family", record)
    day = next((d for n in ("due_on", "until", "paid_on") if (d := getattr(record, n, None))), None)
    place = getattr(subject, "place", None)
    code = getattr(subject, "code", "") or getattr(record, "line", "")
    return RowShown(
        kind=subject.about.kind, id=subject.pk, code=code, name=_name(subject, by=by),
        place=place.name if place else "", day=day, amount=_amount(record),
    )  # fmt: skip


def _amount(record: Record) -> tuple[tuple[Decimal, str], ...]:
    if not isinstance(record, Expense):
        return ()
    paid = (money(record.paid_minor, record.paid_currency), record.paid_currency)
    currency = record.project.currency
    counted = (money(record.counted_minor, currency), currency)
    return (paid,) if paid == counted else (paid, counted)


def _name(subject: Record, *, by: Account) -> str:
    """The name for whoever may meet it for this purpose, otherwise nothing."""
    if isinstance(subject, Expense):
        return ""
    fields = [f for f in ("given_name", "family_name", "name") if _has(type(subject), f)]
    if not all(may_meet(type(subject), f, by=by, purpose=MONITORING) for f in fields):
        return ""
    return " ".join(str(getattr(subject, f)) for f in fields).strip()
