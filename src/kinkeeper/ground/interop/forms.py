"""Forms of the import: the file, the columns, the localities."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.interop.models import Batch
from kinkeeper.ground.interop.profile import Profile, project_choices
from kinkeeper.ground.interop.queries import parents_to_choose
from kinkeeper.ground.places.models import Place

LARGEST_MB = 20


class UploadForm(forms.Form):
    """The file to import."""

    file = forms.FileField(
        label=_("The list"),
        help_text=_("A workbook (.xlsx) or a CSV, at most 20 MB. Nothing enters the register yet."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xlsm,.csv,.txt,.tsv"}),
        allow_empty_file=True,
    )
    form_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"form_id": uuid.uuid4()})
        super().__init__(*args, **kwargs)


class PurposeForm(forms.Form):
    """For which project and day the list was written."""

    project = forms.ChoiceField(label=_("Project"), required=False)
    reference_day = forms.DateField(
        label=_("The list is of"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Ages such as “6 years” count back from this day; today if it is empty."),
    )  # fmt: skip
    place = forms.ChoiceField(
        label=_("Place of families whose locality is not written"), required=False
    )

    def __init__(self, *args: Any, batch: Batch, by: Account, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _purpose_of(batch))
        super().__init__(*args, **kwargs)
        nothing = ("", "—")
        projects = [(str(pk), name) for pk, name in project_choices(by)]
        places = [(str(p.pk), p.name) for p in parents_to_choose(by)]
        self.fields["project"].choices = [nothing, *projects]  # type: ignore[attr-defined]
        self.fields["place"].choices = [nothing, *places]  # type: ignore[attr-defined]

    def chosen_project(self) -> UUID | None:
        return UUID(self.cleaned_data["project"]) if self.cleaned_data["project"] else None

    def chosen_day(self) -> date | None:
        day: date | None = self.cleaned_data["reference_day"]
        return day


def _purpose_of(batch: Batch) -> dict[str, Any]:
    return {
        "project": str(batch.project or ""),
        "reference_day": batch.reference_day,
        "place": str(batch.place_id or ""),
    }


def column_choices(profile: Profile) -> list[tuple[str, Any]]:
    """What a column may hold; the first choice is nothing."""
    return [("", _("not used")), *((f.code, f.label) for f in profile.fields)]


def chosen_columns(batch: Batch, sent: Mapping[str, str], profile: Profile) -> dict[int, str]:
    """Column to fact, as sent; a fact that does not exist counts as not used."""
    known = {field.code for field in profile.fields}
    columns = [heading["column"] for heading in batch.headings]
    chosen = {column: sent.get(f"column-{column}", "") for column in columns}
    return {column: fact for column, fact in chosen.items() if fact in known}


def place_among(places: list[Place], sent: str) -> Place | None:
    return next((place for place in places if str(place.pk) == sent), None)
