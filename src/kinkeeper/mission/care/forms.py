"""The forms of care, one for each verb: they ask what the verb needs and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import reaches
from kinkeeper.ground.process.forms import (
    SENSITIVE,
    RoughDateField,
    Sheet,
    day,
    note,
    offer_or_drop,
)
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.text.dates import Precision, RoughDate
from kinkeeper.mission.care.actions import NewDocument
from kinkeeper.mission.care.models import (
    CareForm,
    CarerRole,
    DocumentKind,
    EndReason,
    ExceptionCode,
    House,
    HouseForm,
    Placement,
    Route,
    SosFamily,
    SplitReason,
    Village,
)
from kinkeeper.mission.care.queries import (
    house_of,
    houses_of,
    rooms_of,
    siblings_of,
    villages,
)
from kinkeeper.mission.care.rules import FORM_OF_HOUSE, LOOSE_FORMS
from kinkeeper.mission.people.queries import reader_of, search_people

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

ROUGH_HINT = _("As precisely as it is known: 15/11/2008, 11/2008, rainy season 2008, 2008.")
WRITE = "care.write"


@dataclass(frozen=True)
class At:
    """Who fills in the form, about which record."""

    by: Account
    subject: Any


class DeedForm(Sheet):
    """A form about one record; `show` fills in what depends on it."""

    def __init__(self, *args: Any, at: At, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self.show()

    def show(self) -> None:
        """Fill in choices that depend on the record."""


def when(label: Any, *, required: bool = True) -> RoughDateField:
    """A day that may be known by its month, its season or its year only; today at first."""
    return RoughDateField(
        label=label, required=required, max_length=40, help_text=ROUGH_HINT,
        initial=lambda: RoughDate(timezone.localdate(), Precision.DAY),
    )  # fmt: skip


def words(label: Any, size: int, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=size, required=required, help_text=help_text)


def number(label: Any, *, most: int, least: int = 1) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most)


class PersonField(forms.CharField):
    """A person by code or name; asks for the code when several are called so."""

    def __init__(self, **options: Any) -> None:
        hint = _("The code on the person's page, or the whole name.")
        super().__init__(max_length=120, help_text=hint, **options)
        self.by: Account | None = None

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text or self.by is None:
            return None
        hits = [hit.record for hit in search_people(text, by=self.by)]
        exact = [p for p in hits if text.casefold() in {p.code.casefold(), str(p).casefold()}]
        found = exact or hits
        if len(found) != 1:
            raise ValidationError(_nobody() if not found else _several(found))
        return found[0]


def _nobody() -> str:
    return gettext("Nobody of this name or code is in the register: enter the person first.")


def _several(found: list["Person"]) -> str:
    names = ", ".join(f"{p} ({p.code})" for p in found[:4])
    return gettext("Several people are called so: write the code. %(names)s") % {"names": names}


# --- villages and houses ----------------------------------------------------------------------


class CloseForm(DeedForm):
    on = when(_("Day"))


class NewHouseForm(DeedForm):
    name = words(_("Name or number"), 60)
    form = forms.ChoiceField(label=_("For whom"), choices=HouseForm, widget=forms.RadioSelect)
    capacity = number(_("Children it may hold"), most=40)
    since = when(_("In use since"))


class CapacityForm(DeedForm):
    capacity = number(_("Children it may hold"), most=40)
    on = when(_("From which day"))


class FoundForm(DeedForm):
    name = words(_("Name of the family"), 120)
    since = when(_("Since"))


class MoveFamilyForm(DeedForm):
    house = forms.ChoiceField(label=_("To which house"))
    on = when(_("Day of the move"))

    def show(self) -> None:
        family: SosFamily = self.at.subject
        today = timezone.localdate()
        here = house_of(family, today)
        rooms = rooms_of(family.village, today, by=self.at.by)
        free = [r.house for r in rooms if r.family is None and r.house.form == HouseForm.SOS]
        self.houses = {str(house.pk): house for house in free if house != here}
        names = [(key, house.name) for key, house in self.houses.items()]
        self.fields["house"].choices = names  # type: ignore[attr-defined]

    def clean_house(self) -> House:
        return self.houses[self.cleaned_data["house"]]


class CarerForm(DeedForm):
    person = PersonField(label=_("Who"))
    role = forms.ChoiceField(label=_("Role"), choices=CarerRole, widget=forms.RadioSelect)
    on = when(_("Since"))

    def show(self) -> None:
        self.fields["person"].by = self.at.by  # type: ignore[attr-defined]


class EndAssignmentForm(DeedForm):
    on = when(_("Last day"))
    reason = words(_("Why it ended"), 60, required=False)


class TrainingForm(DeedForm):
    topic = words(_("Topic"), 120)
    held_on = when(_("First day"))
    days = number(_("Days"), most=365)


# --- placement --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Place:
    """Where a child is going to sleep: what the select of beds stands for."""

    form: str
    village: Village | None = None
    house: House | None = None
    family: SosFamily | None = None


class BedForm(DeedForm):
    """Where the child is going to live: a family, a house, or with somebody outside."""

    bed = forms.ChoiceField(label=_("Where"))
    host = words(
        _("With whom, or where"), 120, required=False,
        help_text=_("For a foster family, kin, kafala or a room of one's own."),
    )  # fmt: skip
    on = when(_("Day"))

    def show(self) -> None:
        self.fields["host"].widget.attrs |= SENSITIVE
        self.beds: dict[str, Place] = {}
        groups = [(v.name, list(self._houses(v))) for v in self.villages()]
        outside = [
            (self._keep(f"form:{form}", Place(form)), CareForm(form).label) for form in LOOSE_FORMS
        ]
        field = self.fields["bed"]
        field.choices = [("", "–"), *groups, (gettext("Outside the houses"), outside)]  # type: ignore[attr-defined]

    def villages(self) -> list[Village]:
        found = villages(by=self.at.by)
        return [v for v in found if reaches(self.at.by, WRITE, v.place) and v.closed_on is None]

    def _houses(self, village: Village) -> Iterable[tuple[str, str]]:
        for room in rooms_of(village, timezone.localdate(), by=self.at.by):
            form = FORM_OF_HOUSE.get(room.house.form)
            if form is None or (form == CareForm.SOS_FAMILY and room.family is None):
                continue
            place = Place(form, village, room.house, room.family)
            name = f"{room.family} – {room.house}" if room.family else str(room.house)
            free = gettext("%(free)d free") % {"free": room.free} if room.free else gettext("full")
            yield self._keep(f"house:{room.house.pk}", place), f"{name} ({free})"

    def _keep(self, key: str, place: Place) -> str:
        self.beds[key] = place
        return key

    def clean_bed(self) -> Place:
        return self.beds[self.cleaned_data["bed"]]

    def take(self, error: ValidationError) -> None:
        """What is wrong with house or family stands at the bed."""
        named = getattr(error, "error_dict", None)
        if named:
            for field in ("house", "family"):
                if field in named:
                    named.setdefault("bed", []).extend(named.pop(field))
        super().take(error)


class PaperForm(DeedForm):
    kind = forms.ChoiceField(label=_("Kind of document"), choices=DocumentKind)
    number = words(_("Number"), 60)
    issued_on = day(_("Date of the document"))
    authority = words(_("Authority"), 120)
    expires_on = day(_("Valid until"), required=False)

    def document(self) -> NewDocument:
        names = ("kind", "number", "issued_on", "authority", "expires_on")
        return NewDocument(**{name: self.cleaned_data[name] for name in names})

    def show(self) -> None:
        self.fields["number"].widget.attrs |= SENSITIVE


class PlaceForm(BedForm, PaperForm):
    """A child comes into care; the authority's document comes with it, or is named as missing."""

    village = forms.ChoiceField(label=_("Village it belongs to"))
    route = forms.ChoiceField(label=_("Route"), choices=Route)

    def show(self) -> None:
        BedForm.show(self)
        PaperForm.show(self)
        self.known = {str(v.pk): v for v in self.villages()}
        choices = [(key, v.name) for key, v in self.known.items()]
        self.fields["village"].choices = choices  # type: ignore[attr-defined]
        for name in ("kind", "number", "issued_on", "authority"):
            self.fields[name].required = False
        self.order_fields(["form_id", "village", "bed", "host", "on", "route", "kind"])

    def clean_village(self) -> Village:
        return self.known[self.cleaned_data["village"]]

    def clean(self) -> dict[str, Any]:
        """A document is told whole or not at all."""
        values = super().clean() or self.cleaned_data
        told = [bool(values.get(name)) for name in ("number", "issued_on", "authority")]
        if any(told) and not all(told):
            self.add_error("number", gettext("Write number, date and authority of the document."))
        return values

    def told(self) -> NewDocument | None:
        return self.document() if self.cleaned_data["number"] else None


class EndForm(DeedForm):
    on = when(_("Last day"))
    reason = forms.ChoiceField(
        label=_("Why it ended"), choices=EndReason, widget=forms.RadioSelect(attrs=SENSITIVE)
    )
    received_by = words(_("Who receives the child"), 120, required=False)
    destination = words(_("Where to"), 200, required=False)

    def show(self) -> None:
        for name in ("received_by", "destination"):
            self.fields[name].widget.attrs |= SENSITIVE


class RelocateForm(DeedForm):
    village = forms.ChoiceField(label=_("Which village takes the child in"))
    house = forms.ChoiceField(label=_("House"), required=False)
    on = when(_("Day of the arrival"))

    def show(self) -> None:
        placement: Placement = self.at.subject
        hosts = [v for v in villages(by=self.at.by) if v.pk != placement.village_id]
        self.hosts = {str(v.pk): v for v in hosts}
        today = timezone.localdate()
        self.rooms = {str(h.pk): h for v in hosts for h in houses_of(v, today)}
        names = [(key, v.name) for key, v in self.hosts.items()]
        self.fields["village"].choices = names  # type: ignore[attr-defined]
        rooms = [(key, f"{h} – {h.village}") for key, h in self.rooms.items()]
        offer_or_drop(self, "house", rooms)

    def clean_village(self) -> Village:
        return self.hosts[self.cleaned_data["village"]]

    def clean_house(self) -> House | None:
        return self.rooms.get(self.cleaned_data["house"])


# --- brothers and sisters, the very young -----------------------------------------------------


class SiblingsForm(DeedForm):
    """Brothers and sisters known by kinship are offered; another is named by code."""

    known = forms.TypedMultipleChoiceField(
        label=_("Known as brothers and sisters"), coerce=UUID, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    other = PersonField(label=_("Another one"), required=False)
    on = when(_("Known since"))

    def show(self) -> None:
        self.fields["other"].by = self.at.by  # type: ignore[attr-defined]
        reader = reader_of(self.at.by)
        found = siblings_of(self.at.subject)
        self.near = {p.pk: p for p in found if reader.reaches(p.place)}
        if not self.near:
            self.fields.pop("known")
            return
        choices = [(str(pk), str(p)) for pk, p in self.near.items()]
        self.fields["known"].choices = choices  # type: ignore[attr-defined]

    def persons(self) -> list[Record]:
        values = self.cleaned_data
        named: list[Record] = [self.near[pk] for pk in values.get("known", [])]
        return [self.at.subject, *named, *([values["other"]] if values["other"] else [])]


class SplitForm(DeedForm):
    reason = forms.ChoiceField(
        label=_("Why apart"), choices=SplitReason, widget=forms.RadioSelect(attrs=SENSITIVE)
    )
    contact_plan = note(_("How they keep in contact"), required=True)
    review_on = day(_("To be reviewed on"))
    on = when(_("Day"))


class ExceptionForm(DeedForm):
    code = forms.ChoiceField(label=_("Ground"), choices=ExceptionCode, widget=forms.RadioSelect)
    must_end_by = day(_("Must end by"))
    on = when(_("Day"))


class VillageForm(Sheet):
    """A village opens in one of the places the writer manages."""

    name = words(_("Name"), 120)
    place = forms.ChoiceField(label=_("Place"))
    opened = when(_("Opened"))

    def __init__(self, *args: Any, places: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(place.pk): place for place in places}
        choices = [(key, place.name) for key, place in self.places.items()]
        self.fields["place"].choices = choices  # type: ignore[attr-defined]

    def clean_place(self) -> Any:
        return self.places[self.cleaned_data["place"]]
