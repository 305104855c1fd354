"""Forms of pictures and consents."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import (
    ConsentAnswer,
    ConsentBy,
    ConsentForm,
    ConsentPurpose,
)
from kinkeeper.mission.people.forms import DayField, Once

EMPTY = [("", "–")]


class PictureForm(Once):
    """A picture and what it shows."""

    upload = forms.FileField(
        label=_("Picture"),
        help_text=_("JPEG, PNG or WebP, at most 12 MB. What the camera wrote into it, also the "
                    "place, is taken out."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={"empty": _("This file is empty: choose another.")},
    )  # fmt: skip
    label = forms.CharField(
        label=_("What it shows"), max_length=120, required=False,
        widget=forms.TextInput(attrs={"data-sensitive": "", "autocomplete": "off"}),
    )  # fmt: skip
    taken_on = DayField(label=_("Taken on"), required=False)

    def clean_taken_on(self) -> date | None:
        return not_in_future(self.cleaned_data["taken_on"])


class AnswerForm(Once):
    """What somebody answered for one purpose."""

    purpose = forms.ChoiceField(label=_("For what"), choices=ConsentPurpose.choices)
    answer = forms.ChoiceField(
        label=_("Answer"), choices=ConsentAnswer.choices, widget=forms.RadioSelect
    )
    given_by = forms.ChoiceField(
        label=_("Who answered"), choices=[*EMPTY, *ConsentBy.choices],
        help_text=_("For a child the caregiver answers; from about 7 years the child is asked "
                    "too, and an adolescent's own word counts more and more."),
    )  # fmt: skip
    form = forms.ChoiceField(label=_("How"), choices=[*EMPTY, *ConsentForm.choices])
    since = DayField(label=_("On"))
    withhold = forms.CharField(
        label=_("What not to pass on"), max_length=300, required=False,
        widget=forms.TextInput(attrs={"data-sensitive": "", "autocomplete": "off"}),
    )  # fmt: skip

    def clean_since(self) -> date | None:
        return not_in_future(self.cleaned_data["since"])

    def values(self) -> dict[str, Any]:
        return {k: v for k, v in self.cleaned_data.items() if k != "form_id"}


class WithdrawForm(Once):
    """The day on which an answer was taken back."""

    since = DayField(label=_("Withdrawn on"))

    def clean_since(self) -> date | None:
        return not_in_future(self.cleaned_data["since"])


def not_in_future(day: date | None) -> date | None:
    """Raises ValidationError for a day after today."""
    if day and day > timezone.localdate():
        raise ValidationError(_("This day has not come yet: write today or a day before."))
    return day
