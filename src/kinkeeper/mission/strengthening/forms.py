"""The forms: each step asks only what that step needs. What was typed stays when it is wrong."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.forms import (
    SENSITIVE,
    Choices,
    Sheet,
    TransitionForm,
    choose,
    day,
    note,
    offer_or_drop,
    yes_or_no,
)
from kinkeeper.mission.strengthening.actions import Given
from kinkeeper.mission.strengthening.models import Branch, Criterion, SeparationCause
from kinkeeper.mission.strengthening.rules import FIRST_CONTACT, SECOND_CONTACT


class StepForm(TransitionForm):
    def __init__(self, *args: Any, people: "Household", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.show(people)

    def show(self, people: "Household") -> None:
        """Fill in choices that depend on the family."""

    def given(self) -> Given:
        return Given(**self.asked())


class Household:
    """Members as choices: children and caregivers with names and ids."""

    def __init__(self, children: Choices = (), caregivers: Choices = ()) -> None:
        self.children, self.caregivers = list(children), list(caregivers)


class ScreenForm(StepForm):
    NAMES = ("branch", "criteria", "not_only_poverty")
    branch = forms.ChoiceField(
        label=_("Why is care at risk?"), choices=[c for c in Branch.choices if c[0]],
        widget=forms.RadioSelect(attrs=SENSITIVE),
    )  # fmt: skip
    criteria = forms.MultipleChoiceField(
        label=_("What is found"), choices=Criterion.choices,
        widget=forms.CheckboxSelectMultiple(attrs=SENSITIVE | {"class": "columns"}),
    )  # fmt: skip
    not_only_poverty = forms.BooleanField(
        label=_("The risk is more than poverty alone"), required=False,
        help_text=_("Poverty alone is never a reason to separate; then find other help."),
    )  # fmt: skip

    def given(self) -> Given:
        values = self.cleaned_data
        return Given(
            branch=values["branch"], criteria=tuple(values["criteria"]),
            not_only_poverty=values["not_only_poverty"],
        )  # fmt: skip


class AdmitForm(StepForm):
    NAMES = ("children", "caregivers", "agreement_on", "assent_on")
    children = forms.TypedMultipleChoiceField(
        label=_("Children accompanied"), coerce=UUID, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Name at least one child.")},
    )  # fmt: skip
    caregivers = forms.TypedMultipleChoiceField(
        label=_("Caregivers accompanied"), coerce=UUID, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    agreement_on = day(
        _("Agreement signed or thumb-printed on"),
        help_text=_("It was read out in a language the family understands."),
    )
    assent_on = day(
        _("Consent of the caregivers and assent of the children on"),
        help_text=_("Each child was asked in words for its age."),
    )

    def show(self, people: Household) -> None:
        choose(self, "children", people.children)
        choose(self, "caregivers", people.caregivers)

    def given(self) -> Given:
        values = self.cleaned_data
        children = [(person, "child") for person in values["children"]]
        caregivers = [(person, "caregiver") for person in values["caregivers"]]
        return Given(
            agreement_on=values["agreement_on"], assent_on=values["assent_on"],
            targets=(*children, *caregivers),
        )  # fmt: skip


class SuspendForm(StepForm):
    NAMES = ("contact_again_on",)
    contact_again_on = day(_("When will the family be contacted again?"))


class PrepareExitForm(StepForm):
    NAMES = ("follower",)
    follower = forms.CharField(
        label=_("Community organisation that follows up"), max_length=120,
        help_text=_("Who looks in on the family after the exit."),
    )  # fmt: skip


class ExitForm(StepForm):
    NAMES = ("exit_interview_on",)
    exit_interview_on = day(_("Exit interview held with the family on"))


class NotEligibleForm(StepForm):
    note = note(_("Which other help was offered?"), required=True)


class ReferForm(StepForm):
    note = note(_("To whom is the family referred, and for what?"), required=True)


FORMS: Mapping[str, type[StepForm]] = {
    "screen": ScreenForm,
    "admit": AdmitForm,
    "suspend": SuspendForm,
    "prepare_exit": PrepareExitForm,
    "exit": ExitForm,
    "find_not_eligible": NotEligibleForm,
    "refer_out": ReferForm,
}


class IdentifyForm(Sheet):
    on = day(_("Identified on"))
    reason = forms.ChoiceField(label=_("Why is the family pointed out?"), widget=forms.RadioSelect)
    identified_by = forms.CharField(
        label=_("Identified by"), max_length=120, required=False,
        help_text=_("Community organisation, committee, teacher, health agent, the family itself."),
    )  # fmt: skip
    contact_consent_on = day(_("The family agreed to be contacted on"))
    project = forms.ChoiceField(label=_("Project"), required=False)
    note = note(_("Note"))

    def __init__(self, *args: Any, reasons: Choices, projects: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate
        self.fields["contact_consent_on"].initial = timezone.localdate
        choose(self, "reason", reasons)
        offer_or_drop(self, "project", projects)

    def told(self) -> Told:
        values = self.cleaned_data
        return Told(values["on"], values["reason"], values["note"])


class LossForm(Sheet):
    happened_on = day(_("When did it happen?"))
    cause = forms.ChoiceField(
        label=_("Cause"), choices=[("", "–"), *SeparationCause.choices],
        widget=forms.Select(attrs=SENSITIVE),
    )  # fmt: skip
    now_with = forms.CharField(
        label=_("Where is the child now, and with whom?"), max_length=200, required=False,
        widget=forms.TextInput(attrs=SENSITIVE),
    )  # fmt: skip
    note = note(_("What happened"))


class TakeUpForm(Sheet):
    on = day(_("Taken up on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate


class HandOverForm(Sheet):
    """worker: a colleague's id, or NOBODY."""

    NOBODY = "nobody"
    worker = forms.ChoiceField(
        label=_("Accompanied from now on by"),
        help_text=_("With nobody yet, what is due stands on My day of all who work there."),
    )

    def __init__(self, *args: Any, workers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "worker", [("", _("choose")), *workers, (self.NOBODY, _("nobody yet"))])


class ContactForm(Sheet):
    held_on = day(_("Day of the contact"))
    months = forms.TypedChoiceField(
        label=_("Which contact"), coerce=int, widget=forms.RadioSelect,
        choices=[
            (FIRST_CONTACT, _("first contact, about 6 months after the exit")),
            (SECOND_CONTACT, _("second contact, about 12 months after the exit")),
        ],
    )  # fmt: skip
    by_whom = forms.CharField(label=_("By whom"), max_length=120, required=False)
    children_with_family = yes_or_no(_("Are the children with their family?"))
    self_reliant = yes_or_no(_("Is the family still self-reliant?"))


class SessionForm(Sheet):
    held_on = day(_("Date"))
    place = forms.ChoiceField(
        label=_("Place"), help_text=_("The caregivers accompanied there are invited.")
    )
    topic = forms.CharField(label=_("Topic"), max_length=120)
    project = forms.ChoiceField(label=_("Project"), required=False)

    def __init__(self, *args: Any, places: Choices, projects: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "place", places)
        offer_or_drop(self, "project", projects)


class KnowledgeForm(Sheet):
    held_on = day(_("Date"))
    percent = forms.IntegerField(
        label=_("Score (%)"), min_value=0, max_value=100, widget=forms.NumberInput(attrs=SENSITIVE),
        help_text=_("Points reached, out of 100, on the tool for knowledge and practice."),
    )  # fmt: skip
    project = forms.ChoiceField(label=_("Project"), required=False)

    def __init__(self, *args: Any, projects: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_on"].initial = timezone.localdate
        offer_or_drop(self, "project", projects)


class LimitForm(Sheet):
    days = forms.IntegerField(label=_("Days"), min_value=0, max_value=7320)


class ProgrammeFilter(forms.Form):
    state = forms.ChoiceField(label=_("Stage"), required=False)
    on = day(_("On a past day"), required=False)

    def __init__(self, *args: Any, states: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "state", [("", _("all stages")), *states])

    def day(self, today: date) -> date:
        """The day asked for, today without one; a day ahead counts as today."""
        asked = self.cleaned_data.get("on") if self.is_valid() else None
        return min(asked, today) if asked else today


def project_of(form: forms.Form) -> UUID | None:
    chosen = form.cleaned_data.get("project")
    return UUID(chosen) if chosen else None
