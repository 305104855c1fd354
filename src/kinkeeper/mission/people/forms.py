"""Forms of people and families. Dates and names are typed as people know them."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.places.models import Place
from kinkeeper.ground.process.forms import RoughDateField
from kinkeeper.ground.records.models import new_id
from kinkeeper.ground.text.names import NameProblem, clean_name
from kinkeeper.mission.people.models import (
    Alive,
    BirthAct,
    Family,
    FamilyKind,
    Kinship,
    Membership,
    Person,
    Relation,
    Residence,
    Schooling,
    Sex,
)
from kinkeeper.mission.people.queries import Reader
from kinkeeper.mission.people.words import WHY_LEFT

Choices = list[tuple[str, Any]]
EMPTY: Choices = [("", "–")]
BIRTH_HINT = _("As precisely as it is known: 15/11/2008, 11/2008, 2008, about 2008, 6 years.")


class NameField(forms.CharField):
    """A name as written; invisible signs and 500 characters are told at the field."""

    def to_python(self, value: Any) -> str:
        try:
            return clean_name(str(value)) if value not in self.empty_values else ""
        except NameProblem as problem:
            raise ValidationError(str(problem), code=problem.code) from problem


class PhoneField(forms.CharField):
    """A number of Mali, or of abroad with its +; kept as +22376010203."""

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value)).strip()
        if not text:
            return ""
        try:
            number = phonenumbers.parse(text, "ML")
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_possible_number(number):
            raise ValidationError(
                _("This is not a phone number: write its 8 digits, or + and the country.")
            )
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


class DayField(forms.DateField):
    """One day, from the browser's calendar or typed day first."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        formats = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"]
        super().__init__(widget=widget, input_formats=formats, **options)


class PlaceField(forms.ChoiceField):
    """One of the places the writer works in."""

    def offer(self, places: Iterable[Place]) -> None:
        self.places = {str(place.pk): place for place in places}
        self.choices = [*EMPTY, *((key, _label(p)) for key, p in self.places.items())]

    def clean(self, value: Any) -> Any:
        return self.places.get(super().clean(value))


def _label(place: Place) -> str:
    return f"{place.name} ({place.get_level_display()})"


class Once(forms.Form):
    """A form that creates something carries its own number, so that sending it again does not."""

    form_id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)


class Correction(forms.Form):
    """A form that corrects something carries the version its writer saw."""

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def wanted(self) -> dict[str, Any]:
        """Only what the writer changed, so that two people can correct different fields."""
        return {n: self.cleaned_data[n] for n in self.changed_data if n != "base"}


def _sex() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Sex"), choices=Sex.choices, required=False)


def _birth() -> RoughDateField:
    return RoughDateField(label=_("Born"), required=False, help_text=BIRTH_HINT, max_length=60)


class BeforeForm(forms.Form):
    """Search before create: who is it about?"""

    given = NameField(label=_("Given name of a parent or child"), required=False)
    family = NameField(label=_("Family name"), required=False)
    place = PlaceField(label=_("Place"), required=False)

    def __init__(self, *args: Any, places: Iterable[Place], **options: Any) -> None:
        super().__init__(*args, **options)
        place = self.fields["place"]
        if isinstance(place, PlaceField):
            place.offer(places)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (cleaned.get("given") or cleaned.get("family") or self.errors):
            raise ValidationError(_("Write a name, so that we can look whether it is here."))
        return cleaned


class FamilyForm(Once):
    name = NameField(label=_("Name of the family"))
    place = PlaceField(label=_("Place"))
    quarter = forms.CharField(
        label=_("Where to find it"), max_length=200, required=False,
        help_text=_("Quarter, landmark: so that a colleague finds the door."),
    )  # fmt: skip
    number = forms.CharField(
        label=_("Number in the office's register"), max_length=30, required=False
    )
    on = DayField(label=_("Identified on"), required=False)
    confirmed_without_adult = forms.BooleanField(
        label=_("Yes, this family has no adult"), required=False
    )
    confirmed_new = forms.BooleanField(
        label=_("None of these: they are other people"), required=False
    )

    def __init__(self, *args: Any, places: Iterable[Place], **options: Any) -> None:
        super().__init__(*args, **options)
        place = self.fields["place"]
        if isinstance(place, PlaceField):
            place.offer(places)


class PersonFields(forms.Form):
    given_name = NameField(label=_("Given name"))
    family_name = NameField(label=_("Family name"), required=False)
    sex = _sex()
    birth = _birth()


class HeadForm(PersonFields):
    """The head of the family: usually an adult, sometimes the eldest child."""

    phone = PhoneField(label=_("Phone"), required=False)
    phone_owner = forms.CharField(
        label=_("Whose phone, if not hers or his"), max_length=60, required=False
    )
    caregiver = forms.BooleanField(
        label=_("Takes care of the children (caregiver)"), required=False, initial=True
    )


class RowForm(PersonFields):
    """One more member, in one row; how to write a birth stands once above the rows."""

    birth = RoughDateField(label=_("Born"), required=False, max_length=60)
    relation = forms.ChoiceField(
        label=_("To the head"), initial=Relation.CHILD,
        choices=[c for c in Relation.choices if c[0] != Relation.HEAD],
    )  # fmt: skip
    mother_name = NameField(label=_("Mother's name"), required=False)
    caregiver = forms.BooleanField(label=_("Caregiver"), required=False)


RowSet = forms.formset_factory(RowForm, extra=4, max_num=60, absolute_max=80, validate_max=True)


class MemberForm(Once, PersonFields):
    """Somebody joins a family: somebody new, or somebody who is in the register."""

    mother_name = NameField(label=_("Mother's name"), required=False)
    relation = forms.ChoiceField(label=_("To the head of the family"), choices=Relation)
    since = DayField(label=_("Since"), required=False, help_text=_("Empty: nobody knows."))
    residence = forms.ChoiceField(label=_("Lives there?"), choices=Residence)
    caregiver = forms.BooleanField(
        label=_("Takes care of the children (caregiver)"), required=False
    )
    confirmed_new = forms.BooleanField(
        label=_("None of these: it is somebody else"), required=False
    )

    def __init__(self, *args: Any, known: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if known:
            for name in (*PersonFields.base_fields, "mother_name", "confirmed_new"):
                del self.fields[name]


class LeaveForm(Once):
    on = DayField(label=_("Left on"))
    why = forms.ChoiceField(label=_("Why"), choices=[*EMPTY, *WHY_LEFT], required=False)


class MembershipForm(Correction):
    """What a membership says: the relation, the days, who cares and who lives there."""

    relation = forms.ChoiceField(label=_("To the head of the family"), choices=Relation)
    residence = forms.ChoiceField(label=_("Lives there?"), choices=Residence)
    since = DayField(label=_("Since"), required=False, help_text=_("Empty: nobody knows."))
    caregiver = forms.BooleanField(
        label=_("Takes care of the children (caregiver)"), required=False
    )
    primary = forms.BooleanField(label=_("The main caregiver"), required=False)


class MoveForm(Once):
    """A family lives somewhere else from a day on."""

    place = PlaceField(label=_("Where it lives now"))
    on = DayField(label=_("Since"))
    quarter = forms.CharField(
        label=_("Where to find it"), max_length=200, required=False,
        help_text=_("Quarter, landmark: so that a colleague finds the door."),
    )  # fmt: skip

    def __init__(self, *args: Any, places: Iterable[Place], **options: Any) -> None:
        super().__init__(*args, **options)
        place = self.fields["place"]
        if isinstance(place, PlaceField):
            place.offer(places)


class KinEndForm(Once):
    on = DayField(label=_("Until"))


class FamilyEditForm(Correction):
    name = NameField(label=_("Name of the family"))
    kind = forms.ChoiceField(
        label=_("Kind of family"), required=False, choices=FamilyKind.choices,
        help_text=_("Guessed from the members; correct it where it is wrong."),
    )  # fmt: skip
    quarter = forms.CharField(label=_("Where to find it"), max_length=200, required=False)
    number = forms.CharField(
        label=_("Number in the office's register"), max_length=30, required=False
    )


class PersonForm(Correction):
    """Everything about a person; the fields above the reader's class are taken out."""

    given_name = NameField(label=_("Given name"))
    family_name = NameField(label=_("Family name"), required=False)
    alias = NameField(label=_("Also called"), required=False)
    sex = _sex()
    birth = _birth()
    mother_name = NameField(label=_("Mother's name"), required=False)
    phone = PhoneField(label=_("Phone"), required=False)
    phone_owner = forms.CharField(
        label=_("Whose phone, if not hers or his"), max_length=60, required=False
    )
    birth_act = forms.ChoiceField(label=_("Birth act"), choices=BirthAct.choices, required=False)
    schooling = forms.ChoiceField(label=_("School"), choices=Schooling.choices, required=False)
    mother_alive = forms.ChoiceField(label=_("Mother"), choices=Alive.choices, required=False)
    father_alive = forms.ChoiceField(label=_("Father"), choices=Alive.choices, required=False)
    note = forms.CharField(
        label=_("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    SEALED = ("mother_alive", "father_alive", "note")

    def __init__(self, *args: Any, reader: Reader, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in self.SEALED:
            if not reader.notes:
                del self.fields[name]
            else:
                self.fields[name].widget.attrs["data-sensitive"] = ""


class DeathForm(Correction):
    on = DayField(label=_("Died on"))


class KinForm(Once):
    """What this person is to somebody else of the register."""

    kind = forms.ChoiceField(label=_("Is"), choices=[*EMPTY, *Kinship.choices])
    relative = forms.ChoiceField(label=_("Of whom"))
    since = DayField(label=_("Since"), required=False)

    def __init__(self, *args: Any, people: Mapping[UUID, str], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["relative"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [*EMPTY, *((str(pk), name) for pk, name in people.items())]


def person_initial(person: Person) -> dict[str, Any]:
    names = [n for n in PersonForm.base_fields if n not in {"base", "birth"}]
    values = {name: getattr(person, name) for name in names}
    return {**values, "birth": person.birth, "base": person.version}


def family_initial(family: Family) -> dict[str, Any]:
    names = [n for n in FamilyEditForm.base_fields if n != "base"]
    return {**{name: getattr(family, name) for name in names}, "base": family.version}


def membership_initial(row: Membership) -> dict[str, Any]:
    names = [n for n in MembershipForm.base_fields if n != "base"]
    return {**{name: getattr(row, name) for name in names}, "base": row.version}


def tell(form: forms.Form, problem: ValidationError) -> None:
    """Put each sentence of an action at its field, or above the form where it has none."""
    if not hasattr(problem, "error_dict"):
        form.add_error(None, problem)
        return
    for name, errors in problem.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
