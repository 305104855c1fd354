"""P-14: what was spent of the budget, and what a year of accompanying a child costs."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.queries import Now, Row, Rows
from kinkeeper.ground.reports.figures import (
    NOT_COLLECTED,
    Asked,
    Counted,
    Detail,
    Figure,
    State,
    percent,
    rounded,
)
from kinkeeper.ground.reports.measures import Direction, Kind, Measure, Unit, offer_measure
from kinkeeper.mission.projects.models import Expense, Project
from kinkeeper.mission.projects.rules import SPENT_CODE, money
from kinkeeper.mission.strengthening.queries import child_years


def budget_spent(rows: Rows, asked: Asked) -> Figure:
    """numerator, denominator: minor units of the project's currency. Not collected as long as
    nobody entered an expense: that is not the same as having spent nothing."""
    known = _budget(rows, asked) or _budget(Now(), asked)
    paid = rows.of(Expense, "id", "paid_on", "counted_minor", project_id=asked.project)
    if not known or not paid:
        return NOT_COLLECTED
    budget, currency = known[0]
    spent = [row for row in paid if asked.since <= row[1] <= asked.on]
    total = sum(row[2] for row in spent)
    return Figure(
        state=State.COMPUTED if budget else State.NOT_APPLICABLE,
        value=percent(total, budget) if budget else None,
        numerator=total,
        denominator=budget,
        details=() if asked.bare else _details(rows, asked, total, currency),
        counted=Counted(numerator=frozenset(("projects.expense", row[0]) for row in spent)),
    )


def _budget(rows: Rows, asked: Asked) -> list[Row]:
    """Asked a second time of the present: a sheet may be entered after the time it describes."""
    return rows.of(Project, "budget_minor", "currency", id=asked.project)


def _details(rows: Rows, asked: Asked, total: int, currency: str) -> tuple[Detail, ...]:
    years, children = child_years(rows, asked)
    whole = money(total, currency)
    names: dict[str, Any] = {"currency": currency}
    return (
        Detail("spent", _("spent, in %(currency)s") % names, whole),
        Detail("child_years", _("child-years"), rounded(years)),
        Detail("children", _("children accompanied in the period"), Decimal(children)),
        Detail("cost", _("cost of one child-year, in %(currency)s") % names,
               rounded(whole / years, 2) if years else None),
    )  # fmt: skip


BUDGET_SPENT = Measure(
    code=SPENT_CODE,
    version=1,
    label=_("Budget spent"),
    definition=_(
        "Counted: expenses paid in the period, in the currency of the project at the rate "
        "written with each. Out of: the budget of the whole project. Beside it: the cost of one "
        "child-year, expenses divided by the days all target children were accompanied, as years "
        "of 365.25 days."
    ),
    counts=_("amounts"),
    unit=Unit.PERCENT,
    kind=Kind.FLOW,
    direction=Direction.NONE,
    additive=True,
    compute=budget_spent,
)


def offer_measures() -> None:
    """Called when the room is ready."""
    offer_measure(BUDGET_SPENT)
