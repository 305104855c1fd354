"""The capacity sheet: each item of the questionnaire with its level and what shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.process.forms import day
from kinkeeper.mission.community import actions
from kinkeeper.mission.community.asking import Item, Said, capacity_questions
from kinkeeper.mission.community.forms.fields import SureSheet, people
from kinkeeper.mission.community.models import Structure


@dataclass(frozen=True)
class Asked:
    """One item with its two fields, and the level of last time."""

    item: Item
    score: forms.BoundField
    shows: forms.BoundField
    before: int | None


@dataclass(frozen=True)
class Domain:
    name: Said
    items: tuple[Asked, ...]


class CapacitySheet(SureSheet):
    held_on = day(_("Held on"))
    facilitator = forms.CharField(label=_("Facilitator"), max_length=120)
    counts = people(_("Who took part"), required=False)
    agreed_by = forms.CharField(
        label=_("Agreed for the organisation by"), max_length=120,
        help_text=_("The organisation agrees its own scores; nobody edits them afterwards."),
    )  # fmt: skip
    agreed_on = day(_("Agreed on"))

    def __init__(self, *args: Any, of: Structure, last: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of, self.last = of, last
        self.questions = capacity_questions(actions.version_for(of))
        for name in ("held_on", "agreed_on"):
            self.fields[name].initial = timezone.localdate
        for item in self.questions.items:
            self.fields[f"score_{item.code}"] = self._level(item)
            self.fields[f"shows_{item.code}"] = forms.CharField(
                label=_("What shows it"), required=False, max_length=200
            )

    def _level(self, item: Item) -> forms.TypedChoiceField:
        levels = [(n, f"{n} – {said}") for n, said in self.questions.levels.items()]
        return forms.TypedChoiceField(
            label=str(item.text), choices=levels, coerce=int, widget=forms.RadioSelect,
            required=True,
        )  # fmt: skip

    def head(self) -> Iterator[forms.BoundField]:
        asked = {f"{kind}_{i.code}" for i in self.questions.items for kind in ("score", "shows")}
        return (field for field in self if field.name not in asked)

    def domains(self) -> Iterator[Domain]:
        for code, name in self.questions.domains.items():
            found = [item for item in self.questions.items if item.domain == code]
            yield Domain(name, tuple(self._asked(item) for item in found))

    def _asked(self, item: Item) -> Asked:
        code = item.code
        return Asked(item, self[f"score_{code}"], self[f"shows_{code}"], self.last.get(code))

    def act(self, by: Account) -> None:
        """Raises ValidationError, Refused."""
        got, codes = self.cleaned_data, [item.code for item in self.questions.items]
        actions.assess_capacity(
            self.of, by=by, held_on=got["held_on"], facilitator=got["facilitator"],
            scores={code: got[f"score_{code}"] for code in codes},
            evidence={code: got[f"shows_{code}"] for code in codes},
            agreed_by=got["agreed_by"], agreed_on=got["agreed_on"], counts=got["counts"] or None,
            sure=self.sure(),
        )  # fmt: skip
