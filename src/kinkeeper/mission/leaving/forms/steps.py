"""Forms of the steps: each asks only what its step needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.forms import (
    SENSITIVE,
    Choices,
    Sheet,
    TransitionForm,
    day,
    note,
    one_of,
)
from kinkeeper.ground.text.dates import UNKNOWN_DATE
from kinkeeper.mission.leaving.actions import Given
from kinkeeper.mission.leaving.forms.fields import line, offer, one, planned
from kinkeeper.mission.leaving.models import Activity, BackTo, Housing


@dataclass(frozen=True)
class Offered:
    """What may be chosen: youth houses and rooms with a free place, people who follow up."""

    houses: Choices = ()
    rooms: Choices = ()
    followers: Choices = ()


class StepForm(TransitionForm):
    """Day, reason where the table wants one, a note, and the step's own fields."""

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.show(offered)

    def show(self, offered: Offered) -> None:
        """Fill in choices that depend on the village."""

    def given(self) -> Given:
        asked = self.asked()
        if "planned" in asked and asked["planned"] is None:
            asked["planned"] = UNKNOWN_DATE
        return Given(**asked)


def _activity() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Learns or works"), choices=[("", "–"), *Activity.choices])


def _activity_note() -> forms.CharField:
    return line(_("Where, and as what"), 120, required=False)


class HouseForm(StepForm):
    NAMES = ("house", "activity", "activity_note", "health_check_on")
    house = one(_("Youth house"), help_text=_("Houses with a free place; each needs a counsellor."))
    activity = _activity()
    activity_note = _activity_note()
    health_check_on = day(_("Health check on"))

    def show(self, offered: Offered) -> None:
        offer(self, "house", offered.houses)


class SemiForm(StepForm):
    NAMES = ("house", "host", "activity", "activity_note", "health_check_on")
    house = one(_("Room of ours"), required=False)
    host = line(_("or a room elsewhere: where"), 120, required=False)
    activity = _activity()
    activity_note = _activity_note()
    health_check_on = day(_("Health check on"))

    def show(self, offered: Offered) -> None:
        offer(self, "house", offered.rooms)


class HostForm(StepForm):
    NAMES = ("host",)
    host = line(_("With whom, and where"), 120)


class PlanLeavingForm(StepForm):
    NAMES = (
        "housing", "destination", "activity", "activity_note", "support_person", "follower",
        "planned",
    )  # fmt: skip
    housing = forms.ChoiceField(
        label=_("How the young person will live"), choices=[("", "–"), *Housing.choices],
        widget=forms.Select(attrs=SENSITIVE),
    )  # fmt: skip
    destination = line(_("Where to"), 200)
    activity = _activity()
    activity_note = _activity_note()
    support_person = line(_("Whom can the young person count on?"), 120)
    follower = one(_("Who stays in contact after leaving?"))
    planned = planned()

    def show(self, offered: Offered) -> None:
        offer(self, "follower", offered.followers)


class ExitForm(StepForm):
    NAMES = ("received_by",)
    received_by = line(
        _("Who receives the young person?"), 120,
        help_text=_("A relative, a landlord, an employer, or the young person alone."),
    )  # fmt: skip


class AccompanyForm(StepForm):
    NAMES = ("contact_plan", "follower")
    contact_plan = line(
        _("How does the young person want to be contacted?"), 300,
        help_text=_("Number, through whom, on which days."),
    )  # fmt: skip
    follower = one(_("Who stays in contact?"))

    def show(self, offered: Offered) -> None:
        offer(self, "follower", offered.followers)


class ComeBackForm(StepForm):
    NAMES = ("back_to", "house", "host")
    back_to = one_of(_("Where does the young person come back to?"), BackTo.choices)
    house = one(_("House with a free place"), required=False)
    host = line(_("or with whom, and where"), 120, required=False)

    def show(self, offered: Offered) -> None:
        offer(self, "house", [*offered.houses, *offered.rooms])


class CloseForm(StepForm):
    NAMES = ("closing_talk_on",)
    closing_talk_on = day(_("Talked about with the young person on"))


FORMS: Mapping[str, type[StepForm]] = {
    "move_to_youth_house": HouseForm,
    "live_alone": SemiForm,
    "live_with_host": HostForm,
    "plan_leaving": PlanLeavingForm,
    "exit": ExitForm,
    "accompany": AccompanyForm,
    "come_back": ComeBackForm,
    "close": CloseForm,
}


class PrepareForm(Sheet):
    on = day(_("Day"))
    planned = planned()
    note = note(_("Note"))


def initial_of(form: type[StepForm], known: Mapping[str, Any], me: UUID) -> dict[str, Any]:
    """What is known already; whoever writes follows up unless somebody is named."""
    found = {name: known.get(name) for name in form.NAMES}
    if "follower" in found and not found["follower"]:
        found["follower"] = me
    return found
