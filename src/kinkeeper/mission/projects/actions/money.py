"""Money of a project: lines of the budget in two currencies, and expenses."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.reports.words import number_in_words
from kinkeeper.mission.projects.models import BudgetLine, Expense, Partner, Project
from kinkeeper.mission.projects.rules import (
    CURRENCIES,
    converted,
    fixed_rate,
    money,
)


def set_budget_line(
    project: Project, *, by: Account, code: str, name_fr: str, name_en: str, source: str,
    amount_minor: int, rate: Decimal, other_minor: int | None = None, other_currency: str = "XOF",
    funder: Partner | None = None, order: int = 0,
) -> BudgetLine:  # fmt: skip
    """A line with its amount in the project's currency and in another, at `rate` (units of the
    other for one of the project's). A line of this code already there is changed.

    Raises ValidationError when the two amounts do not match at the rate, or without a source.
    """
    if not source.strip():
        raise ValidationError(_("Say where the amount comes from: a budget line needs a source."))
    right = converted(amount_minor, paid=project.currency, counted=other_currency, rate=rate)
    if other_minor is not None and other_minor != right:
        amounts = (
            (money(amount_minor, project.currency), project.currency),
            (money(other_minor, other_currency), other_currency),
        )
        raise ValidationError(
            _two_amounts(code, *amounts, rate=rate, right=money(right, other_currency))
        )
    line = BudgetLine.objects.filter(project=project, code=code).first()
    return write(
        line or BudgetLine(project=project, code=code), by=by, name_fr=name_fr, name_en=name_en,
        amount_minor=amount_minor, other_minor=right, other_currency=other_currency, rate=rate,
        source=source, funder=funder, order=order,
    )  # fmt: skip


def _two_amounts(
    code: str,
    own: tuple[Decimal, str],
    other: tuple[Decimal, str],
    *,
    rate: Decimal,
    right: Decimal,
) -> str:
    sentence = _(
        "Line %(code)s: %(amount)s %(own)s and %(other)s %(currency)s are two different amounts; "
        "at the rate %(rate)s it is %(right)s %(currency)s. Give one amount and the rate."
    )
    return sentence % {
        "code": code, "amount": number_in_words(own[0]), "own": own[1],
        "other": number_in_words(other[0]), "currency": other[1],
        "rate": number_in_words(rate.normalize()), "right": number_in_words(right),
    }  # fmt: skip


def record_expense(
    project: Project, *, by: Account, paid_on: date, line: str, paid_minor: int,
    paid_currency: str, rate: Decimal | None = None, budget_line: BudgetLine | None = None,
) -> Expense:  # fmt: skip
    """An amount paid, in minor units of its currency (XOF has none), counted in the project's.

    rate: project currency per paid unit; not needed for the same currency or XOF into EUR.
    Raises ValidationError for a date in the future, an unknown currency, a missing rate, and for a
    currency that is neither of the two of its budget line.
    """
    _check_currency(project, budget_line, paid_currency)
    rate = rate or _known_rate(paid_currency, project.currency)
    _check_expense(paid_on=paid_on, paid_minor=paid_minor, rate=rate)
    counted = converted(paid_minor, paid=paid_currency, counted=project.currency, rate=rate)
    return write(
        Expense(project=project), by=by, occurred_on=paid_on, paid_on=paid_on, line=line,
        budget_line=budget_line, paid_minor=paid_minor, paid_currency=paid_currency,
        counted_minor=counted, rate=rate,
    )  # fmt: skip


def _check_currency(project: Project, line: BudgetLine | None, paid: str) -> None:
    if line is None or paid in (project.currency, line.other_currency):
        return
    sentence = _("Line %(code)s is kept in %(own)s and %(other)s; this expense is in %(paid)s. "
                 "Change the money first and write down what was paid.")  # fmt: skip
    raise ValidationError(
        sentence % {"code": line.code, "own": project.currency, "other": line.other_currency,
                    "paid": paid}
    )  # fmt: skip


def _known_rate(paid: str, counted: str) -> Decimal:
    if paid not in CURRENCIES:
        sentence = _("The currency “%(currency)s” is not known here. Use XOF, EUR, USD, CHF, GBP.")
        raise ValidationError(sentence % {"currency": paid})
    rate = fixed_rate(paid, counted)
    if rate is None:
        raise ValidationError(_("Give the exchange rate: it has no fixed value."))
    return rate


def _check_expense(*, paid_on: date, paid_minor: int, rate: Decimal) -> None:
    if paid_on > timezone.localdate():
        raise ValidationError(_("The day of payment lies in the future."))
    if paid_minor <= 0 or rate <= 0:
        raise ValidationError(_("The amount and the rate must be greater than zero."))
