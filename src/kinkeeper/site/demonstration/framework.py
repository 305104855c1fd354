"""What people enter for project RECORDE: its budget by line, funders' codes, surveys of three
quarters. Amounts and answers are invented; only the total of the budget is the sheet's own."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.reports.figures import percent
from kinkeeper.mission.projects.actions import (
    begin_period,
    enter_value,
    propose_close,
    set_budget_line,
    set_target,
    take_period_step,
    take_value_step,
    write_narrative,
)
from kinkeeper.mission.projects.entered import CellGiven, Given
from kinkeeper.mission.projects.models import (
    BudgetLine,
    FunderWord,
    Indicator,
    Project,
    ReportingPeriod,
)
from kinkeeper.site.demonstration.cast import Setting
from kinkeeper.site.demonstration.phrases import EXPENSE_LINES, EXPENSE_LINES_EN, NARRATIVES

PER_EUR = Decimal("655.957")
"""Fixed parity: 655.957 XOF for 1 EUR."""
PLANNED_EUR = (33_000, 32_000, 31_500, 31_500, 31_000, 30_500, 30_500, 30_000)
SOURCE = "Exemple inventé : la fiche ne donne que le total / invented: the sheet has the total only"
FUNDER_CODES = {
    "Principality of Monaco, Department of International Cooperation": "MC-{:02d}",
    "French Development Agency (AFD)": "AFD/2.{}",
}

# Quarter; indicator -> women counted, women asked, men counted, men asked, sex not recorded (both)
SURVEYS: tuple[tuple[str, dict[str, tuple[int, int, int, int, int, int]]], ...] = (
    ("2017-Q4", {"P-4": (26, 84, 25, 73, 1, 3), "P-5": (17, 84, 20, 73, 1, 3)}),
    ("2019-Q2", {"P-4": (52, 88, 47, 77, 2, 3), "P-5": (47, 88, 43, 77, 2, 3)}),
    ("2020-Q3", {"P-4": (71, 90, 55, 77, 2, 3), "P-5": (66, 90, 53, 77, 2, 3)}),
)
EFFECT = Decimal("1.50")
HOPED = {"P-4": Decimal(70), "P-5": Decimal(75)}
HOPED_FROM = "Exemple inventé : la fiche ne fixe pas de cible / invented: the sheet sets no target"
BEGUN_FROM = "Enquête de départ, 160 personnes (chiffres inventés) / first survey (invented)"


def tell_budget(setting: Setting, project: UUID) -> dict[str, BudgetLine]:
    """The lines by their French name, as expenses name them."""
    found, by = Project.objects.get(pk=project), setting.accounts["mariam"]
    lines = {}
    for number, name in enumerate(EXPENSE_LINES):
        lines[name] = set_budget_line(
            found, by=by, code=f"L{number + 1}", name_fr=name, name_en=EXPENSE_LINES_EN[number],
            amount_minor=PLANNED_EUR[number] * 100, rate=PER_EUR, source=SOURCE, order=number,
        )  # fmt: skip
    for partner in found.partners.filter(name_en__in=FUNDER_CODES):
        for number, line in enumerate(lines.values(), start=1):
            code = FUNDER_CODES[partner.name_en].format(number)
            write(FunderWord(partner=partner, of=line.code), by=by, code=code)
    return lines


def tell_surveys(setting: Setting, project: UUID) -> None:
    """Entered by monitoring, approved by the national office; each quarter then closed."""
    found = Project.objects.get(pk=project)
    hawa, mariam = setting.accounts["hawa"], setting.accounts["mariam"]
    for code, numbers in SURVEYS[0][1].items():
        _promise(Indicator.objects.get(project=found, code=code), numbers, by=mariam)
    for code, answers in SURVEYS:
        period = begin_period(found, code, by=hawa, on=_day(code, -60))
        for indicator, numbers in answers.items():
            _survey(setting, period, indicator, numbers)
        fr, en = NARRATIVES[code]
        write_narrative(period, by=hawa, narrative_fr=fr, narrative_en=en)
        propose_close(period, by=hawa, told=Told(period.until + timedelta(days=30)))
        take_period_step(period, "close", by=mariam, told=Told(period.until + timedelta(days=35)))


def _promise(indicator: Indicator, first: tuple[int, ...], *, by: Account) -> None:
    """Where the first survey found it, and where the programme wants to arrive."""
    project = indicator.project
    begun = percent(sum(first[::2]), sum(first[1::2]))
    set_target(indicator, by=by, day=project.since, value=begun, baseline=True, source=BEGUN_FROM)
    set_target(indicator, by=by, day=project.until, value=HOPED[indicator.code], source=HOPED_FROM)


def _day(code: str, days: int) -> date:
    year, number = code.split("-Q")
    return date(int(year), int(number) * 3, 28) + timedelta(days=days)


def _survey(
    setting: Setting,
    period: ReportingPeriod,
    code: str,
    numbers: tuple[int, int, int, int, int, int],
) -> None:
    hawa, told = setting.accounts["hawa"], Told(period.until + timedelta(days=12))
    given = Given(
        numerator=sum(numbers[::2]), denominator=sum(numbers[1::2]), cells=tuple(_cells(numbers)),
        sample=sum(numbers[1::2]), design="cluster", effect=EFFECT,
    )  # fmt: skip
    value = enter_value(
        Indicator.objects.get(project=period.project, code=code), period, by=hawa, told=told,
        given=given, source="Enquête auprès des ménages, 11 localités (chiffres inventés)",
    )  # fmt: skip
    take_value_step(value, "submit", by=hawa, told=told)
    approval = Told(told.on + timedelta(days=4))
    take_value_step(value, "approve", by=setting.accounts["mariam"], told=approval)


def _cells(numbers: tuple[int, ...]) -> Iterator[CellGiven]:
    for place, key in enumerate(("F", "M", "")):
        yield CellGiven("sex", key, numbers[2 * place], numbers[2 * place + 1])
