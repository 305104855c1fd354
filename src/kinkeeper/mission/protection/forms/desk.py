"""The forms of the desk: triage, outcomes, cases, referrals, directory, rota."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.forms import (
    SENSITIVE,
    Choices,
    Sheet,
    choose,
    day,
    note,
    one_of,
    yes_or_no,
)
from kinkeeper.ground.process.table import Transition
from kinkeeper.mission.protection.actions import Asked, Ground
from kinkeeper.mission.protection.actions.sharing import NEED, PARTS
from kinkeeper.mission.protection.models.words import (
    WRITTEN_ASIDE,
    Answer,
    Basis,
    Entry,
    Help,
    NotTaken,
    Risk,
    Status,
    Urgency,
    Violation,
)
from kinkeeper.mission.protection.queries.areas import places_within

SEXES = (("F", _("girl")), ("M", _("boy")), ("", _("not known")))


def text(label: Any, *, required: bool = False, rows: int = 4, hint: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, **SENSITIVE})
    return forms.CharField(
        label=label, required=required, help_text=hint, max_length=10_000, widget=widget
    )


class TriageForm(Sheet):
    risk = one_of(_("Risk for the child"), Risk.choices)
    safety = text(
        _("What is done at once for the safety of the child"),
        required=True,
        rows=3,
        hint=_("Also when nothing is needed now: say so."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("What is it?"), choices=Violation.choices, required=False,
        widget=forms.CheckboxSelectMultiple(attrs=SENSITIVE | {"class": "columns"}),
    )  # fmt: skip
    sex = forms.ChoiceField(
        label=_("The child, or the first of them"), choices=SEXES, required=False
    )
    age = forms.IntegerField(label=_("Age, in years"), min_value=0, max_value=25, required=False)
    conflict = yes_or_no(_("Is somebody named who can log in here?"))
    named = forms.MultipleChoiceField(
        label=_("Who is named"), required=False,
        widget=forms.CheckboxSelectMultiple(attrs=SENSITIVE | {"class": "columns"}),
        help_text=_("These people, and those above and below them, do not see this any more."),
    )  # fmt: skip

    def __init__(self, *args: Any, accounts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "named", accounts)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("conflict") and not values.get("named"):
            self.add_error("named", _("Tick who is named."))
        return values

    def ages(self) -> tuple[tuple[str, str], ...]:
        age = self.cleaned_data["age"]
        known = (("sex", self.cleaned_data["sex"]), ("age", "" if age is None else str(age)))
        return tuple(pair for pair in known if pair[1])


class WhyForm(Sheet):
    """A step and its words; the reason where the table wants one."""

    reason = one_of(_("Reason"), ())
    why = text(_("Why, and what was said or done"))

    def __init__(self, *args: Any, transition: Transition, label: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if transition.reasons:
            choose(self, "reason", transition.reasons)
        else:
            self.fields.pop("reason")
        if label:
            self.fields["why"].label = label

    def reason_given(self) -> str:
        return str(self.cleaned_data.get("reason", ""))


class GroundForm(Sheet):
    basis = one_of(_("On what ground"), Basis.choices)
    basis_note = note(
        _("Who agreed, how and when; without consent: why"),
        help_text=_("A refusal never blocks the help in danger, but it is written down."),
    )

    def ground(self) -> Ground:
        return Ground(basis=self.cleaned_data["basis"], note=self.cleaned_data["basis_note"])


class WithdrawForm(Sheet):
    note = text(_("Who took the consent back, how and when"), required=True, rows=3)


class ChildrenForm(Sheet):
    children = text(
        _("Children"), required=True, hint=_("One a line, as they are called in the case.")
    )

    def names(self) -> list[str]:
        return str(self.cleaned_data["children"]).splitlines()


class OpenCaseForm(GroundForm):
    worker = forms.ChoiceField(label=_("Who works on the case"))

    def __init__(self, *args: Any, workers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "worker", [("", _("choose")), *workers])
        self.order_fields(["form_id", "worker", "basis", "basis_note"])


class ChooseForm(Sheet):
    """One choice: a case to join, a colleague to hand over to."""

    chosen = forms.ChoiceField()

    def __init__(self, *args: Any, label: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].label = label
        choose(self, "chosen", [("", _("choose")), *choices])


class AnswerForm(Sheet):
    code = one_of(_("What the reporter reads"), Answer.choices)


class EntryForm(Sheet):
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[(e.value, e.label) for e in Entry if e not in WRITTEN_ASIDE],
        help_text=_(
            "Of a case conference: who was there, what was decided, who does what by when."
        ),
    )
    text = text(_("Words"), required=True, rows=6)
    risk = forms.ChoiceField(
        label=_("Risk now"), choices=[("", _("as before")), *Risk.choices], required=False
    )


class ShareForm(GroundForm):
    """parts: what is told beyond the need itself."""

    need = text(_("What is asked of the receiver"), required=True, rows=3)
    parts = forms.MultipleChoiceField(
        label=_("What is told"), required=False,
        choices=[(c, t) for c, t in PARTS.items() if c != NEED],
        widget=forms.CheckboxSelectMultiple(attrs=SENSITIVE),
        help_text=_("Only what the receiver needs for it; more is refused."),
    )  # fmt: skip

    def asked(self) -> Asked:
        values = self.cleaned_data
        return Asked(
            need=values["need"], parts=tuple(values["parts"]), ground=self.ground(),
            urgency=values.get("urgency", Urgency.DAY.value),
        )  # fmt: skip


class ReferForm(ShareForm):
    contact = forms.ChoiceField(label=_("Service"))
    urgency = forms.ChoiceField(label=_("How urgent"), choices=Urgency.choices)

    def __init__(self, *args: Any, contacts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "contact", [("", _("choose")), *contacts])
        self.order_fields(["form_id", "contact", "urgency", "need", "parts", "basis", "basis_note"])


class OpenToForm(ShareForm):
    account = forms.ChoiceField(label=_("Colleague"))
    days = forms.IntegerField(label=_("For how many days"), initial=14, min_value=1, max_value=90)

    def __init__(self, *args: Any, accounts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "account", [("", _("choose")), *accounts])
        self.order_fields(["form_id", "account", "days", "need", "parts", "basis", "basis_note"])


class ReferralAnswerForm(Sheet):
    status = one_of(_("Answer"), [(s.value, s.label) for s in Status if s != Status.SENT])
    why = forms.ChoiceField(label=_("Why not"), choices=NotTaken.choices, required=False)
    text = note(_("What the service said"))


class OpinionForm(Sheet):
    respected = yes_or_no(_("“I was treated with respect”"))


class ContactForm(Sheet):
    name = forms.CharField(label=_("Name of the service"), max_length=120)
    place = forms.ChoiceField(
        label=_("Where"), help_text=_("It is shown here and everywhere below.")
    )
    covers = forms.CharField(
        label=_("Villages covered"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only where it does not serve all of them: one a line."),
    )
    helps = forms.MultipleChoiceField(
        label=_("Help it gives"), choices=Help.choices, widget=forms.CheckboxSelectMultiple
    )
    phone = forms.CharField(label=_("Telephone"), max_length=60, required=False)
    address = forms.CharField(label=_("Where to find it"), max_length=200, required=False)
    hours = forms.CharField(label=_("Hours"), max_length=80, required=False)
    cost = forms.CharField(label=_("Cost"), max_length=60, required=False)
    languages = forms.CharField(label=_("Languages"), max_length=120, required=False)
    alone = forms.BooleanField(label=_("Takes children who come alone"), required=False)
    first = forms.BooleanField(label=_("To call in immediate danger"), required=False)

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "place", [("", _("choose")), *places])

    def clean(self) -> dict[str, Any]:
        """`villages`: the ids of the places named in `covers`, which must lie in `place`."""
        values = super().clean() or self.cleaned_data
        names = str(values.pop("covers", "")).splitlines()
        found, unknown = places_within(values.get("place", ""), names)
        if unknown:
            said = _("Not known in this place: %(names)s.") % {"names": ", ".join(unknown)}
            self.add_error("covers", said)
        return values | {"villages": found}


class DutyForm(Sheet):
    account = forms.ChoiceField(label=_("Who"))
    place = forms.ChoiceField(label=_("Where"))
    since = day(_("From"))
    until = day(_("Until"), required=False)

    def __init__(self, *args: Any, accounts: Choices, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "account", [("", _("choose")), *accounts])
        choose(self, "place", [("", _("choose")), *places])


class LineForm(Sheet):
    account = forms.ChoiceField(label=_("Who"))
    superior = forms.ChoiceField(label=_("Answers to"))
    since = day(_("From"))

    def __init__(self, *args: Any, accounts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(accounts)
        for name in ("account", "superior"):
            choose(self, name, [("", _("choose")), *known])


class NamedForm(Sheet):
    named = forms.MultipleChoiceField(
        label=_("Who is named"),
        widget=forms.CheckboxSelectMultiple(attrs=SENSITIVE | {"class": "columns"}),
        help_text=_("These people, and those above and below them, do not see this any more."),
    )  # fmt: skip

    def __init__(self, *args: Any, accounts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "named", accounts)


class SearchForm(forms.Form):
    """Sent as a form, never in the address: a name in an address stays in logs."""

    text = forms.CharField(
        label=_("Name, village or reference"), max_length=80, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", **SENSITIVE}),
    )  # fmt: skip


def labels_of(codes: Iterable[str], choices: Mapping[Any, Any]) -> list[Any]:
    return [choices.get(code, code) for code in codes]
