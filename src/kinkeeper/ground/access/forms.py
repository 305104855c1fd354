"""Inviting somebody and granting a role."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.openings import Wanted
from kinkeeper.ground.access.roles import MACHINE, ROLES
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.places.queries import places_for_grants

EVERYWHERE = {"national", "monitor", "finance", "funder", "sponsor", "administrator"}
ROLE_CHOICES = [(r.code, r.label) for r in ROLES.values() if r.code != MACHINE]


class GrantForm(forms.Form):
    """A role and where it holds. Field roles need a place: without one they would see everybody."""

    role = forms.ChoiceField(label=_("Role"), choices=ROLE_CHOICES)
    place: "forms.ModelChoiceField[Place]" = forms.ModelChoiceField(
        label=_("Where"), queryset=None, required=False, empty_label=_("everywhere"),
        help_text=_("With everything below it: a cercle includes its communes and villages."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places_for_grants()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("role") not in EVERYWHERE and not values.get("place"):
            self.add_error("place", _("Choose the place where this person works."))
        return values


class InviteForm(GrantForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    field_order = ("name", "email", "language", "role", "place")

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if Account.objects.filter(email__iexact=email).exists():
            raise ValidationError(_("Somebody logs in with this address already."))
        return email


class OpeningsForm(forms.Form):
    """Which lines of the log of readings."""

    account = forms.ChoiceField(label=_("Who"), required=False)
    day = forms.DateField(
        label=_("Day"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )  # fmt: skip
    record = forms.UUIDField(label=_("Id of the record"), required=False)
    page = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=10_000, required=False
    )

    def __init__(self, *args: Any, people: Iterable[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["account"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("everybody")), *((str(a.pk), str(a)) for a in people)]

    def wanted(self) -> Wanted:
        values = self.cleaned_data
        account = UUID(values["account"]) if values["account"] else None
        return Wanted(account, values["day"], values["record"])
