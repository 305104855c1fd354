"""Forms of the steps of a process: each asks only what its step needs, may be sent twice and
counts once. What was typed stays when something is wrong."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.table import Transition
from kinkeeper.ground.text.dates import UNKNOWN_DATE, DateProblem, RoughDate, in_words, parse_rough

Choices = Iterable[tuple[Any, Any]]
SENSITIVE = {"data-sensitive": ""}


def day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, required=required, help_text=help_text, widget=widget,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )  # fmt: skip


def note(label: Any, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    """Text of class L3: never kept in the browser."""
    widget = forms.Textarea(attrs={"rows": 3, **SENSITIVE})
    return forms.CharField(
        label=label, required=required, help_text=help_text, max_length=2000, widget=widget
    )


def yes_or_no(label: Any) -> forms.TypedChoiceField:
    """Asked aloud: no box that means "no" when it was forgotten."""
    return forms.TypedChoiceField(
        label=label, choices=[("yes", _("yes")), ("no", _("no"))], widget=forms.RadioSelect,
        coerce=lambda answer: answer == "yes",
    )  # fmt: skip


def one_of(label: Any, choices: Choices, *, required: bool = True) -> forms.ChoiceField:
    """Round buttons for a few sensitive choices."""
    return forms.ChoiceField(
        label=label, choices=list(choices), required=required,
        widget=forms.RadioSelect(attrs=SENSITIVE),
    )  # fmt: skip


class RoughDateField(forms.CharField):
    """A date as precisely as it is known; cleaned to a RoughDate."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return UNKNOWN_DATE
        try:
            return parse_rough(text, today=timezone.localdate())
        except DateProblem as problem:
            raise ValidationError(str(problem), code=problem.code) from problem

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, RoughDate):
            return in_words(value) if value.day else ""
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class CommaField(forms.DecimalField):
    """Digits as they are written in the field, with a comma or a point."""

    def __init__(self, *, required: bool = False, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", **SENSITIVE}
        super().__init__(required=required, widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class Sheet(forms.Form):
    """A form that may be sent twice and counts once."""

    form_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form_id"].initial = uuid4

    def values(self) -> dict[str, Any]:
        """What was typed, without the form's own number."""
        return {name: v for name, v in self.cleaned_data.items() if name != "form_id"}

    def take(self, error: ValidationError) -> None:
        """Show what an action found wrong: beside the field that it names, or on top."""
        named = getattr(error, "error_dict", None)
        for field, errors in (named or {None: error.error_list}).items():
            for one in errors:
                self.add_error(field if field in self.fields else None, one)


class TransitionForm(Sheet):
    """Day, reason where the table wants one, and a note."""

    on = day(_("Day"))
    note = note(_("Note"))
    NAMES: tuple[str, ...] = ()

    def __init__(self, *args: Any, transition: Transition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate
        if transition.reasons:
            self.fields["reason"] = forms.ChoiceField(
                label=_("Reason"), choices=transition.reasons, widget=forms.RadioSelect
            )
        self.order_fields(["form_id", "on", "reason", *self.NAMES, "note"])

    def told(self) -> Told:
        values = self.cleaned_data
        return Told(values["on"], values.get("reason", ""), values["note"])

    def asked(self) -> dict[str, Any]:
        """The values of the step's own fields."""
        return {name: self.cleaned_data.get(name) for name in self.NAMES}


class DeclineForm(Sheet):
    note = note(_("Why not, and what is still to be done?"), required=True)


def choose(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    field.choices = [(str(value), label) for value, label in choices]  # type: ignore[attr-defined]


def offer_or_drop(form: forms.Form, name: str, choices: Choices) -> None:
    """A choice among nothing is not asked."""
    found = list(choices)
    if not found:
        form.fields.pop(name)
        return
    choose(form, name, [("", _("none")), *found])
