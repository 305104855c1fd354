"""The forms of opening a file in an emergency and of reviewing it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kinkeeper.mission.people.forms import Once
from kinkeeper.mission.people.models import GlassReason

ANSWERS = [("yes", _("it was justified")), ("no", _("it was not justified"))]


class BreakForm(Once):
    code = forms.CharField(
        label=_("Code of the person or family"), max_length=20,
        help_text=_("As it stands on a paper or as a colleague reads it out."),
    )  # fmt: skip
    reason = forms.ChoiceField(label=_("Why"), choices=GlassReason, widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("What the danger is"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "data-sensitive": ""}),
    )  # fmt: skip


class ReviewForm(Once):
    answer = forms.ChoiceField(label=_("What you find"), choices=ANSWERS, widget=forms.RadioSelect)
    said = forms.CharField(
        label=_("What you say to it"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-sensitive": ""}),
    )  # fmt: skip
