"""The forms of this part. What was typed stays when something is wrong."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.forms import (
    SENSITIVE,
    Choices,
    Sheet,
    choose,
    day,
    note,
    one_of,
    yes_or_no,
)
from kinkeeper.mission.health.caring.rules import BANDS, DOMAINS, SEXES, head_key
from kinkeeper.mission.health.models import (
    CentreKind,
    CentreService,
    Condition,
    Diagnosis,
    Difficulty,
    Functioning,
    Occasion,
    Payer,
    Topic,
    Working,
)

ONLY_YOU = _("Restricted: sealed at once, and read by nobody but you.")


class Dated(Sheet):
    """Today is filled in where a day is asked; one may always write another."""

    TODAY: tuple[str, ...] = ("on",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.TODAY:
            self.fields[name].initial = timezone.localdate


def many_of(label: Any, choices: Choices, *, required: bool = False) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=list(choices), required=required,
        widget=forms.CheckboxSelectMultiple(attrs=SENSITIVE),
    )  # fmt: skip


def secret(label: Any) -> forms.CharField:
    return note(label, help_text=ONLY_YOU)


class AtCentre(Sheet):
    """Forms in which a centre is chosen; its status stands beside its name."""

    CENTRES: tuple[str, ...] = ("centre",)

    def __init__(self, *args: Any, centres: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [("", _("not known, or none of these")), *centres]
        for name in self.CENTRES:
            choose(self, name, found)

    def chosen(self) -> dict[str, UUID | None]:
        typed = {name: self.cleaned_data.get(name) for name in self.CENTRES}
        return {name: UUID(value) if value else None for name, value in typed.items()}


class SeenForm(AtCentre):
    """What is written once the child was seen."""

    CENTRES = ("centre", "sent_to")
    on = day(_("Seen on"), required=False)
    centre = forms.ChoiceField(label=_("Where"), required=False)
    diagnoses = many_of(_("Found"), Diagnosis.choices)
    treatment = note(_("Treatment"))
    detail = secret(_("What must stay between the child and you"))
    paid_by = forms.ChoiceField(label=_("Paid by"), choices=Payer.choices, required=False)
    sent_to = forms.ChoiceField(label=_("Sent on to"), required=False)


class ConsultationForm(SeenForm):
    occasion = one_of(_("Why"), Occasion.choices)
    ill_since = day(_("Ill since"), required=False)
    field_order = ("form_id", "occasion", "ill_since", "on", "centre", "diagnoses", "treatment")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].help_text = _("Empty while nobody has seen the child yet.")


class SeenNowForm(Dated, SeenForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].required = True


class OnForm(Dated):
    on = day(_("Day"))


class IllnessForm(AtCentre):
    condition = forms.ChoiceField(label=_("Illness"), choices=Condition.choices)
    since = day(_("Known since"))
    centre = forms.ChoiceField(label=_("Followed where"), required=False)
    treatment = note(_("Treatment"))
    detail = secret(_("What must stay between the child and you"))
    next_on = day(_("Next appointment"), required=False)


class AppointmentForm(Dated):
    on = day(_("Appointment on"))
    kept = yes_or_no(_("Did the child go?"))
    note = note(_("Note"))
    next_on = day(_("Next appointment"), required=False)


class FunctioningForm(Dated):
    on = day(_("Questions asked on"))
    answered_by = forms.CharField(
        label=_("Who answered?"), max_length=120, required=False,
        help_text=_("The child, or who looks after it."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for domain in DOMAINS:
            label = Functioning._meta.get_field(domain).verbose_name  # type: ignore[union-attr]
            choices = [("", _("not known")), *Difficulty.choices]
            self.fields[domain] = one_of(label, choices, required=False)
        self.order_fields(["form_id", "on", *DOMAINS, "answered_by"])

    def answers(self) -> dict[str, int | None]:
        typed = {domain: self.cleaned_data.get(domain) for domain in DOMAINS}
        return {domain: int(value) if value else None for domain, value in typed.items()}


class TalkForm(Dated):
    on = day(_("Held on"))
    topic = forms.ChoiceField(label=_("Subject of the talk"), choices=[("", "–"), *Topic.choices])
    notes = secret(_("Notes"))
    next_on = day(_("Next talk"), required=False)


class InPlace(Sheet):
    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "place", places)


class GroupForm(InPlace, Dated):
    """Head-counts by sex and age; no names."""

    on = day(_("Held on"))
    place = forms.ChoiceField(label=_("Place"))
    topic = forms.ChoiceField(label=_("Subject of the talk"), choices=[("", "–"), *Topic.choices])
    led_by = forms.CharField(label=_("Led by"), max_length=120)
    note = note(_("Note"), help_text=_("No names of children."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for sex in SEXES:
            for band in BANDS:
                self.fields[self.name_of(sex, band)] = forms.IntegerField(
                    label=band, required=False, min_value=0,
                    widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
                )  # fmt: skip

    @staticmethod
    def name_of(sex: str, band: str) -> str:
        return f"heads_{sex}_{BANDS.index(band)}"

    def counts(self) -> Iterator[tuple[Any, list[BoundField]]]:
        for sex, label in (("F", _("Girls and women")), ("M", _("Boys and men"))):
            yield label, [self[self.name_of(sex, band)] for band in BANDS]

    def heads(self) -> dict[str, int | None]:
        return {
            head_key(sex, band): self.cleaned_data.get(self.name_of(sex, band))
            for sex in SEXES
            for band in BANDS
        }


class CentreForm(InPlace):
    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=CentreKind.choices)
    place = forms.ChoiceField(label=_("Place"))
    services = many_of(_("Services"), CentreService.choices, required=True)
    since = day(_("Open since, as far as is known"))


class StatusForm(Dated):
    TODAY = ("since",)
    status = one_of(_("How does it work?"), Working.choices)
    since = day(_("Since"))
    services = many_of(_("Services still given, when reduced"), CentreService.choices)
    why = forms.CharField(label=_("Why"), max_length=200, required=False)
