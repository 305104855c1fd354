"""The matrix: one row for the family and each child, eight dimensions, 1 to 4 or not seen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kinkeeper.mission.casework.actions import Judged
from kinkeeper.mission.casework.forms.sheet import Sheet, day
from kinkeeper.mission.casework.models import Dimension, Occasion, Score
from kinkeeper.mission.casework.rules import DIMENSIONS

LEVELS = [("", _("not seen")), *Score.choices]


@dataclass(frozen=True)
class Who:
    """Whom a row is about: the family where there is no person."""

    person: UUID | None
    name: str

    @property
    def prefix(self) -> str:
        return self.person.hex if self.person else "family"


def _score(name: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=capfirst(str(Dimension(name).label)), required=False, choices=LEVELS, coerce=int,
        empty_value=None, widget=forms.RadioSelect(attrs={"data-sensitive": ""}),
    )  # fmt: skip


class ScoreRow(forms.Form):
    """One row. Its fields are the eight dimensions and a note."""

    note = forms.CharField(
        label=_("Note"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2, "data-sensitive": ""}),
    )  # fmt: skip

    def __init__(self, data: Any, *, who: Who, initial: dict[str, Any] | None) -> None:
        super().__init__(data, prefix=who.prefix, initial=initial)
        self.who = who
        self.fields |= {name: _score(name) for name in DIMENSIONS}

    def dimensions(self) -> Iterator[forms.BoundField]:
        return (self[name] for name in DIMENSIONS)

    def judged(self) -> Judged:
        scores = {name: self.cleaned_data.get(name) for name in DIMENSIONS}
        return Judged(self.who.person, scores, self.cleaned_data.get("note", ""))


class Matrix:
    """All rows together, shown and read as one part of a form."""

    def __init__(self, data: Any, *, rows: Sequence[Who], initial: dict[str, Any]) -> None:
        self.rows = [ScoreRow(data, who=who, initial=initial.get(who.prefix)) for who in rows]

    def is_valid(self) -> bool:
        """Every row is read, so that all errors are shown at once."""
        return not [row for row in self.rows if not row.is_valid()]

    def judged(self) -> list[Judged]:
        return [row.judged() for row in self.rows]

    @property
    def labels(self) -> list[str]:
        return [capfirst(str(Dimension(name).label)) for name in DIMENSIONS]

    @property
    def levels(self) -> list[tuple[int, Any]]:
        return list(Score.choices)


class AssessmentForm(Sheet):
    """The head of the matrix."""

    held_on = day(_("Date"), past=True)
    occasion = forms.ChoiceField(label=_("Occasion"), choices=Occasion.choices)
