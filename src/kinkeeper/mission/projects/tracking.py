"""The tracking table as a workbook: one sheet for the indicators, one for their breakdown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.reports.figures import Figure, State
from kinkeeper.ground.reports.measures import Unit
from kinkeeper.ground.reports.words import Said, value_in_words
from kinkeeper.ground.reports.workbook import Cell, Percent, Sheet, workbook
from kinkeeper.mission.projects.framework import Framework, Line
from kinkeeper.mission.projects.report.five_w import five_w
from kinkeeper.mission.projects.shown import (
    Reader,
    ShownChapter,
    ShownLine,
    chapters_shown,
    in_language,
    light_in_words,
    moment_in_words,
)

HIDDEN = "…"
"""A line of a few people has no quarters outside; see `for_outside`."""
STATES = {
    State.COMPUTED: gettext_lazy("computed"),
    State.ENTERED: gettext_lazy("entered"),
    State.NOT_COLLECTED: gettext_lazy("not collected"),
    State.SUPPRESSED: gettext_lazy("hidden"),
    State.NOT_APPLICABLE: gettext_lazy("n/a"),
}


def tracking_workbook(framework: Framework, *, purpose: str) -> bytes:
    """A missing value says why; it is never blank and never 0. The value of each quarter stands in
    a column of its own; the last sheet is the 5W with its HXL tags."""
    chapters = chapters_shown(framework, reader=Reader(opens=False, query={}))
    notes = _notes(framework, purpose)
    periods = list(dict.fromkeys(code for line in framework.lines for code, _f in line.trend))
    units = {line.indicator.code: line.unit for line in framework.lines}
    quarters = {line.indicator.code: dict(_by_quarter(line)) for line in framework.lines}
    heads = [*HEADS, *((code, 11) for code in periods), *TEXTS]
    return workbook(
        [
            Sheet(
                _("Tracking table"),
                notes,
                [(str(head), width) for head, width in heads],
                _rows(framework, chapters, quarters, periods),
                across=2,
            ),
            Sheet(_("Breakdown"), notes[:2], _breakdown_heads(), _breakdown(chapters, units)),
            five_w(framework.project, framework.moment),
        ]
    )


def _by_quarter(line: Line) -> Iterator[tuple[str, Cell]]:
    for code, figure in line.trend:
        yield code, _cell(figure, line.unit)


def _cell(figure: Figure, unit: str) -> Cell:
    """A number that can be reckoned with, or why there is none."""
    if figure.value is None:
        return value_in_words(None, unit=unit, state=figure.state)
    return _number(figure.value, unit)


def _number(value: Decimal, unit: str) -> Cell:
    if unit == Unit.PERCENT:
        return Percent(value)
    return int(value) if value == value.to_integral() else value


def _notes(framework: Framework, purpose: str) -> list[str]:
    return [
        f"{framework.project.code} · {in_language(framework.project, 'title')}",
        moment_in_words(framework.moment),
        _("Computed on %(day)s for: %(purpose)s")
        % {"day": f"{timezone.localdate():%d/%m/%Y}", "purpose": purpose},
    ]


HEADS = (
    (gettext_lazy("Code"), 10), (gettext_lazy("Indicator"), 38), (gettext_lazy("Result"), 34),
    (gettext_lazy("Baseline"), 16), (gettext_lazy("Target"), 18), (gettext_lazy("Value"), 14),
    (gettext_lazy("State"), 14), (gettext_lazy("Numerator"), 12), (gettext_lazy("Denominator"), 12),
    (gettext_lazy("Counted in"), 12), (gettext_lazy("Coverage"), 20), (gettext_lazy("Light"), 12),
)  # fmt: skip
TEXTS = (
    (gettext_lazy("Beside it"), 40), (gettext_lazy("Definition"), 60),
    (gettext_lazy("Definition version"), 26), (gettext_lazy("Means of verification"), 30),
    (gettext_lazy("Added up how"), 34),
)  # fmt: skip


def _rows(
    framework: Framework, chapters: Iterable[ShownChapter],
    quarters: Mapping[str, Mapping[str, Cell]], periods: Sequence[str],
) -> Iterable[list[Cell]]:  # fmt: skip
    lines = {line.indicator.code: line for line in framework.lines}
    for chapter in chapters:
        for line in chapter.lines:
            known = quarters[line.code]
            yield [
                line.code, line.name, f"{chapter.code} {chapter.text}", line.baseline, line.target,
                *_numbers(lines[line.code], line), line.counts, line.coverage,
                light_in_words(line.light_word), *(known.get(code, HIDDEN) for code in periods),
                "; ".join(f"{label}: {value}" for label, value in line.details),
                line.definition or line.waits, line.version, line.means, line.over,
            ]  # fmt: skip


def _numbers(line: Line, shown: ShownLine) -> Iterator[Cell]:
    """Value, state, numerator, denominator; amounts of money with their currency, as text."""
    figure, money = line.figure, {part.side: part.text for part in shown.parts}
    yield _("read together") if line.parts else _cell(figure, line.unit)
    yield _("read together") if line.parts else str(STATES[figure.state])
    for side in ("numerator", "denominator"):
        if line.in_money:
            yield money.get(side, "")
            continue
        number = getattr(figure, side) if figure.denominator is not None else None
        yield "" if number is None else number


def _breakdown_heads() -> list[tuple[str, int]]:
    return [
        (_("Code"), 10), (_("Indicator"), 38), (_("Breakdown"), 16), (_("Category"), 20),
        (_("Value"), 14), (_("Numerator"), 12), (_("Denominator"), 12), (_("State"), 14),
    ]  # fmt: skip


def _breakdown(chapters: Iterable[ShownChapter], units: Mapping[str, str]) -> Iterable[list[Cell]]:
    for line in (line for chapter in chapters for line in chapter.lines):
        for table in line.tables:
            for row in table.rows:
                yield [
                    line.code, line.name, table.title, row.label,
                    *_category(row, units[line.code]), str(STATES[State(row.state)]),
                ]  # fmt: skip


def _category(row: Said, unit: str) -> tuple[Cell, Cell, Cell]:
    """Value, numerator, denominator; in words where there is no number or it is hidden."""
    cell = row.cell
    if cell.value is None or cell.state is State.SUPPRESSED:
        return row.value, "", ""
    of = cell.denominator
    above = cell.numerator if of is not None and cell.numerator is not None else ""
    return _number(cell.value, unit), above, "" if of is None else of
