"""What every form of the room has: its own number, so that sending it twice does nothing, and the
version it was shown with when it corrects something."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone


class DayInput(forms.DateInput):
    """The phone's own calendar."""

    input_type = "date"

    def __init__(self, **attrs: Any) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


def day(
    label: Any, *, required: bool = True, hint: Any = "", past: bool = False
) -> forms.DateField:
    """past: the calendar offers no day to come."""
    limit = {"max": timezone.localdate} if past else {}
    return _Day(label=label, required=required, help_text=hint, widget=DayInput(), limit=limit)


class _Day(forms.DateField):
    def __init__(self, *, limit: dict[str, Any], **options: Any) -> None:
        super().__init__(**options)
        self.limit = limit

    def get_bound_field(self, form: Any, field_name: str) -> Any:
        """The limit is today's each time the form is shown, not the day the server started."""
        self.widget.attrs |= {name: value().isoformat() for name, value in self.limit.items()}
        return super().get_bound_field(form, field_name)


def words(label: Any, *, rows: int, most: int, hint: Any = "") -> forms.CharField:
    """Sensitive text of more than a line: never kept in the browser."""
    area = forms.Textarea(attrs={"rows": rows, "data-sensitive": ""})
    return forms.CharField(
        label=label, required=False, max_length=most, widget=area, help_text=hint
    )


class Sheet(forms.Form):
    """`form_id` is new whenever an empty form is shown. `base`: see `records.receive`."""

    form_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    base = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def number(self) -> UUID:
        return UUID(str(self.cleaned_data["form_id"]))

    def values(self) -> dict[str, Any]:
        """What was typed, without the form's own fields."""
        return {n: v for n, v in self.cleaned_data.items() if n not in {"form_id", "base"}}


def take_errors(form: forms.BaseForm, error: ValidationError) -> None:
    """Each sentence beside its field; what belongs to no field stands above the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, sentences in error.error_dict.items():
        form.add_error(name if name in form.fields else NON_FIELD_ERRORS, sentences)
