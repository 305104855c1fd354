"""Forms beside the steps: plan, goals, papers, allowance, savings, handover, contacts, rhythm."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.forms import Choices, Sheet, day, note, one_of, yes_or_no
from kinkeeper.mission.leaving.actions import NewContact
from kinkeeper.mission.leaving.forms.fields import francs, line, planned
from kinkeeper.mission.leaving.models import (
    Activity,
    Channel,
    Domain,
    GoalState,
    Health,
    Housing,
    Income,
    Paper,
    PaperKind,
    PaperState,
    Period,
    SomeoneThere,
    Source,
    SupportKind,
    Voice,
)
from kinkeeper.mission.leaving.reckoning import Rhythm


class TodaySheet(Sheet):
    """A form with a day that is today unless another is chosen."""

    on = day(_("Day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate


# --- the plan ---------------------------------------------------------------------------------


class PlanForm(TodaySheet):
    own_view = note(
        _("What the young person wants, in the own words"), required=True,
        help_text=_("Hopes, worries, what should change. Write it as it was said."),
    )  # fmt: skip
    told = one_of(_("How it was told"), Voice.choices)
    planned = planned()


class GoalForm(TodaySheet):
    domain = forms.ChoiceField(label=_("Domain"), choices=[("", "–"), *Domain.choices])
    text = line(_("What shall be learned or arranged?"), 300)
    who = line(_("Who helps?"), 120, secret=False)
    due_on = day(_("By when?"))


class GoalStateForm(TodaySheet):
    state = forms.ChoiceField(
        label=_("How far is it?"), choices=GoalState.choices, widget=forms.RadioSelect
    )


# --- papers -----------------------------------------------------------------------------------


class PapersForm(Sheet):
    """One row a paper: where it is, and why it is missing."""

    def __init__(self, *args: Any, papers: Mapping[str, Paper], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.handed = {kind: paper for kind, paper in papers.items() if paper.handed_on}
        for kind, label in PaperKind.choices:
            if kind not in self.handed:
                self._ask(kind, label, papers.get(kind))

    def _ask(self, kind: str, label: Any, paper: Paper | None) -> None:
        self.fields[f"state-{kind}"] = forms.ChoiceField(
            label=label, required=False, choices=[("", "–"), *PaperState.choices],
            initial=paper.state if paper else "",
        )  # fmt: skip
        field = line(_("Why, and who goes after it"), 300, required=False)
        field.initial = paper.note if paper else ""
        self.fields[f"note-{kind}"] = field

    def rows(self) -> Iterable[tuple[Any, Any, Any, Paper | None]]:
        """Label, the two fields, and the paper where it was handed over."""
        for kind, label in PaperKind.choices:
            if kind in self.handed:
                yield label, None, None, self.handed[kind]
            else:
                yield label, self[f"state-{kind}"], self[f"note-{kind}"], None

    def lines(self) -> dict[str, tuple[str, str]]:
        values = self.cleaned_data
        return {
            kind: (values[f"state-{kind}"], values[f"note-{kind}"])
            for kind in PaperKind.values
            if kind not in self.handed
        }


class HandoverForm(TodaySheet):
    papers = forms.MultipleChoiceField(
        label=_("Handed over"), required=False, widget=forms.CheckboxSelectMultiple
    )
    receipt = line(
        _("Signed receipt"), 60, help_text=_("Number of the signed sheet, or “thumbprint”.")
    )

    def __init__(self, *args: Any, here: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(str(kind), label) for kind, label in here]
        self.fields["papers"].choices = found  # type: ignore[attr-defined]
        self.fields["papers"].initial = [kind for kind, _label in found]
        if not found:
            self.fields.pop("papers")


# --- money ------------------------------------------------------------------------------------


class AllowanceForm(Sheet):
    francs = francs(_("Amount (XOF)"))
    period = forms.ChoiceField(label=_("Period"), choices=Period.choices)
    purpose = line(_("What it is for"), 200, required=False, secret=False)
    since = day(_("First period begins on"))


class PayForm(Sheet):
    begins_on = forms.ChoiceField(label=_("For the period from"))
    paid_on = day(_("Paid on"))
    francs = francs(_("Amount (XOF)"))
    receipt = line(
        _("Receipt"), 60, secret=False, help_text=_("Number of the receipt, or “thumbprint”.")
    )

    def __init__(self, *args: Any, periods: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["begins_on"].choices = list(periods)  # type: ignore[attr-defined]
        self.fields["paid_on"].initial = timezone.localdate


class SavingsForm(TodaySheet):
    institution = line(
        _("Where is the money kept?"), 120, help_text=_("Bank, savings union, safe of the village.")
    )
    number = line(_("Account number"), 60, required=False)


INWARD = ("own", "gift", "stipend", "sponsorship")
OUTWARD = ("need", "heirs")


def _sources(codes: Iterable[str]) -> list[tuple[str, Any]]:
    labels = dict(Source.choices)
    return [(code, labels[code]) for code in codes]


class PayInForm(TodaySheet):
    francs = francs(_("Amount (XOF)"), secret=True)
    source = one_of(_("Where does it come from?"), _sources(INWARD))
    receipt = line(_("Receipt"), 60, required=False)
    note = line(_("Note"), 200, required=False)


class TakeOutForm(TodaySheet):
    francs = francs(_("Amount (XOF)"), secret=True)
    source = one_of(_("What is it for?"), _sources(OUTWARD))
    receipt = line(
        _("Receipt, signed by the owner"), 60,
        help_text=_("Number of the receipt, or “thumbprint”."),
    )  # fmt: skip
    note = line(_("Note"), 200, required=False)


# --- aftercare --------------------------------------------------------------------------------


def _asked(label: Any, choices: Choices) -> forms.ChoiceField:
    return one_of(label, choices, required=False)


class ContactForm(Sheet):
    held_on = day(_("Day"))
    channel = forms.ChoiceField(label=_("How?"), choices=Channel.choices, widget=forms.RadioSelect)
    reached = yes_or_no(_("Was the young person reached?"))
    housing = _asked(_("Where does the young person live?"), Housing.choices)
    activity = _asked(_("School, training or work?"), Activity.choices)
    income = _asked(_("Income"), Income.choices)
    health = _asked(_("Health"), Health.choices)
    someone = _asked(_("Is there someone to count on?"), SomeoneThere.choices)
    note = note(_("What else was said"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_on"].initial = timezone.localdate

    def contact(self) -> NewContact:
        return NewContact(**self.values())


class SupportForm(Sheet):
    kind = forms.ChoiceField(label=_("What help?"), choices=[("", "–"), *SupportKind.choices])
    since = day(_("From"))
    until = day(_("Until"), required=False)
    francs = francs(_("Amount (XOF)"), required=False)
    note = line(_("Note"), 300, required=False)


class RhythmForm(Sheet):
    months = forms.CharField(
        label=_("Contacts so many months after leaving"), max_length=80,
        help_text=_("For example 1, 3, 6, 12, 24."),
    )  # fmt: skip
    attempts = forms.IntegerField(
        label=_("Attempts before the contact may count as lost"), min_value=1, max_value=20
    )
    channels = forms.IntegerField(label=_("on so many different ways"), min_value=1, max_value=5)
    house_age = forms.IntegerField(
        label=_("Youngest age in a youth house (years)"), min_value=10, max_value=21
    )
    leaving_age = forms.IntegerField(
        label=_("Usual age of leaving (years)"), min_value=15, max_value=35
    )
    ahead = forms.IntegerField(
        label=_("The plan begins so many months before leaving"), min_value=1, max_value=72
    )

    def clean_months(self) -> tuple[int, ...]:
        parts = str(self.cleaned_data["months"]).replace(";", ",").split(",")
        try:
            return tuple(int(part) for part in parts if part.strip())
        except ValueError as wrong:
            raise ValidationError(_("Write months with commas: 1, 3, 6, 12, 24.")) from wrong

    def rhythm(self) -> Rhythm:
        return Rhythm(**self.values())
