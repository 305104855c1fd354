"""The forms of the room. What was typed stays; what is unusual is asked on the same page."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.forms import (
    SENSITIVE,
    Choices,
    CommaField,
    Sheet,
    TransitionForm,
    choose,
    day,
    one_of,
)
from kinkeeper.mission.health.actions import AskAgain, Given, Values
from kinkeeper.mission.health.models import Oedema, Position, Protocol
from kinkeeper.mission.health.protocols import DEFAULT
from kinkeeper.mission.health.rules import Doubt, Thresholds
from kinkeeper.mission.health.wording import ASKED, sentence

SURE = "sure_"


class ValuesForm(Sheet):
    """What is measured, and the boxes that confirm what is unusual."""

    weight = CommaField(label=_("Weight (kg)"), max_digits=8, decimal_places=2)
    lenhei = CommaField(label=_("Length or height (cm)"), max_digits=8, decimal_places=2)
    position = one_of(_("Measured lying or standing?"), Position.choices, required=False)
    muac_mm = forms.IntegerField(
        label=_("MUAC (mm)"), required=False, min_value=0, max_value=99999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", **SENSITIVE}),
        help_text=_("Mid-upper arm circumference (périmètre brachial), in millimetres."),
    )  # fmt: skip
    oedema = one_of(_("Oedema of both feet?"), Oedema.choices, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.data:
            code = name.removeprefix(SURE)
            if name.startswith(SURE) and code in ASKED:
                self._add_box(code, self.data.get(f"about_{code}", ""))

    def values_measured(self) -> Values:
        got = self.cleaned_data
        return Values(
            weight=got["weight"], lenhei=got["lenhei"], position=got["position"],
            muac_mm=got["muac_mm"], oedema=got["oedema"],
        )  # fmt: skip

    def confirmed(self) -> frozenset[str]:
        given = self.cleaned_data.items()
        return frozenset(n.removeprefix(SURE) for n, v in given if n.startswith(SURE) and v)

    def take(self, error: ValidationError) -> None:
        """Unusual values are questions beside their fields, each with a box that confirms it."""
        if not isinstance(error, AskAgain):
            super().take(error)
            return
        for doubt in error.doubts:
            self._ask(doubt)

    def _ask(self, doubt: Doubt) -> None:
        said = sentence(doubt)
        self.add_error(doubt.field if doubt.field in self.fields else None, said)
        self._add_box(doubt.code, said)

    def _add_box(self, code: str, about: str) -> None:
        self.fields[SURE + code] = forms.BooleanField(
            label=_("Looked at again: it is right"), required=False, help_text=about
        )


class MeasureForm(ValuesForm):
    on = day(_("Measured on"))
    place = forms.ChoiceField(label=_("Where"))
    field_order = ("form_id", "on", "place", "weight", "lenhei", "position", "muac_mm", "oedema")

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate
        choose(self, "place", places)


class CorrectForm(ValuesForm):
    base = forms.IntegerField(widget=forms.HiddenInput)


class StepForm(TransitionForm):
    def given(self) -> Given:
        return Given(**{name: value or "" for name, value in self.asked().items()})


class ReferForm(StepForm):
    NAMES = ("centre", "agreed_by", "signs")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Unit")

    centre = forms.CharField(label=_("Health centre"), max_length=120)
    agreed_by = forms.CharField(
        label=_("Which caregiver agreed to the referral?"), max_length=120,
        help_text=_("Nothing is sent without the agreement of who looks after the child."),
    )  # fmt: skip
    signs = forms.CharField(
        label=_("Danger signs"), max_length=200, required=False,
        widget=forms.TextInput(attrs=SENSITIVE),
        help_text=_("No appetite, vomiting, fever, very weak: then to the hospital (URENI)."),
    )  # fmt: skip


FORMS: dict[str, type[StepForm]] = {"refer": ReferForm, "refer_again": ReferForm}


class ScreeningFilter(forms.Form):
    place = forms.ChoiceField(label=_("Place"), required=False)
    only = forms.ChoiceField(label=_("Children"), required=False)

    ONLY = (
        ("", _("all from 6 to 59 months")),
        ("month", _("not measured this month")),
        ("thin", _("followed for malnutrition")),
    )

    def __init__(self, *args: Any, places: Choices, sensitive: bool, **kwargs: Any) -> None:
        """Who may not meet what was found is not told who is followed either."""
        super().__init__(*args, **kwargs)
        choose(self, "place", [("", _("all places")), *places])
        choose(self, "only", [pair for pair in self.ONLY if sensitive or pair[0] != "thin"])

    def asked(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or "") if self.is_valid() else ""


class ProtocolForm(Sheet):
    since = day(_("In force from"))
    name = forms.CharField(label=_("Name"), max_length=80)
    source = forms.CharField(
        label=_("Source"), max_length=200,
        help_text=_("The document these thresholds are taken from, with its year."),
    )  # fmt: skip

    THRESHOLDS = (
        "muac_severe", "muac_moderate", "whz_severe", "whz_moderate", "school_muac_severe",
        "school_muac_moderate", "baz_severe", "baz_moderate",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.THRESHOLDS:
            field = cast(forms.Field, Protocol._meta.get_field(name).formfield())  # type: ignore[union-attr]
            self.fields[name] = field

    def thresholds(self) -> Thresholds:
        typed = {name: self.cleaned_data[name] for name in self.THRESHOLDS}
        low, high = DEFAULT.height_low, DEFAULT.height_high
        return Thresholds(**typed, height_low=low, height_high=high)
