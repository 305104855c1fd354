"""Fields that several forms of the room ask: a day of leaving ahead, francs, a house."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.forms import SENSITIVE, Choices, RoughDateField
from kinkeeper.ground.text.dates import (
    UNKNOWN_DATE,
    DateProblem,
    months_after,
    parse_rough,
)
from kinkeeper.mission.leaving.models.money import MOST_FRANCS

AHEAD_MONTHS = 240


class PlannedField(RoughDateField):
    """A day ahead, as well as it is known: 15/07/2029, 07/2029, 2029, about 2029."""

    def clean(self, value: Any) -> Any:
        text = forms.CharField.clean(self, value)
        if not text:
            return UNKNOWN_DATE
        try:
            return parse_rough(text, today=months_after(timezone.localdate(), AHEAD_MONTHS))
        except DateProblem as problem:
            raise ValidationError(str(problem), code=problem.code) from problem


def planned() -> PlannedField:
    return PlannedField(
        label=_("Leaving planned for"), required=False, max_length=40,
        help_text=_("As well as it is known: 15/07/2029, 07/2029, 2029, about 2029."),
    )  # fmt: skip


def francs(label: Any, *, required: bool = True, secret: bool = False) -> forms.IntegerField:
    attrs = {"inputmode": "numeric", **(SENSITIVE if secret else {})}
    return forms.IntegerField(
        label=label, required=required, min_value=1, max_value=MOST_FRANCS,
        widget=forms.NumberInput(attrs=attrs), help_text=_("Whole francs."),
    )  # fmt: skip


def line(label: Any, most: int, *, required: bool = True, secret: bool = True,
         help_text: Any = "") -> forms.CharField:  # fmt: skip
    """One line of text; `secret` (class L3): never kept in the browser."""
    widget = forms.TextInput(attrs=SENSITIVE if secret else {})
    return forms.CharField(
        label=label, max_length=most, required=required, widget=widget, help_text=help_text
    )


def one(label: Any, *, required: bool = True, help_text: Any = "") -> forms.TypedChoiceField:
    """A record chosen by its id; the choices come later."""
    return forms.TypedChoiceField(
        label=label, coerce=UUID, empty_value=None, required=required, help_text=help_text
    )


def offer(form: forms.Form, name: str, choices: Choices) -> None:
    """Choices of a list, with an empty line where nothing need be chosen."""
    field = form.fields[name]
    found: Iterable[tuple[str, Any]] = [(str(value), label) for value, label in choices]
    field.choices = [("", "–"), *found]  # type: ignore[attr-defined]
