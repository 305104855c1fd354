"""The forms of reviews, plans, contacts and absences. What was typed stays when it is wrong."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.forms import (
    SENSITIVE,
    RoughDateField,
    Sheet,
    day,
    note,
    one_of,
    yes_or_no,
)
from kinkeeper.mission.care.following.actions import NewGoal
from kinkeeper.mission.care.models.reviews import (
    AbsenceKind,
    AtHome,
    ChildVoice,
    ContactKind,
    FamilyLink,
    FollowUpKind,
    GoalArea,
    Outcome,
)

GOALS = 4
KNOWN = (("", _("not known")), ("true", _("yes")), ("false", _("no")))


def words(label: Any, *, most: int = 120, required: bool = True) -> forms.CharField:
    widget = forms.TextInput(attrs=SENSITIVE | {"autocomplete": "off"})
    return forms.CharField(label=label, max_length=most, required=required, widget=widget)


class Dated(Sheet):
    """Today is filled in where a day is asked; one may always write another."""

    TODAY: tuple[str, ...] = ("on",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.TODAY:
            if name in self.fields:
                self.fields[name].initial = timezone.localdate


class ReviewForm(Dated):
    TODAY = ("held_on",)
    held_on = day(_("Held on"))
    participants = forms.CharField(
        label=_("Who took part"), max_length=300,
        help_text=_("The child, the mother, the family of origin, the authority ..."),
    )  # fmt: skip
    view_form = one_of(_("How the child was heard"), ChildVoice.choices)
    view = note(_("What the child says"), help_text=_("In its own words."))
    necessary = yes_or_no(_("Is care outside the family still necessary?"))
    adequate = yes_or_no(_("Is it still the right place for this child?"))
    contact = one_of(_("Contact with the family since the last review"), FamilyLink.choices)
    outcome = one_of(_("What follows"), Outcome.choices)
    next_due_on = day(
        _("Next review by"), required=False, help_text=_("Empty: after three months, the latest.")
    )
    note = note(_("Note"))


class GoalForm(Sheet):
    area = forms.ChoiceField(label=_("Area"), choices=GoalArea.choices)
    statement = words(_("Goal"), most=300)
    who = forms.CharField(label=_("Who sees to it"), max_length=120)
    by_when = day(_("By when"))

    def goal(self) -> NewGoal:
        values = self.cleaned_data
        return NewGoal(values["area"], values["statement"], values["who"], values["by_when"])


class GoalRow(forms.Form):
    """One goal in a row of the plan; an empty row counts for nothing."""

    area = forms.ChoiceField(label=_("Area"), choices=GoalArea.choices, required=False)
    statement = words(_("Goal"), most=300, required=False)
    who = forms.CharField(label=_("Who sees to it"), max_length=120, required=False)
    by_when = day(_("By when"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("statement"):
            for name in ("who", "by_when"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("A goal says who sees to it, and by when."))
        return cleaned

    def goal(self) -> NewGoal | None:
        values = self.cleaned_data
        if not values.get("statement"):
            return None
        return NewGoal(values["area"], values["statement"], values["who"], values["by_when"])


class PlanForm(Dated):
    on = day(_("Agreed on"))
    agreed_with = forms.CharField(
        label=_("Agreed with"), max_length=200,
        help_text=_("The child first; the mother, the family of origin."),
    )  # fmt: skip
    valid_until = day(_("To be renewed by"), required=False, help_text=_("Empty: in a year."))


GoalRows = forms.formset_factory(GoalRow, extra=GOALS, max_num=20, validate_max=True)


class OnForm(Dated):
    on = day(_("Day"))


class ContactForm(Dated):
    TODAY = ("held_on",)
    held_on = day(_("Date"))
    kind = one_of(_("Kind of contact"), ContactKind.choices)
    with_whom = words(_("With whom"))
    supervised = forms.BooleanField(label=_("Somebody of the village was present"), required=False)
    refused = forms.BooleanField(label=_("It did not take place: somebody refused"), required=False)
    reaction = note(_("How the child took it, or who refused and why"))


class FollowUpForm(Dated):
    TODAY = ("held_on",)
    held_on = day(_("Date"))
    kind = one_of(_("Kind of contact"), FollowUpKind.choices)
    reached = yes_or_no(_("Was the child seen or spoken to?"))
    at_home = one_of(_("How is the child?"), AtHome.choices, required=False)
    at_school = forms.NullBooleanField(
        label=_("Does the child go to school?"), required=False, widget=forms.Select(choices=KNOWN)
    )
    note = note(_("Note"), help_text=_("What helps, what is missing, what was agreed."))


class BarForm(Dated):
    on = day(_("Since"))
    authority = forms.CharField(label=_("Decided by which authority"), max_length=120)
    reason = note(
        _("Why"), required=True,
        help_text=_("Contact with the family is never taken away as a punishment."),
    )  # fmt: skip


class AbsenceForm(Dated):
    kind = one_of(_("Kind of absence"), AbsenceKind.choices)
    on = RoughDateField(
        label=_("Away since"), max_length=60,
        help_text=_("As precisely as it is known: 15/11/2025, 11/2025."),
    )  # fmt: skip
    back_by = day(_("Expected back on"), required=False)
    police_on = day(_("Police told on"), required=False)
    authority_on = day(_("The child's authority told on"), required=False)
    note = note(_("What is known"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate().strftime("%d/%m/%Y")


class ReportForm(Sheet):
    kind = one_of(_("What it is now"), AbsenceKind.choices)
    police_on = day(_("Police told on"), required=False)
    authority_on = day(_("The child's authority told on"), required=False)
    note = note(_("What is known"))
