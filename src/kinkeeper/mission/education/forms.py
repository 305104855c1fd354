"""The forms of school and daycare. What was typed stays when something is wrong or unusual."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.forms import (
    SENSITIVE,
    Choices,
    CommaField,
    Sheet,
    TransitionForm,
    choose,
    day,
    note,
    offer_or_drop,
)
from kinkeeper.ground.process.table import Text
from kinkeeper.mission.education.actions import Given, NewClass, NewPupil
from kinkeeper.mission.education.actions.doubts import SURE
from kinkeeper.mission.education.levels import grouped
from kinkeeper.mission.education.models import (
    Enrolment,
    ExamOutcome,
    FacilityKind,
    Found,
    Mark,
    Papers,
    Repeats,
    SchoolClass,
    Sector,
    ServiceState,
)
from kinkeeper.mission.education.process import YEAR_ENDS
from kinkeeper.mission.education.rules import PRESENT


class SureSheet(Sheet):
    """A sheet that is asked again: the box to confirm appears once something was unusual."""

    sure = forms.BooleanField(
        label=_("I looked again: it is right"), required=False, widget=forms.HiddenInput
    )

    def take(self, error: ValidationError) -> None:
        if SURE in {one.code for one in getattr(error, "error_list", ())}:
            self.fields["sure"].widget = forms.CheckboxInput()
        super().take(error)


class FacilityForm(Sheet):
    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("Facility"), choices=FacilityKind.choices)
    sector = forms.ChoiceField(label=_("Kind of school"), choices=Sector.choices)
    place = forms.ChoiceField(label=_("Place"))
    own = forms.BooleanField(label=_("Run by the association"), required=False)
    closes_at = forms.TimeField(
        label=_("Children are fetched by"), required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Only for daycare: after this hour a child still there is a matter of today."),
    )  # fmt: skip

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "place", places)


class StateForm(Sheet):
    state = forms.ChoiceField(
        label=_("State"), choices=ServiceState.choices, widget=forms.RadioSelect
    )
    since = day(_("Since"))
    why = forms.CharField(label=_("Who keeps it going, or why not"), max_length=300, required=False)


class YearForm(Sheet):
    name = forms.CharField(label=_("School year"), max_length=20, help_text=_("As 2026-2027."))
    since = day(_("Begins on"))
    first = day(_("First term ends on"))
    second = day(_("Second term ends on"))
    until = day(_("Ends on"))


class ClassForm(SureSheet):
    year = forms.ChoiceField(label=_("School year"))
    level = forms.ChoiceField(label=_("Level"))
    name = forms.CharField(label=_("Name of the class"), max_length=40, help_text=_("As 6 A."))
    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=400, required=False)
    teacher = forms.ChoiceField(label=_("Teacher"), required=False)

    def __init__(self, *args: Any, years: Choices, teachers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "year", years)
        self.fields["level"].choices = grouped()  # type: ignore[attr-defined]
        offer_or_drop(self, "teacher", teachers)

    def new(self) -> NewClass:
        values = self.cleaned_data
        teacher = values.get("teacher")
        return NewClass(
            level=values["level"], name=values["name"], places=values["places"],
            teacher=UUID(teacher) if teacher else None,
        )  # fmt: skip


class EnrolForm(SureSheet):
    """One form for both ways in: with a decision, or at once on declaration after a flight."""

    school_class = forms.ChoiceField(label=_("Class"))
    on = day(_("Day"))
    displaced = forms.BooleanField(
        label=_("The child fled: enrol at once, papers follow"), required=False,
        widget=forms.CheckboxInput(attrs=SENSITIVE),
    )  # fmt: skip
    declared_by = forms.CharField(
        label=_("Who says which class the child was in?"), max_length=120, required=False,
        widget=forms.TextInput(attrs=SENSITIVE),
        help_text=_("Needed when papers are to follow."),
    )  # fmt: skip
    called = forms.CharField(label=_("Name on the list of the class"), max_length=240)
    number = forms.CharField(label=_("Number at the school"), max_length=30, required=False)
    repeats = forms.ChoiceField(label=_("Repeats"), choices=Repeats.choices, required=False)
    papers = forms.ChoiceField(label=_("Papers"), choices=Papers.choices, required=False)
    note = note(_("Note"))

    def __init__(self, *args: Any, classes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate
        choose(self, "school_class", [("", "–"), *classes])

    def told(self) -> Told:
        return Told(self.cleaned_data["on"], note=self.cleaned_data["note"])

    def new(self) -> NewPupil:
        names = ("called", "number", "repeats", "papers", "declared_by")
        return NewPupil(**{name: self.cleaned_data[name] for name in names})


class StepForm(TransitionForm):
    def __init__(self, *args: Any, classes: Mapping[str, SchoolClass], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.classes = classes
        self.show()

    def show(self) -> None:
        """Fill in choices."""

    def given(self) -> Given:
        return Given()


class ExcludeForm(StepForm):
    NAMES = ("heard_on",)
    heard_on = day(_("Child and family heard on"), help_text=_("Nobody is excluded unheard."))

    def given(self) -> Given:
        return Given(heard_on=self.cleaned_data["heard_on"])


class IntoClassForm(StepForm):
    """Where the child goes on."""

    NAMES = ("school_class",)
    school_class = forms.ChoiceField(label=_("Class"))

    def show(self) -> None:
        choose(self, "school_class", [(pk, class_label(c)) for pk, c in self.classes.items()])

    def given(self) -> Given:
        return Given(school_class=self.classes.get(self.cleaned_data["school_class"]))


class TransferForm(IntoClassForm):
    school_class = forms.ChoiceField(
        label=_("Class"), required=False,
        help_text=_("Empty when the child goes to a school that is not registered here."),
    )  # fmt: skip

    def show(self) -> None:
        classes = [(pk, class_label(c)) for pk, c in self.classes.items()]
        choose(self, "school_class", [("", _("not registered here")), *classes])


FORMS: Mapping[str, type[StepForm]] = {
    "exclude": ExcludeForm,
    "transfer": TransferForm,
    "come_back": IntoClassForm,
    "readmit": IntoClassForm,
}


class PapersForm(Sheet):
    on = day(_("Papers seen on"))


class LookForm(Sheet):
    on = day(_("Day"))
    found = forms.ChoiceField(
        label=_("Why was the child absent?"), choices=Found.choices,
        widget=forms.RadioSelect(attrs=SENSITIVE | {"class": "columns"}),
    )  # fmt: skip
    agreed = forms.CharField(
        label=_("What was agreed"), max_length=300, required=False,
        widget=forms.TextInput(attrs=SENSITIVE),
    )  # fmt: skip


class ListSheet(SureSheet):
    """A class in one screen: the same question for every pupil, one row each."""

    def __init__(self, *args: Any, pupils: Iterable[Enrolment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pupils = list(pupils)
        for pupil in self.pupils:
            self.fields[self.name_of(pupil)] = self.question(pupil)

    @staticmethod
    def name_of(pupil: Enrolment) -> str:
        return f"p-{pupil.pk}"

    def question(self, pupil: Enrolment) -> forms.Field:
        raise NotImplementedError

    @property
    def rows(self) -> list[tuple[Enrolment, forms.BoundField]]:
        return [(pupil, self[self.name_of(pupil)]) for pupil in self.pupils]

    def answers(self) -> dict[UUID, Any]:
        return {pupil.pk: self.cleaned_data[self.name_of(pupil)] for pupil in self.pupils}


class CallForm(ListSheet):
    on = day(_("Day"))
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, *args: Any, marks: Mapping[str, str], **kwargs: Any) -> None:
        self.marks = marks
        super().__init__(*args, **kwargs)

    def question(self, pupil: Enrolment) -> forms.Field:
        return forms.ChoiceField(
            label=pupil.called, choices=Mark.choices, widget=forms.RadioSelect,
            initial=self.marks.get(str(pupil.pk), PRESENT),
        )  # fmt: skip


class ResultsForm(ListSheet):
    on = day(_("Day"))

    def __init__(
        self, *args: Any, out_of: int, known: Mapping[UUID, Decimal], **kwargs: Any
    ) -> None:
        self.out_of, self.known = out_of, known
        super().__init__(*args, **kwargs)

    def question(self, pupil: Enrolment) -> forms.Field:
        return CommaField(
            label=pupil.called, min_value=0, max_value=self.out_of,
            initial=self.known.get(pupil.pk), max_digits=4, decimal_places=2,
        )  # fmt: skip


class ChoiceRows(ListSheet):
    """One choice for every pupil, empty where nobody knows yet."""

    on = day(_("Day"))

    def __init__(
        self, *args: Any, choices: Choices, known: Mapping[UUID, str], **kwargs: Any
    ) -> None:
        self.choices, self.known = [("", _("not yet")), *choices], known
        super().__init__(*args, **kwargs)

    def question(self, pupil: Enrolment) -> forms.Field:
        return forms.ChoiceField(
            label=pupil.called, choices=self.choices, required=False,
            widget=forms.RadioSelect, initial=self.known.get(pupil.pk, ""),
        )  # fmt: skip

    def chosen(self) -> dict[UUID, str]:
        return {pupil: said for pupil, said in self.answers().items() if said}


EXAM_CHOICES = ExamOutcome.choices
END_CHOICES = YEAR_ENDS


class CollectorForm(Sheet):
    name = forms.CharField(label=_("Name"), max_length=120)
    phone = forms.CharField(label=_("Telephone"), max_length=20, required=False)
    since = day(_("Since"))


class SignInForm(Sheet):
    pupil = forms.UUIDField(widget=forms.HiddenInput)
    brought_by = forms.CharField(label=_("Brought by"), max_length=120, required=False)


class SignOutForm(Sheet):
    """Who fetches the child: somebody of the list, or somebody else with a reason."""

    to = forms.ChoiceField(label=_("Who fetches the child?"), widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name of somebody else"), max_length=120, required=False)
    reason = forms.CharField(
        label=_("Why somebody who is not on the list?"), max_length=300, required=False,
        help_text=_("A second person must agree before the child leaves."),
    )  # fmt: skip

    def __init__(self, *args: Any, collectors: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "to", [*collectors, ("other", _("somebody who is not on the list"))])


class AgreeForm(Sheet):
    """A second person agrees: nothing is asked but the decision."""


def class_label(found: SchoolClass) -> Text:
    return f"{found.facility.name} · {found.name} ({found.get_level_display()})"
