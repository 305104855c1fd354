"""A vaccination card typed at once, by age as it is printed; another calendar."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.forms import SENSITIVE, Sheet, day, one_of
from kinkeeper.mission.health.models import Source
from kinkeeper.mission.health.vaccines.actions import AGAIN, AskAgain, Given, field_of
from kinkeeper.mission.health.vaccines.queries import Card
from kinkeeper.mission.health.vaccines.rules import GIVEN, Code
from kinkeeper.mission.health.vaccines.words import age_said, heading_of

MARKED = "marked"


class CardForm(Sheet):
    """A day for each dose not recorded yet; a mark without a day is a box below."""

    source = one_of(_("How is it known?"), Source.choices)
    where = forms.CharField(
        label=_("Where"), max_length=120, required=False,
        help_text=_("Health centre or session, where the card names it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", **SENSITIVE}),
    )  # fmt: skip

    def __init__(self, *args: Any, card: Card, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ages: list[tuple[str, list[str]]] = []
        self.codes: dict[str, Code] = {}
        for age, lines in card.by_age:
            names = [self._dose(line.dose) for line in lines if line.status != GIVEN]
            if names:
                self.ages.append((age_said(age), names))
        self._marks(card)
        if self.data.get(AGAIN):
            self._add_box()

    def _dose(self, dose: Any) -> str:
        name = field_of(dose.code)
        self.codes[name] = dose.code
        self.fields[name] = day(heading_of(dose), required=False)
        self.fields[name].widget.attrs.update(SENSITIVE)
        return name

    def _marks(self, card: Card) -> None:
        choices = [
            (field_of(line.dose.code), heading_of(line.dose))
            for line in card.lines
            if line.status != GIVEN
        ]
        self.fields[MARKED] = forms.MultipleChoiceField(
            label=_("Marked on the card without a day"), choices=choices, required=False,
            widget=forms.CheckboxSelectMultiple(attrs=SENSITIVE),
        )  # fmt: skip

    def groups(self) -> Iterator[tuple[str, list[BoundField]]]:
        """Age in words, and its doses."""
        for age, names in self.ages:
            yield age, [self[name] for name in names]

    def given(self) -> Given:
        typed = self.cleaned_data
        doses: dict[Code, date | None] = {
            code: typed[name] for name, code in self.codes.items() if typed.get(name)
        }
        for name in typed[MARKED]:
            doses.setdefault(self.codes[name], None)
        return Given(
            doses=doses, source=typed["source"], where=typed["where"],
            confirmed=bool(typed.get(AGAIN)),
        )  # fmt: skip

    def take(self, error: ValidationError) -> None:
        """Unusual days are questions beside their doses, with one box that confirms them all."""
        super().take(error)
        if isinstance(error, AskAgain):
            self._add_box()

    def _add_box(self) -> None:
        self.fields[AGAIN] = forms.BooleanField(
            label=_("The card was looked at again: it stands there so"), required=False
        )


class CalendarForm(Sheet):
    since = day(_("In force from"))
    name = forms.CharField(label=_("Name"), max_length=80)
    source = forms.CharField(
        label=_("Source"), max_length=300,
        help_text=_("The document the calendar is taken from, with its year."),
    )  # fmt: skip
    doses = forms.CharField(
        label=_("Doses"), max_length=8000, widget=forms.Textarea(attrs={"rows": 24}),
        help_text=_("One line a dose: vaccine; dose; age; age too old; least days since the dose "
                    "before; sex; introduced on; only some districts (yes)."),
    )  # fmt: skip
