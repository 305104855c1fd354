"""A service, planned or given."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kinkeeper.mission.casework.forms.sheet import Sheet, day
from kinkeeper.mission.casework.models import Modality, ServiceType

Choices = Sequence[tuple[str, Any]]


class DeliveryForm(Sheet):
    """A planned service was given."""

    done_on = day(_("Given on"), past=True)
    quantity = forms.IntegerField(label=_("Quantity"), required=False)
    unit = forms.CharField(
        label=_("Unit"), required=False, max_length=20, help_text=_("kg, pieces, months …")
    )
    cost_xof = forms.IntegerField(label=_("Cost (XOF)"), required=False)


class ServiceForm(DeliveryForm):
    """people: (person id, name) of the members to choose from."""

    kind = forms.ChoiceField(label=_("Service"), choices=[("", "–"), *ServiceType.choices])
    person = forms.TypedChoiceField(
        label=_("For whom"), required=False, coerce=UUID, empty_value=None
    )
    modality = forms.ChoiceField(label=_("How"), choices=[("", "–"), *Modality.choices])
    provider = forms.CharField(
        label=_("Given by"), required=False, max_length=120,
        help_text=_("Another organisation, when it was not the programme."),
    )  # fmt: skip
    planned_on = day(_("Planned for"), required=False)
    done_on = day(_("Given on"), required=False, past=True, hint=_("Left empty: only planned."))
    field_order = (
        "kind", "person", "modality", "done_on", "planned_on", "quantity", "unit", "cost_xof",
        "provider",
    )  # fmt: skip

    def __init__(self, *args: Any, people: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            ("", _("the whole family")), *people,
        ]  # fmt: skip
