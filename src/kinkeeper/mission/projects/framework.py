"""The results framework of a project, computed from the records for a day, as known at a moment.

All facts are read once; every indicator is then counted from them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal

from django.utils import timezone

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.queries import Rows, rows_as_of
from kinkeeper.ground.reports.figures import (
    NOT_COLLECTED,
    Asked,
    Coverage,
    Figure,
    State,
    hide_small,
    is_small,
)
from kinkeeper.ground.reports.measures import (
    Direction,
    KeptRows,
    Kind,
    Measure,
    Unit,
    kept,
)
from kinkeeper.ground.reports.queries import reads_from_outside
from kinkeeper.mission.projects.models import Indicator, IndicatorTarget, Project, Result
from kinkeeper.mission.projects.reading import (
    direction_of,
    earlier_versions,
    entered_figure,
    is_together,
    measured_by,
)
from kinkeeper.mission.projects.rules import SPENT_CODE, expected, light, quarters

NO_NUMBER = Figure(State.NOT_APPLICABLE)
"""Of an indicator that is read from others together: it has no number of its own."""


@dataclass(frozen=True)
class Moment:
    """The day asked for, and what was known: now, at a moment, or at a ledger position.

    With both, what was learned by the moment and stood in the ledger at the position.
    """

    on: date
    known_at: datetime | None = None
    seq: int | None = None

    def rows(self) -> KeptRows:
        return KeptRows(rows_as_of(known_at=self.known_at, seq=self.seq))


def end_of(day: date) -> datetime:
    """The last moment of a day: "as known on the 15th" includes what was entered that day."""
    return timezone.make_aware(datetime.combine(day, time.max))


def moment_of(project: Project, *, on: date | None = None, known: date | None = None) -> Moment:
    """As asked; without a day the project's last one, or today while it runs."""
    day = on or min(timezone.localdate(), project.until)
    return Moment(day, end_of(known) if known else None)


@dataclass(frozen=True)
class Line:
    """An indicator with what was promised and what was counted.

    light: "good", "warn", "bad" or "". trend: figure per quarter, oldest first, without parts.
    parts: the lines it is read from, where it has no number of its own. earlier: versions of its
    definition whose values are kept apart.
    """

    indicator: Indicator
    measure: Measure | None
    baseline: IndicatorTarget | None
    target: IndicatorTarget | None
    figure: Figure
    light: str
    trend: tuple[tuple[str, Figure], ...]
    parts: tuple["Line", ...] = ()
    earlier: tuple[int, ...] = ()

    @property
    def waits(self) -> bool:
        """No number: the indicator's own words say why."""
        absent = self.figure.state is State.NOT_COLLECTED or bool(self.indicator.parts)
        return absent and bool(self.indicator.waits_en)

    @property
    def unit(self) -> str:
        return self.measure.unit.value if self.measure else self.indicator.unit

    @property
    def series(self) -> str:
        """Name of the series: the measure's, or the definition of what people enter."""
        if self.measure:
            return self.measure.series
        return f"entered/{self.indicator.definition_version}"

    @property
    def downward(self) -> bool:
        """Lower is better."""
        return direction_of(self.indicator) is Direction.DOWN

    @property
    def coverage(self) -> Coverage | None:
        """What a percentage rests on. One that asks for no assessment counts all there are."""
        figure, everybody = self.figure, self.figure.denominator
        percent = self.measure is not None and self.measure.unit is Unit.PERCENT
        entered = figure.state is State.ENTERED
        if figure.coverage or entered or not percent or not everybody or self.in_money:
            return figure.coverage
        return Coverage(everybody, everybody)

    @property
    def in_money(self) -> bool:
        """Its parts are amounts, not records."""
        return self.measure is not None and self.measure.code == SPENT_CODE


@dataclass(frozen=True)
class Chapter:
    """An objective or outcome with its indicators."""

    result: Result
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Framework:
    project: Project
    moment: Moment
    chapters: tuple[Chapter, ...]

    @property
    def lines(self) -> list[Line]:
        return [line for chapter in self.chapters for line in chapter.lines]


def framework(project: Project, *, moment: Moment, by: Account) -> Framework:
    """The whole framework as this reader may see it: readers outside see no small numbers."""
    built = build(project, moment=moment)
    return for_outside(built) if reads_from_outside(by) else built


def for_outside(built: Framework) -> Framework:
    """What may leave the house: no small number, and none that could be found by subtraction."""
    chapters = tuple(
        replace(chapter, lines=tuple(_from_outside(line) for line in chapter.lines))
        for chapter in built.chapters
    )
    return replace(built, chapters=chapters)


def _from_outside(line: Line) -> Line:
    """A quarter with a few people in it is a small cell as well."""
    flow = line.measure is not None and line.measure.kind is Kind.FLOW
    few = flow and any(is_small(figure) for _code, figure in line.trend)
    return replace(line, figure=hide_small(line.figure), trend=() if few else line.trend)


def build(project: Project, *, moment: Moment, trends: bool = True) -> Framework:
    """The framework without regard to the reader: for freezing, and for `framework`."""
    rows, asked = moment.rows(), asked_of(project, moment.on)
    lines: dict[object, list[Line]] = {}
    found = [_line(i, rows, asked, project, trends=trends) for i in _indicators(project)]
    by_code = {line.indicator.code: line for line in found}
    for line in found:
        parts = tuple(by_code[c] for c in line.indicator.parts if c in by_code)
        lines.setdefault(line.indicator.result_id, []).append(replace(line, parts=parts))
    results = Result.objects.filter(project=project).order_by("order")
    chapters = tuple(Chapter(r, tuple(lines.get(r.pk, ()))) for r in results)
    return Framework(project, moment, chapters)


def asked_of(project: Project, on: date) -> Asked:
    """From the first day of the project to the day asked for."""
    return Asked(project.pk, project.since, max(on, project.since))


def _indicators(project: Project) -> Iterable[Indicator]:
    rows = Indicator.objects.filter(project=project).order_by("order")
    return rows.prefetch_related("targets")


def _line(
    indicator: Indicator, rows: Rows, asked: Asked, project: Project, *, trends: bool
) -> Line:
    measure = measured_by(indicator)
    targets = sorted((t for t in indicator.targets.all() if not t.scheme), key=lambda t: t.day)
    baseline = next((t for t in reversed(targets) if t.baseline and t.day <= asked.on), None)
    target = _target_on([t for t in targets if not t.baseline], asked.on)
    figure = _figure(indicator, measure, rows, asked)
    return Line(
        indicator, measure, baseline, target, figure,
        light=_light(indicator, measure, figure, asked, baseline=baseline, target=target),
        trend=tuple(_trend(indicator, measure, rows, asked, project)) if trends else (),
        earlier=earlier_versions(indicator, rows),
    )  # fmt: skip


def _figure(indicator: Indicator, measure: Measure | None, rows: Rows, asked: Asked) -> Figure:
    """Computed where a room computes it and has something; else what was entered and approved."""
    if is_together(indicator):
        return NO_NUMBER
    figure = _computed(measure, rows, asked) if measure else NOT_COLLECTED
    if figure.state is not State.NOT_COLLECTED:
        return figure
    return entered_figure(indicator, rows, asked)


def _target_on(targets: list[IndicatorTarget], on: date) -> IndicatorTarget | None:
    """The next target to reach; after the last one, the last."""
    ahead = [t for t in targets if t.day >= on]
    return ahead[0] if ahead else next(reversed(targets), None)


def _light(
    indicator: Indicator,
    measure: Measure | None,
    figure: Figure,
    asked: Asked,
    *,
    baseline: IndicatorTarget | None,
    target: IndicatorTarget | None,
) -> str:
    direction = direction_of(indicator)
    if target is None or direction is Direction.NONE:
        return ""
    goal = target.value
    if goal is not None and measure and measure.kind is Kind.CUMULATIVE:
        start = baseline.value if baseline and baseline.value is not None else Decimal(0)
        goal = expected(target=goal, since=asked.since, day=target.day, on=asked.on, start=start)
    return light(figure.value, goal, upward=direction is Direction.UP)


def _trend(
    indicator: Indicator, measure: Measure | None, rows: Rows, asked: Asked, project: Project
) -> Iterable[tuple[str, Figure]]:
    """Flow, and what was entered: the quarter alone. Stock and cumulative: as it stood at its
    end."""
    last = min(asked.on, project.last_day)
    alone = measure is None or measure.kind is Kind.FLOW
    for quarter in quarters(project.since, last):
        since = quarter.since if alone else asked.since
        part = replace(asked, since=since, on=quarter.on, bare=True)
        yield quarter.code, _figure(indicator, measure, rows, part)


def _computed(measure: Measure, rows: Rows, asked: Asked) -> Figure:
    """Two indicators may show one measure: it is counted once."""
    return kept(rows, (measure.series, asked), lambda: measure.compute(rows, asked))
