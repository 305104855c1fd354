"""The forms of the room: a round and what to compare it with; lean seasons; alerts."""

from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.forms import Choices, Sheet, choose
from kinkeeper.mission.food.models import Alert
from kinkeeper.mission.food.rules import SEASONS, Round
from kinkeeper.mission.food.words import round_words


class RoundForm(forms.Form):
    """Which round is shown, and beside which other one."""

    round = forms.ChoiceField(label=_("Season"))
    beside = forms.ChoiceField(label=_("Beside"), required=False)

    def __init__(self, *args: Any, rounds: list[Round], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(round_code(r), round_words(r)) for r in rounds]
        choose(self, "round", choices)
        choose(self, "beside", [("", _("nothing")), *choices])


def round_code(found: Round) -> str:
    return f"{found.season}-{found.year}"


def round_from(text: str) -> Round | None:
    season, _mark, year = text.partition("-")
    if season not in SEASONS or not year.isdigit() or len(year) != 4:
        return None
    return Round(int(year), season)


class LeanSeasonForm(Sheet):
    place = forms.ChoiceField(label=_("Place, with all below it"))
    first_month = forms.TypedChoiceField(label=_("First month"), coerce=int)
    last_month = forms.TypedChoiceField(label=_("Last month"), coerce=int)
    source = forms.CharField(
        label=_("Source"), max_length=200,
        help_text=_(
            "Who says so: bulletin, early-warning system, village assembly; with its year."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "place", places)
        for name in ("first_month", "last_month"):
            choose(self, name, MONTHS.items())


class AlertForm(Sheet):
    percent = Alert._meta.get_field("percent").formfield()
    at_least = Alert._meta.get_field("at_least").formfield()
