"""The forms of proposing and deciding."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kinkeeper.mission.people.forms import Once

THIS, OTHER = "this", "other"


class SuspectForm(Once):
    kept = forms.ChoiceField(
        label=_("Which file goes on"), widget=forms.RadioSelect,
        choices=[(OTHER, _("the other one")), (THIS, _("this one"))], initial=OTHER,
    )  # fmt: skip
    note = forms.CharField(
        label=_("Why it is the same person"), max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "data-sensitive": ""}),
    )  # fmt: skip


class DecideForm(Once):
    note = forms.CharField(
        label=_("What you say to it"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-sensitive": ""}),
    )  # fmt: skip
