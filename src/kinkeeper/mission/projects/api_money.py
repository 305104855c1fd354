"""Money and promises in the JSON API: expenses, baselines and targets."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Field, Schema

from kinkeeper.ground.access.api_doors import DoorRouter, api_door
from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.access.roles import REPORTING
from kinkeeper.ground.process.answers import Accepted, Wrong, answer_once
from kinkeeper.ground.text.numbers import parse_amount
from kinkeeper.ground.text.problems import AmountProblem
from kinkeeper.mission.projects import actions
from kinkeeper.mission.projects.asking import project_or_404
from kinkeeper.mission.projects.models import BudgetLine, Expense, Source
from kinkeeper.mission.projects.process import PROMISE, SPEND

money_router = DoorRouter()


class ExpenseOut(Schema):
    """Amounts in the smallest unit of their currency: cents, and whole francs (XOF)."""

    id: UUID
    paid_on: date
    budget_line: str
    line: str
    paid_minor: int
    paid_currency: str
    counted_minor: int
    rate: Decimal


class ExpenseGiven(Schema):
    """An amount paid, in units of the currency it was paid in (12.50 EUR, 8200 XOF). budget_line:
    its code; line: what for, where there is none. rate: what one unit of the money paid was worth
    in the project's; not needed for XOF into EUR. The same `form_id` counts once."""

    paid_on: date
    amount: Decimal = Field(gt=0, max_digits=14)
    currency: str = Field(pattern="^[A-Z]{3}$")
    budget_line: str = Field("", max_length=20)
    line: str = Field("", max_length=60)
    rate: Decimal | None = Field(None, gt=0, max_digits=18, decimal_places=9)
    form_id: UUID = Field(default_factory=uuid4)

    def minor(self) -> int:
        try:
            return parse_amount(self.amount, self.currency)
        except AmountProblem as problem:
            raise ValidationError(str(problem)) from problem


class PromiseGiven(Schema):
    """Where an indicator began, or where it should be on a day; one already set for that day is
    changed. The same `form_id` counts once."""

    what: Literal["target", "baseline"]
    day: date
    value: Decimal = Field(max_digits=14, decimal_places=4)
    source: str = Field(max_length=200)
    form_id: UUID = Field(default_factory=uuid4)


@money_router.get("/projects/{code}/expenses", response=list[ExpenseOut])
@api_door(SPEND, purpose=REPORTING)
def list_expenses(request: Asked, code: str) -> Any:
    """What was paid for a project, the latest first."""
    found = project_or_404(request, code)
    rows = visible(Expense, by=request.user, purpose=REPORTING).filter(project=found)
    return [
        {"id": row.pk, "paid_on": row.paid_on, "line": row.line, "rate": row.rate,
         "budget_line": row.budget_line.code if row.budget_line else "",
         "paid_minor": row.paid_minor, "paid_currency": row.paid_currency,
         "counted_minor": row.counted_minor}
        for row in rows.select_related("budget_line").order_by("-paid_on", "-pk")
    ]  # fmt: skip


@money_router.post("/projects/{code}/expenses", response={200: Accepted, 422: Wrong})
@api_door(SPEND, purpose=REPORTING)
def record_an_expense(request: Asked, code: str, given: ExpenseGiven) -> Any:
    """An amount paid, counted at once in the project's money."""
    found = project_or_404(request, code)
    of = found.budget_lines.filter(code=given.budget_line).first() if given.budget_line else None
    if given.budget_line and of is None:
        raise Http404

    def write() -> str:
        row = actions.record_expense(
            found, by=request.user, paid_on=given.paid_on, line=_what_for(given, of),
            paid_minor=given.minor(), paid_currency=given.currency, rate=given.rate,
            budget_line=of,
        )  # fmt: skip
        return str(row.pk)

    return answer_once(given.form_id, write)


def _what_for(given: ExpenseGiven, of: BudgetLine | None) -> str:
    if of is not None:
        return of.name_fr[:60]
    if not given.line.strip():
        raise ValidationError(_("Choose a budget line, or say what it was for."))
    return given.line.strip()


@money_router.put(
    "/projects/{code}/indicators/{indicator}/targets", response={200: Accepted, 422: Wrong}
)
@api_door(PROMISE, purpose=REPORTING)
def set_a_target(request: Asked, code: str, indicator: str, given: PromiseGiven) -> Any:
    """A target or the baseline of an indicator, with its source."""
    found = project_or_404(request, code)
    asked = found.indicators.filter(code=indicator).exclude(collected=Source.TOGETHER).first()
    if asked is None:
        raise Http404
    return answer_once(
        given.form_id,
        lambda: str(
            actions.set_target(
                asked, by=request.user, baseline=given.what == "baseline", day=given.day,
                value=given.value, source=given.source,
            ).pk
        ),
    )  # fmt: skip
