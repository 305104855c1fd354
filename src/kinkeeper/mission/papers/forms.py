"""The forms of birth papers. What was typed stays when something is wrong."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.forms import Choices, Sheet, TransitionForm, choose, day, yes_or_no
from kinkeeper.mission.papers.actions import Given


class OpenForm(Sheet):
    on = day(_("Day"))
    declared = yes_or_no(_("Was the birth declared, and the act never collected?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate


class StepForm(TransitionForm):
    def given(self) -> Given:
        return Given(**{name: value or "" for name, value in self.asked().items()})


def words(label: Any, *, most: int = 120, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, help_text=help_text)


class DeclareForm(StepForm):
    NAMES = ("centre",)
    centre = words(_("Declaration centre"))


class RequestForm(StepForm):
    NAMES = ("court",)
    court = words(_("Court, or registrar it was handed to"))


class JudgeForm(StepForm):
    NAMES = ("judgment",)
    judgment = words(_("Number of the judgment"), most=60)


class TranscribeForm(StepForm):
    NAMES = ("register",)
    register = words(_("Registry where it was transcribed"))


class CollectForm(StepForm):
    NAMES = ("act",)
    act = words(
        _("Number of the act (volet 3)"), most=60,
        help_text=_("Volet n° 3 serves as birth act; the judgment does not."),
    )  # fmt: skip


FORMS: dict[str, type[StepForm]] = {
    "declare": DeclareForm,
    "request": RequestForm,
    "judge": JudgeForm,
    "transcribe": TranscribeForm,
    "collect": CollectForm,
}


class GapFilter(forms.Form):
    answer = forms.ChoiceField(label=_("Birth act"), required=False)
    place = forms.ChoiceField(label=_("Place"), required=False)

    GAPS = (
        ("", _("every child without an act in hand")),
        ("none", _("no birth act")),
        ("declared", _("declared, act not collected")),
        ("under_way", _("under way")),
    )

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "answer", self.GAPS)
        choose(self, "place", [("", _("all places")), *places])

    def asked(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or "") if self.is_valid() else ""
