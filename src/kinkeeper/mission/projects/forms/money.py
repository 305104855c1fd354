"""What is asked to record an expense, and to set what an indicator promises."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.process.forms import CommaField, Sheet, choose, day, one_of
from kinkeeper.ground.text.currencies import decimals_of
from kinkeeper.ground.text.numbers import parse_amount
from kinkeeper.ground.text.problems import AmountProblem
from kinkeeper.mission.projects.models import BudgetLine, Project
from kinkeeper.mission.projects.rules import CURRENCIES
from kinkeeper.mission.projects.shown import in_language


class ExpenseForm(Sheet):
    """An amount paid, in the money it was paid in."""

    paid_on = day(gettext_lazy("Paid on"))
    budget_line = forms.ChoiceField(label=gettext_lazy("Budget line"), required=False)
    line = forms.CharField(
        label=gettext_lazy("What for"), max_length=60, required=False,
        help_text=gettext_lazy("Only for what has no budget line. No names of people."),
    )  # fmt: skip
    amount = CommaField(
        label=gettext_lazy("Amount"), max_digits=14, min_value=0, required=True,
        error_messages={"required": gettext_lazy("Write the amount that was paid.")},
    )  # fmt: skip
    currency = forms.ChoiceField(label=gettext_lazy("Currency"))
    rate = CommaField(
        label=gettext_lazy("Exchange rate"), max_digits=18, decimal_places=9, min_value=0,
        help_text=gettext_lazy(
            "What one unit of the money paid was worth in the money of the project. Not needed "
            "for francs (XOF) into euros: that rate is fixed."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, project: Project, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.project = project
        self.lines = {str(b.pk): b for b in project.budget_lines.order_by("order", "code")}
        self.fields["paid_on"].initial = timezone.localdate
        named = [(pk, f"{b.code} {in_language(b, 'name')}") for pk, b in self.lines.items()]
        choose(self, "budget_line", [("", _("without a budget line")), *named])
        usual = dict.fromkeys((project.currency, "XOF", *CURRENCIES))
        choose(self, "currency", [(code, code) for code in usual])

    def clean(self) -> dict[str, Any]:
        known: dict[str, Any] = super().clean() or {}
        amount, currency = known.get("amount"), known.get("currency", "")
        if amount is not None and currency:
            self._check_decimals(amount, currency)
        if not known.get("budget_line") and not known.get("line", "").strip():
            self.add_error("line", _("Choose a budget line, or say what it was for."))
        return known

    def _check_decimals(self, amount: Decimal, currency: str) -> None:
        try:
            parse_amount(amount, currency)
        except AmountProblem:
            sentence = _("%(currency)s has %(places)s decimals: round the amount.")
            facts = {"currency": currency, "places": decimals_of(currency)}
            self.add_error("amount", sentence % facts)

    @property
    def chosen(self) -> BudgetLine | None:
        return self.lines.get(self.cleaned_data["budget_line"])

    def paid(self) -> dict[str, Any]:
        """As `record_expense` takes it."""
        known, chosen = self.cleaned_data, self.chosen
        return {
            "paid_on": known["paid_on"], "budget_line": chosen,
            "line": chosen.name_fr[:60] if chosen else known["line"].strip(),
            "paid_minor": parse_amount(known["amount"], known["currency"]),
            "paid_currency": known["currency"], "rate": known["rate"],
        }  # fmt: skip


class TargetForm(Sheet):
    """Where an indicator began, or where it should be on a day."""

    what = one_of(
        gettext_lazy("What is set"),
        [("target", gettext_lazy("a target")), ("baseline", gettext_lazy("the baseline"))],
    )
    day = day(gettext_lazy("For the day"))
    value = CommaField(label=gettext_lazy("Value"), max_digits=14, decimal_places=4, required=True)
    source = forms.CharField(
        label=gettext_lazy("Source"), max_length=200,
        help_text=gettext_lazy("As in: project sheet, first survey, decision of a meeting."),
    )  # fmt: skip

    def promised(self) -> dict[str, Any]:
        """As `set_target` takes it."""
        known = self.cleaned_data
        return {
            "baseline": known["what"] == "baseline", "day": known["day"], "value": known["value"],
            "source": known["source"],
        }  # fmt: skip
