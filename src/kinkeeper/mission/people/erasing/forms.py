"""The forms of asking, deciding and holding."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kinkeeper.mission.people.erasing.process import REASONS
from kinkeeper.mission.people.forms import Once


def _words(label: object, *, required: bool = False) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3, "data-sensitive": ""})
    return forms.CharField(label=label, max_length=2000, required=required, widget=area)  # type: ignore[arg-type]


class AskForm(Once):
    reason = forms.ChoiceField(label=_("Why"), choices=REASONS, widget=forms.RadioSelect)
    note = _words(_("What your colleague should know"))


class DecideForm(Once):
    note = _words(_("What you say to it"))


class HoldForm(Once):
    why = _words(_("Why the file must be kept"), required=True)
