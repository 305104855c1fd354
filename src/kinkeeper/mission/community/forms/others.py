"""A new structure, the steps of its way, events without a structure, households, thresholds."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.forms import (
    SENSITIVE,
    Choices,
    Sheet,
    TransitionForm,
    choose,
    day,
    offer_or_drop,
)
from kinkeeper.mission.community.asking import Line, money_questions
from kinkeeper.mission.community.forms.fields import (
    KilosField,
    SureSheet,
    WholeField,
    people,
    whole,
)
from kinkeeper.mission.community.forms.sheets import SAID, SAID_HELP, short
from kinkeeper.mission.community.models.gatherings import Kind, Media, Theme
from kinkeeper.mission.community.models.households import Activity
from kinkeeper.mission.community.models.structures import Sort, Type


class StructureForm(Sheet):
    """What a structure is, where, and whom to reach."""

    sort = forms.ChoiceField(label=_("What it is"), choices=Sort)
    name = short(_("Name"), required=True)
    short_name = short(_("Short name"), size=30)
    type = forms.ChoiceField(
        label=_("Type"), choices=Type, required=False, help_text=_("Of a community organisation.")
    )
    place = forms.ChoiceField(label=_("Place"))
    project = forms.ChoiceField(label=_("Project"), required=False)
    carried_by = forms.ChoiceField(label=_("Carried by the organisation"), required=False)
    since = day(_("Known since"))
    founded_on = day(_("Founded on"), required=False)
    contact = short(_("Contact"), help_text=_("Who to reach, and how."))
    refers_to = short(
        _("Refers to"), help_text=_("To whom a committee or club sends what it cannot solve.")
    )
    area_m2 = whole(_("Area (m²)"), help_text=_("Of a garden."))

    def __init__(
        self, *args: Any, places: Choices, projects: Choices, carriers: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = timezone.localdate
        choose(self, "place", places)
        offer_or_drop(self, "project", projects)
        offer_or_drop(self, "carried_by", carriers)


class CorrectForm(Sheet):
    """What may change of a structure without a step of its way."""

    base = forms.IntegerField(widget=forms.HiddenInput)
    name = short(_("Name"), required=True)
    short_name = short(_("Short name"), size=30)
    type = forms.ChoiceField(label=_("Type"), choices=Type, required=False)
    contact = short(_("Contact"))
    refers_to = short(_("Refers to"))
    area_m2 = whole(_("Area (m²)"))

    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in self.values().items() if name != "base"}


class StepForm(TransitionForm):
    def agreement(self) -> str:
        return str(self.asked().get("agreed_by") or "")


class DeclareForm(StepForm):
    """The organisation itself agrees to go on alone."""

    NAMES = ("agreed_by",)
    agreed_by = short(_("Who of the organisation agrees?"), required=True)


FORMS: dict[str, type[StepForm]] = {"declare": DeclareForm}


class EventForm(SureSheet):
    """An awareness event of a place, whoever held it."""

    place = forms.ChoiceField(label=_("Place"))
    theme = forms.ChoiceField(label=_("Theme"), choices=Theme)
    channel = forms.ChoiceField(label=_("Media"), choices=Media, required=False)
    held_on = day(_("Held on"))
    counts = people()
    said = whole(SAID, help_text=SAID_HELP)
    people = whole(
        _("Different people, if estimated"),
        help_text=_("Attendances are not people: who came twice counts twice above."),
    )
    facilitator = short(_("Led by"))
    paper_by = short(_("Copied from the sheet of"))

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_on"].initial = timezone.localdate
        choose(self, "place", places)

    def details(self) -> dict[str, Any]:
        typed = {n: v for n, v in self.typed().items() if n != "place"}
        return typed | {"kind": Kind.AWARENESS.value}


class ListFilter(forms.Form):
    sort = forms.ChoiceField(label=_("What it is"), required=False)
    place = forms.ChoiceField(label=_("Place"), required=False)

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "sort", [("", _("all")), *Sort.choices])
        choose(self, "place", [("", _("all places")), *places])

    def asked(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or "") if self.is_valid() else ""


class MoneySheet(SureSheet):
    """A household's month, line by line, in francs; empty is 0."""

    held_on = day(_("Asked on"))

    def __init__(self, *args: Any, questionnaire: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_on"].initial = timezone.localdate
        self.questions = money_questions(questionnaire)
        for part, lines in self._parts():
            for line in lines:
                self.fields[f"{part}_{line.code}"] = WholeField(
                    label=str(line.text), required=False, min_value=0
                )
                self.fields[f"{part}_{line.code}"].widget.attrs.update(SENSITIVE)

    def _parts(self) -> tuple[tuple[str, tuple[Line, ...]], ...]:
        return ("income", self.questions.income), ("spending", self.questions.spending)

    def income(self) -> list[forms.BoundField]:
        return [self[f"income_{line.code}"] for line in self.questions.income]

    def for_children(self) -> list[forms.BoundField]:
        return [self[f"spending_{line.code}"] for line in self.questions.spending if line.child]

    def for_household(self) -> list[forms.BoundField]:
        return [self[f"spending_{x.code}"] for x in self.questions.spending if not x.child]

    def amounts(self, part: str) -> dict[str, int]:
        lines = dict(self._parts())[part]
        return {line.code: self.cleaned_data[f"{part}_{line.code}"] or 0 for line in lines}


class ActivityForm(Sheet):
    kind = forms.ChoiceField(label=_("Activity"), choices=Activity)
    since = day(_("Since"))
    group = forms.ChoiceField(label=_("Loan of the savings group"), required=False)
    start_xof = whole(_("Began with (XOF)"))
    note = short(_("Note"), size=300)

    def __init__(self, *args: Any, groups: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = timezone.localdate
        offer_or_drop(self, "group", groups)


class DayForm(Sheet):
    """A day, and nothing else: done on, ended on."""

    on = day(_("Day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate


class NormForm(Sheet):
    value = forms.IntegerField(label=_("Value"), min_value=0, max_value=1000)


class PriceForm(Sheet):
    month = day(_("A day of the month"))
    value = KilosField(label=_("Index"), max_digits=7, decimal_places=2)
    source = short(_("Source"), required=True, size=200)
