"""The forms: each step asks only what that step needs. What was typed stays when it is wrong."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.forms import (
    SENSITIVE,
    Choices,
    Sheet,
    TransitionForm,
    choose,
    day,
    note,
    one_of,
)
from kinkeeper.mission.emergency.actions import Given
from kinkeeper.mission.emergency.models import (
    ELSEWHERE,
    FacilityKind,
    Hazard,
    LineRole,
    OpinionForm,
    SiteState,
    Status,
    Wish,
)
from kinkeeper.mission.emergency.queries import Household


def text(label: Any, *, required: bool = True, most: int = 2000, rows: int = 3) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, **SENSITIVE})
    return forms.CharField(label=label, required=required, max_length=most, widget=widget)


def short(
    label: Any, *, required: bool = True, most: int = 120, help_text: Any = ""
) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=most, help_text=help_text,
        widget=forms.TextInput(attrs=SENSITIVE),
    )  # fmt: skip


def number(label: Any, *, required: bool = True, most: int = 9999) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=required, min_value=0, max_value=most)


class DatedSheet(Sheet):
    """A sheet whose day is today unless somebody says otherwise."""

    DAY = "on"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[self.DAY].initial = timezone.localdate


class AlertForm(DatedSheet):
    village = forms.ChoiceField(label=_("Village"))
    on = day(_("Alert given on"))
    hazard = one_of(_("Danger"), Hazard.choices)
    threat = text(_("What is known"))
    sources = text(_("Who says so, and since when"), most=1000, rows=2)

    def __init__(self, *args: Any, villages: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "village", villages)


class StepForm(TransitionForm):
    def given(self) -> Given:
        return Given(**self.asked())


class SubmitForm(StepForm):
    NAMES = ("options",)
    options = text(_("Options compared"))


class OrderForm(StepForm):
    NAMES = ("transport", "authority_informed_on")
    transport = text(_("Vehicles, fuel and money"), most=1000)
    authority_informed_on = day(_("Authority informed on"))


class FreezeForm(StepForm):
    NAMES = ("families_informed_on",)
    families_informed_on = day(
        _("Guardians and families of origin informed on"),
        help_text=_("Or tried: write in the note whom you could not reach."),
    )


FORMS: Mapping[str, type[StepForm]] = {
    "submit": SubmitForm, "order": OrderForm, "freeze": FreezeForm
}  # fmt: skip


class HostForm(Sheet):
    village = forms.ChoiceField(label=_("Host village"))
    beds = number(_("Beds"))
    mothers = number(_("Mothers and aunts who can help"))
    school_places = number(_("School places"))

    def __init__(self, *args: Any, villages: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "village", villages)


class NameForm(Sheet):
    name = short(_("Name"))
    role = one_of(_("Who"), LineRole.choices)
    household = short(
        _("Household"), required=False,
        help_text=_("The SOS family or house with which this person stays; empty for staff."),
    )  # fmt: skip
    goes = forms.TypedChoiceField(
        label=_("Leaves with the others"), widget=forms.RadioSelect, initial="yes",
        choices=[("yes", _("yes")), ("no", _("no, stays by choice"))],
        coerce=lambda answer: answer == "yes",
    )  # fmt: skip
    why_stays = short(_("If not: why this person stays"), required=False, most=300)
    health = short(_("Health needs"), required=False, most=300)


class LineForm(NameForm):
    convoy = forms.ChoiceField(label=_("Convoy"), required=False)
    apart = short(
        _("Why apart from the household"), required=False, most=300,
        help_text=_("Only for who travels in another convoy than the others of the household."),
    )  # fmt: skip

    def __init__(self, *args: Any, convoys: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("name")
        self.fields.pop("role")
        choose(self, "convoy", [("", _("none yet")), *convoys])


class ConvoyForm(Sheet):
    name = short(_("Name of the convoy"), most=60)
    destination = forms.ChoiceField(label=_("Destination"))
    vehicles = short(_("Vehicles"), most=200)
    seats = number(_("Seats"), most=2000)
    leader = short(_("Convoy leader"))
    route = short(_("Road taken"), required=False, most=300)

    def __init__(self, *args: Any, villages: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "destination", villages)


class SeatsForm(Sheet):
    """One choice of convoy for each household."""

    def __init__(
        self, *args: Any, households: list[Household], convoys: Choices, labels: Mapping[str, str],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        offered = [("", _("none yet")), *((str(key), name) for key, name in convoys)]
        self.households = {f"h{n}": h for n, h in enumerate(households)}
        for field, household in self.households.items():
            convoy = household.convoy
            self.fields[field] = forms.ChoiceField(
                label=labels[household.name], choices=offered, required=False,
                initial=str(convoy.pk) if convoy else "",
            )  # fmt: skip

    def chosen(self) -> list[tuple[Household, str]]:
        """Households whose convoy was changed."""
        return [
            (h, self.cleaned_data[field]) for field, h in self.households.items()
            if self.cleaned_data[field] != self.fields[field].initial
        ]  # fmt: skip


class StopForm(Sheet):
    name = short(_("Where the convoys stop"))


class SayForm(Sheet):
    status = one_of(_("What is known of this person here"), Status.choices)
    note = short(_("Where, with whom, why"), required=False, most=300)


class PaperForm(DatedSheet):
    numbers = forms.CharField(
        label=_("Numbers ticked on the paper list"), max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("As they stand beside the names: 1-12, 15, 17L. The letter may be left out."),
    )  # fmt: skip
    on = day(_("Day of the count"))

    def at(self) -> datetime:
        return at_noon(self.cleaned_data["on"])


def at_noon(on: date) -> datetime:
    """For a count of which only the day is known."""
    return datetime.combine(on, time(12), UTC)


class AddForm(Sheet):
    name = short(_("Name"))
    role = one_of(_("Who"), LineRole.choices)
    household = short(_("With which household"), required=False)
    health = short(_("Health needs"), required=False, most=300)


class HouseholdForm(DatedSheet):
    on = day(_("In this house since"))
    house = forms.ChoiceField(
        label=_("House"), required=False,
        help_text=_("Houses of the villages in which you work: beds are given where they stand."),
    )  # fmt: skip
    school = short(_("School of the children of school age"), required=False)
    health_check_on = day(_("Health check on"), required=False)

    def __init__(self, *args: Any, houses: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "house", [("", _("as it is")), *houses])


class ChildForm(Sheet):
    school = short(_("School"), required=False)
    school_since = day(_("At school since"), required=False)
    no_school = short(_("Why not at school"), required=False, most=200)
    health_check_on = day(_("Health check on"), required=False)


class ReviewForm(DatedSheet):
    DAY = "held_on"
    held_on = day(_("Held on"))
    welfare = note(_("How the children are"), required=True)
    schooling = note(_("School"), required=True)
    cost = number(_("Cost of the month, F CFA"), required=False, most=2_000_000_000)
    decided = note(_("What was decided"))


class OpinionSheet(DatedSheet):
    DAY = "asked_on"
    asked_on = day(_("Heard on"))
    form = one_of(_("In which form, chosen by the child"), OpinionForm.choices)
    wish = one_of(_("Wish"), Wish.choices)
    words = note(_("In the child’s words"))


class AssessmentForm(DatedSheet):
    DAY = "held_on"
    held_on = day(_("Held on"))
    security = text(_("Security on the road and in the village"))
    services = text(_("Houses, water, school, health"))
    mines_checked = forms.BooleanField(
        label=_("The ground was checked for mines and ammunition"), required=False
    )
    safe = forms.BooleanField(
        label=_("It is safe to go home"), required=False,
        help_text=_("In doubt it is not: nobody returns."),
    )  # fmt: skip


HERE = [(kind, label) for kind, label in FacilityKind.choices if kind not in ELSEWHERE]


class SiteForm(DatedSheet):
    DAY = "since"
    kind = forms.ChoiceField(label=_("Facility"), choices=HERE)
    name = short(_("Name"))
    state = one_of(_("State"), SiteState.choices)
    since = day(_("Since"))
    reason = short(_("Who keeps it going, or why not"), required=False, most=300)
