"""Asking for a file: what, from where, what for, and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.roles import PURPOSES
from kinkeeper.ground.interop.exports.models import FileKind
from kinkeeper.ground.interop.exports.queries import Offered, purposes_for
from kinkeeper.ground.interop.exports.rules import SHORTEST_REASON
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.models import new_id


class ExportForm(forms.Form):
    """`below` offers the places of the account only; empty is everything in its scope."""

    form_id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    export = forms.ChoiceField(label=_("What"))
    below = forms.ChoiceField(label=_("Where"), required=False)
    purpose = forms.ChoiceField(
        label=_("For which purpose"), help_text=_("The purpose decides which columns you get.")
    )
    why = forms.CharField(
        label=_("Reason"), min_length=SHORTEST_REASON, max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What is the file for, and who gets it? The reason is kept with your name. "
                    "Do not write names of children or families here."),
        error_messages={"min_length": _("Say in a few words what this file is for.")},
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Form of the file"), choices=FileKind.choices)

    def __init__(self, *args: Any, by: Account, offered: list[Offered], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = _places(by, offered)
        self._offer("export", [(o.export.code, o.export.label) for o in offered])
        self._offer("purpose", [(p, PURPOSES[p]) for p in purposes_for(by)])
        choices = [(key, f"{p.name} ({p.get_level_display()})") for key, p in self.places.items()]
        self._offer("below", [("", _("everywhere I work")), *choices])

    def _offer(self, field: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[field].choices = choices  # type: ignore[attr-defined]

    def clean_below(self) -> Place | None:
        return self.places.get(self.cleaned_data["below"])


def _places(by: Account, offered: list[Offered]) -> dict[str, Place]:
    purposes = purposes_for(by)
    found = (p for o in offered[:1] for p in o.export.places(by, purposes[0]))
    return {str(place.pk): place for place in found}
