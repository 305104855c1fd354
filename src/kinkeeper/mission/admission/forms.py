"""The forms: each step asks only what that step needs. What was typed stays when it is wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.forms import (
    SENSITIVE,
    Choices,
    RoughDateField,
    Sheet,
    TransitionForm,
    choose,
    day,
    note,
    offer_or_drop,
    one_of,
    yes_or_no,
)
from kinkeeper.ground.text.dates import UNKNOWN_DATE
from kinkeeper.ground.text.names import NameProblem, clean_name
from kinkeeper.mission.admission.actions import Given, Home, NewPaper
from kinkeeper.mission.admission.models import (
    Authority,
    Ground,
    OptionKind,
    PaperKind,
    Parent,
    Verdict,
    ViewForm,
)
from kinkeeper.mission.people.actions import NewPerson

SEXES = [("F", _("girl")), ("M", _("boy"))]
BORN = _("As precisely as it is known: 15/11/2008, 11/2008, 2008, about 2008, 6 years.")
NEW_CHILDREN = 3


def text(label: Any, *, most: int = 120, required: bool = True, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, required=required,
        widget=forms.TextInput(attrs=SENSITIVE | {"autocomplete": "off"}), **more,
    )  # fmt: skip


class NewChild(forms.Form):
    """A child whom nobody in the register is."""

    given_name = text(_("Given name"), required=False)
    family_name = text(_("Family name"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", "–"), *SEXES], required=False)
    birth = RoughDateField(label=_("Born"), required=False, max_length=60, help_text=BORN)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("given_name", "family_name"):
            try:
                cleaned[name] = clean_name(cleaned.get(name) or "")
            except NameProblem as problem:
                self.add_error(name, ValidationError(str(problem)))
        return cleaned

    def child(self) -> NewPerson | None:
        """None for an empty row."""
        values = self.cleaned_data
        if not values.get("given_name"):
            return None
        birth = values.get("birth") or UNKNOWN_DATE
        return NewPerson(
            values["given_name"], values.get("family_name", ""), values.get("sex", ""), birth
        )


class ReferForm(Sheet):
    village = forms.ChoiceField(label=_("Village asked"))
    on = RoughDateField(
        label=_("Referred on"), max_length=60,
        help_text=_("The day of the letter, or as precisely as it is known."),
    )  # fmt: skip
    authority = forms.ChoiceField(
        label=_("Which authority refers"), choices=[c for c in Authority.choices if c[0]],
        widget=forms.RadioSelect,
        help_text=_("Only an authority refers a child; families and neighbours go through it."),
    )  # fmt: skip
    authority_name = forms.CharField(label=_("Its office and place"), max_length=120)
    letter = text(_("Number of the letter or report"), most=60, required=False)
    situation = note(_("What the authority writes"))
    children = forms.MultipleChoiceField(
        label=_("Children of the register"), required=False, widget=forms.CheckboxSelectMultiple
    )
    siblings = forms.BooleanField(
        label=_("They are brothers and sisters: they are placed together"), required=False,
        initial=True,
    )  # fmt: skip

    def __init__(self, *args: Any, villages: Choices, children: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate().strftime("%d/%m/%Y")
        choose(self, "village", villages)
        found = list(children)
        choose(self, "children", found)
        if not found:
            del self.fields["children"]


class ChildForm(Sheet, NewChild):
    """One more child: somebody found in the register, or somebody new."""

    known = forms.ChoiceField(label=_("Of the register"), required=False, widget=forms.RadioSelect)
    sibling = forms.BooleanField(
        label=_("Brother or sister of the others"), required=False, initial=True
    )

    def __init__(self, *args: Any, known: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_or_drop(self, "known", known)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not (cleaned.get("known") or cleaned.get("given_name") or self.errors):
            raise ValidationError(_("Choose a child, or write its given name."))
        return cleaned


class VoiceForm(Sheet):
    view_form = one_of(_("How the child was heard"), [c for c in ViewForm.choices if c[0]])
    heard_on = day(_("Heard on"))
    view = note(
        _("What the child says"),
        help_text=_("In its own words: where it wants to live, with whom, what it fears."),
    )
    health_seen_on = day(_("Health looked at on"), required=False)
    health = text(_("What was found"), most=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["heard_on"].initial = timezone.localdate


class EnquiryForm(Sheet):
    visited_on = RoughDateField(
        label=_("Family visited on"), required=False, max_length=60,
        help_text=_("As precisely as it is known: 15/11/2025, 11/2025."),
    )  # fmt: skip
    not_visited = text(_("Or why nobody could go"), most=300, required=False)
    mother = one_of(_("Mother"), [c for c in Parent.choices if c[0]], required=False)
    father = one_of(_("Father"), [c for c in Parent.choices if c[0]], required=False)
    kin = note(_("Kin: who was asked, and what they say"))
    siblings = note(_("Brothers and sisters who are not concerned, and why"))
    grounds = forms.MultipleChoiceField(
        label=_("Grounds that were found"), choices=Ground.choices, required=False,
        widget=forms.CheckboxSelectMultiple(attrs=SENSITIVE | {"class": "columns"}),
        help_text=_("Poverty, housing, school and food alone are never enough: then the family is "
                    "supported."),
    )  # fmt: skip
    summary = note(_("What was found"))


class OptionsForm(Sheet):
    """One verdict and one sentence for each option, the nearest to the family first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in OptionKind:
            self.fields[f"verdict_{kind.value}"] = one_of(kind.label, Verdict.choices)
            self.fields[f"why_{kind.value}"] = text(_("Why"), most=1000)

    def weighed(self) -> Mapping[str, tuple[str, str]]:
        values = self.cleaned_data
        return {k: (values[f"verdict_{k}"], values[f"why_{k}"]) for k in OptionKind.values}

    def rows(self) -> Iterable[tuple[Any, Any]]:
        return [(self[f"verdict_{k}"], self[f"why_{k}"]) for k in OptionKind.values]


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What the forms of steps offer: houses with room, families that may be identified.

    found: each of them by its key. outside: a place outside the village may be written.
    """

    deciding: bool
    found: Mapping[str, Any] = field(default_factory=dict)
    homes: tuple[tuple[str, str], ...] = ()
    families: tuple[tuple[str, str], ...] = ()
    outside: bool = True


class StepForm(TransitionForm):
    def __init__(self, *args: Any, around: Surroundings, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = around.found
        self.show(around)

    def show(self, around: Surroundings) -> None:
        """Take out what is not asked of this person, fill in what depends on the admission."""

    def given(self) -> Given:
        """What was asked beside day, reason and note."""
        return Given()


class DecisionForm(StepForm):
    """The committee: asked of whoever decides, not of whoever proposes."""

    NAMES: tuple[str, ...] = ("members", "with_authority")
    members = forms.CharField(
        label=_("Who sat on the committee"), max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Director, an SOS mother, social workers, the authorities."),
    )  # fmt: skip
    with_authority = yes_or_no(_("Was the authority present?"))
    note = note(_("Reasons"))

    def show(self, around: Surroundings) -> None:
        if not around.deciding:
            for name in DecisionForm.NAMES:
                del self.fields[name]

    def given(self) -> Given:
        values = self.cleaned_data
        return Given(values.get("members", ""), with_authority=values.get("with_authority", False))


class RefuseForm(DecisionForm):
    note = note(_("What is offered instead?"), required=True)


class RedirectForm(DecisionForm):
    NAMES = (*DecisionForm.NAMES, "family", "contact_consent_on")
    family = forms.ChoiceField(label=_("Identify this family for the programme"), required=False)
    contact_consent_on = day(_("The family agreed to be contacted on"), required=False)
    note = note(_("Which support does the family get?"), required=True)

    def show(self, around: Surroundings) -> None:
        super().show(around)
        if around.deciding:
            offer_or_drop(self, "family", around.families)
        if not around.deciding or not around.families:
            self.fields.pop("family", None)
            del self.fields["contact_consent_on"]

    def given(self) -> Given:
        values = self.cleaned_data
        return Given(
            values.get("members", ""), with_authority=values.get("with_authority", False),
            family=self.found.get(values.get("family", "")),
            contact_consent_on=values.get("contact_consent_on"),
        )  # fmt: skip


class PaperFields(forms.Form):
    """The authority's document, and a picture of it."""

    number = text(_("Number"), most=60)
    issued_on = day(_("Date of the document"))
    authority = forms.CharField(label=_("Authority that signed"), max_length=120)
    expires_on = day(_("Valid until"), required=False, help_text=_("Empty: it names no end."))
    scan = forms.FileField(
        label=_("Scan or photo"), required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("JPEG, PNG or WebP, at most 12 MB."),
    )  # fmt: skip

    def paper(self, kind: str) -> NewPaper:
        values = self.cleaned_data
        return NewPaper(
            kind, values["number"], values["issued_on"], values["authority"],
            values.get("expires_on"), values.get("scan"),
        )  # fmt: skip


class AuthoriseForm(PaperFields, StepForm):
    NAMES = ("kind", "number", "issued_on", "authority", "expires_on", "scan")
    kind = forms.ChoiceField(
        label=_("Kind of document"), widget=forms.RadioSelect,
        choices=[c for c in PaperKind.choices if c[0] != PaperKind.URGENT],
    )  # fmt: skip

    def given(self) -> Given:
        return Given(paper=self.paper(self.cleaned_data["kind"]))


class HomeFields(forms.Form):
    found: Mapping[str, Any] = {}
    home = forms.ChoiceField(label=_("House and family with room for all"), required=False)
    host = text(
        _("Or with whom, outside the village"),
        required=False,
        help_text=_("Name of the foster family, the kin or the kafala family."),
    )

    def at_home(self) -> Home | None:
        """None when nothing is chosen; raises nothing: what fits is checked with the step."""
        values = self.cleaned_data
        house, host = self.found.get(values.get("home", "")), values.get("host", "").strip()
        return Home(house, host) if house or host else None

    def offer_homes(self, around: Surroundings) -> None:
        choose(self, "home", [("", "–"), *around.homes])
        if not around.homes:
            del self.fields["home"]
        if not around.outside:
            self.fields.pop("host", None)


class UrgentForm(PaperFields, HomeFields, StepForm):
    NAMES = ("number", "issued_on", "authority", "expires_on", "scan", "home", "host")

    def show(self, around: Surroundings) -> None:
        self.offer_homes(around)

    def given(self) -> Given:
        return Given(paper=self.paper(PaperKind.URGENT), home=self.at_home())


class PlaceForm(HomeFields, StepForm):
    NAMES = ("home", "host")

    def show(self, around: Surroundings) -> None:
        self.offer_homes(around)

    def given(self) -> Given:
        return Given(home=self.at_home())


FORMS: Mapping[str, type[StepForm]] = {
    "place_urgently": UrgentForm,
    "find_necessary": DecisionForm,
    "choose_care": DecisionForm,
    "redirect": RedirectForm,
    "refuse": RefuseForm,
    "authorise": AuthoriseForm,
    "renew_document": AuthoriseForm,
    "place": PlaceForm,
}


class ListFilter(forms.Form):
    state = forms.ChoiceField(label=_("Stage"), required=False)

    def __init__(self, *args: Any, states: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "state", [("open", _("going on")), *states])
