"""The tracking table as a workbook: one sheet for the indicators, one for their breakdown."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.reports.figures import State
from kinkeeper.ground.reports.words import value_in_words
from kinkeeper.ground.reports.workbook import Sheet, workbook
from kinkeeper.mission.projects.framework import Framework, Line
from kinkeeper.mission.projects.report.five_w import five_w
from kinkeeper.mission.projects.shown import Reader, ShownChapter, chapters_shown, in_language

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
    quarters = {line.indicator.code: _by_quarter(line) for line in framework.lines}
    heads = [*_heads(), *((code, 11) for code in periods)]
    return workbook(
        [
            Sheet(_("Tracking table"), notes, heads, _rows(chapters, quarters, periods)),
            Sheet(_("Breakdown"), notes[:2], _breakdown_heads(), _breakdown(chapters)),
            five_w(framework.project, framework.moment),
        ]
    )


def _by_quarter(line: Line) -> dict[str, str]:
    return {
        code: value_in_words(figure.value, unit=line.unit, state=figure.state)
        for code, figure in line.trend
    }


def _notes(framework: Framework, purpose: str) -> list[str]:
    known = framework.moment.known_at
    day = framework.moment.on
    return [
        f"{framework.project.code} · {in_language(framework.project, 'title')}",
        _("On %(day)s") % {"day": f"{day:%d/%m/%Y}"}
        + (_(", as known on %(day)s") % {"day": f"{known:%d/%m/%Y}"} if known else ""),
        _("Computed on %(day)s for: %(purpose)s")
        % {"day": f"{timezone.localdate():%d/%m/%Y}", "purpose": purpose},
    ]


def _heads() -> list[tuple[str, int]]:
    return [
        (_("Result"), 34), (_("Code"), 10), (_("Indicator"), 38), (_("Baseline"), 16),
        (_("Target"), 18), (_("Value"), 14), (_("State"), 14), (_("Numerator"), 12),
        (_("Denominator"), 12), (_("Counted in"), 12), (_("Coverage"), 20), (_("Light"), 12),
        (_("Beside it"), 40), (_("Definition"), 60), (_("Definition version"), 26),
        (_("Means of verification"), 30), (_("Added up how"), 34),
    ]  # fmt: skip


def _rows(
    chapters: Iterable[ShownChapter], quarters: Mapping[str, Mapping[str, str]],
    periods: Sequence[str],
) -> Iterable[list[str]]:  # fmt: skip
    lights = {"good": _("on track"), "warn": _("to watch"), "bad": _("off track")}
    for chapter in chapters:
        for line in chapter.lines:
            parts = {part.side: part.text for part in line.parts}
            beside = "; ".join(f"{label}: {value}" for label, value in line.details)
            yield [
                f"{chapter.code} {chapter.text}", line.code, line.name, line.baseline,
                line.target, line.value, str(STATES[State(line.state)]), parts.get("numerator", ""),
                parts.get("denominator", ""),
                line.counts, line.coverage, lights.get(line.light_word, ""), beside,
                line.definition or line.waits, line.version, line.means, line.over,
                *(quarters[line.code].get(code, "–") for code in periods),
            ]  # fmt: skip


def _breakdown_heads() -> list[tuple[str, int]]:
    return [
        (_("Code"), 10), (_("Indicator"), 38), (_("Breakdown"), 16), (_("Category"), 20),
        (_("Value"), 14), (_("Numerator / denominator"), 22), (_("State"), 14),
    ]  # fmt: skip


def _breakdown(chapters: Iterable[ShownChapter]) -> Iterable[list[str]]:
    for line in (line for chapter in chapters for line in chapter.lines):
        for table in line.tables:
            for row in table.rows:
                yield [
                    line.code, line.name, table.title, row.label, row.value, row.parts,
                    str(STATES[State(row.state)]),
                ]  # fmt: skip
