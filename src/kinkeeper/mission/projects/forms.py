"""What is asked of a project: a day, and optionally a day of knowledge; and a title to freeze."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.mission.projects.models import Project
from kinkeeper.mission.projects.queries import Moment, moment_of


def _day_widget() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class MomentForm(forms.Form):
    """Fields of the address: `on` and `known`, both as YYYY-MM-DD."""

    on = forms.DateField(label=gettext_lazy("On"), required=False, widget=_day_widget())
    known = forms.DateField(
        label=gettext_lazy("As we knew it on"), required=False, widget=_day_widget()
    )

    def __init__(self, project: Project, data: Any) -> None:
        self.project = project
        super().__init__(data)

    def clean_on(self) -> date:
        on: date | None = self.cleaned_data["on"]
        if on is None:
            return self.usual
        if on < self.project.since:
            raise ValidationError(
                _("The project began on %(day)s: choose that day or a later one.")
                % {"day": f"{self.project.since:%d/%m/%Y}"}
            )
        return on

    def clean_known(self) -> date | None:
        known: date | None = self.cleaned_data["known"]
        if known is not None and known > timezone.localdate():
            raise ValidationError(_("This day lies in the future: we do not know it yet."))
        return known

    @property
    def usual(self) -> date:
        """The last day of the project, or today while it runs."""
        return moment_of(self.project).on

    def moment(self) -> Moment:
        """What is asked; the usual day, as known now, where the fields are wrong."""
        if not self.is_valid():
            return Moment(self.usual)
        days = self.cleaned_data
        return moment_of(self.project, on=days["on"], known=days["known"])


class FreezeForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title of the report"), max_length=200)
    form_id = forms.UUIDField(widget=forms.HiddenInput)


class PurposeForm(forms.Form):
    """An export leaves the house: somebody says what for, and it is written down."""

    CHOICES = (
        ("funder", gettext_lazy("report to the funder")),
        ("monitoring", gettext_lazy("monitoring of results")),
        ("accounts", gettext_lazy("accounts")),
    )
    purpose = forms.ChoiceField(label=gettext_lazy("What the table is for"), choices=CHOICES)
