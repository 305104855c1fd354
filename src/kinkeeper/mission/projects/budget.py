"""The budget by line with what was spent, in the project's currency and the country's money."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from kinkeeper.ground.reports.figures import percent
from kinkeeper.ground.reports.words import number_in_words, value_in_words
from kinkeeper.mission.projects.framework import Moment
from kinkeeper.mission.projects.models import BudgetLine, Expense, FunderWord, Project
from kinkeeper.mission.projects.rules import money
from kinkeeper.mission.projects.shown import in_language


@dataclass(frozen=True)
class BudgetRow:
    """amount, spent: minor units of the project's currency; other: of the second one."""

    line: BudgetLine | None
    amount: int
    other: int
    spent: int


@dataclass(frozen=True)
class ShownBudgetLine:
    code: str
    name: str
    funder_words: str
    amount: str
    other: str
    rate: str
    spent: str
    share: str
    total: bool = False


@dataclass(frozen=True)
class ShownBudget:
    currency: str
    other: str
    lines: list[ShownBudgetLine]
    source: str


def budget_rows(project: Project, moment: Moment) -> list[BudgetRow]:
    """Each line; expenses without a line come last, with nothing planned."""
    spent: dict[UUID | None, int] = {}
    rows = moment.rows().of(
        Expense, "budget_line_id", "paid_on", "counted_minor", project_id=project.pk
    )
    for line, day, counted in rows:
        if day <= moment.on:
            spent[line] = spent.get(line, 0) + counted
    lines = list(project.budget_lines.order_by("order", "code"))
    found = [BudgetRow(b, b.amount_minor, b.other_minor, spent.pop(b.pk, 0)) for b in lines]
    left = sum(spent.values())
    return [*found, BudgetRow(None, 0, 0, left)] if left and found else found


def budget_shown(project: Project, moment: Moment) -> ShownBudget:
    rows = budget_rows(project, moment)
    words = _funder_words(project)
    currency = project.currency
    other = next((r.line.other_currency for r in rows if r.line), "")
    lines = [_shown(row, currency, other, words) for row in rows]
    sources = dict.fromkeys(r.line.source for r in rows if r.line)
    if rows:
        lines.append(_total(rows, currency, other))
    return ShownBudget(currency, other, lines, "; ".join(sources))


def _funder_words(project: Project) -> dict[str, str]:
    """The funders' own codes by ours, as in "AFD/2.1 · MC-01"."""
    rows = FunderWord.objects.filter(partner__project=project).order_by("partner__part", "code")
    found: dict[str, list[str]] = {}
    for word in rows:
        found.setdefault(word.of, []).append(f"{word.code} {in_language(word, 'name')}".strip())
    return {code: " · ".join(said) for code, said in found.items()}


def _shown(
    row: BudgetRow, currency: str, other: str, words: dict[str, str]
) -> ShownBudgetLine:  # fmt: skip
    line = row.line
    spent = number_in_words(money(row.spent, currency))
    if line is None:
        return ShownBudgetLine("–", _("without a budget line"), "", "–", "–", "–", spent, "–")
    return ShownBudgetLine(
        line.code, in_language(line, "name"), words.get(line.code, ""),
        number_in_words(money(row.amount, currency)), number_in_words(money(row.other, other)),
        number_in_words(line.rate.normalize()), spent, _share(row.spent, row.amount),
    )  # fmt: skip


def _share(spent: int, amount: int) -> str:
    return value_in_words(percent(spent, amount), unit="percent") if amount else "–"


def _total(rows: Iterable[BudgetRow], currency: str, other: str) -> ShownBudgetLine:
    found = list(rows)
    amount, spent = sum(r.amount for r in found), sum(r.spent for r in found)
    return ShownBudgetLine(
        "", _("Total"), "", number_in_words(money(amount, currency)),
        number_in_words(money(sum(r.other for r in found), other)), "",
        number_in_words(money(spent, currency)), _share(spent, amount), total=True,
    )  # fmt: skip
