"""Adding a phone, and ending its use."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.sync.models import Ending
from kinkeeper.ground.sync.queries import people_who_carry, places_to_carry


class PlaceForm(forms.Form):
    """Which place a phone carries."""

    place: "forms.ModelChoiceField[Place]" = forms.ModelChoiceField(
        label=_("What it carries"), queryset=None,
        help_text=_("The families of this place travel on the phone, those due first, "
                    "with at most 50 children."),
    )  # fmt: skip

    def __init__(self, *args: Any, by: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places_to_carry(by=by)  # type: ignore[attr-defined]


class PhoneForm(PlaceForm):
    account: "forms.ModelChoiceField[Account]" = forms.ModelChoiceField(
        label=_("Whose phone"), queryset=None
    )
    label = forms.CharField(
        label=_("Which phone"), max_length=60, help_text=_("Make and colour, never a name.")
    )
    field_order = ("account", "place", "label")

    def __init__(self, *args: Any, by: Account, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        self.fields["account"].queryset = people_who_carry()  # type: ignore[attr-defined]


class EndForm(forms.Form):
    ending = forms.ChoiceField(
        label=_("What happened"), choices=Ending.choices, widget=forms.RadioSelect
    )


class SoundForm(forms.Form):
    """A sound of a few seconds; on a phone the browser offers to record it."""

    file = forms.FileField(
        label=_("Sound"), widget=forms.ClearableFileInput(attrs={"accept": "audio/*"}),
        help_text=_("Ogg, WebM, MP3 or WAV, 200 kB at most: one sentence, spoken slowly. On a "
                    "phone you can record it here."),
    )  # fmt: skip


class CarriedForm(forms.Form):
    file = forms.FileField(
        label=_("File of a phone"),
        help_text=_("What a phone could not send, exported on it under “State”."),
    )
