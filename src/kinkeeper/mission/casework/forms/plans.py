"""A plan: its goals and promises in rows, its agreement, its review."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from kinkeeper.mission.casework.actions import Talk
from kinkeeper.mission.casework.forms.sheet import Sheet, day, words
from kinkeeper.mission.casework.models import (
    Commitment,
    Dimension,
    Goal,
    GoalState,
    Owner,
    Plan,
)

MORE = 3


class PlanForm(Sheet):
    """The head of the draft."""

    since = day(_("Drafted on"), past=True)


class PlanRow(forms.Form):
    """A row of a plan. `record` and `base` are empty in a new one."""

    text = ""
    choice = ""
    record = forms.UUIDField(widget=forms.HiddenInput, required=False)
    base = forms.IntegerField(widget=forms.HiddenInput, required=False)
    due_on = day(_("By"), required=False)
    drop = forms.BooleanField(label=_("no longer wanted"), required=False)

    def clean(self) -> dict[str, Any]:
        """Half a row is not enough; an empty one is no row."""
        values = super().clean() or {}
        if values.get(self.text) and not values.get(self.choice):
            self.add_error(self.choice, _now("Choose one."))
        if not values.get(self.text) and self._begun(values):
            self.add_error(self.text, _now("Write it down, or leave the whole row empty."))
        return values

    def _begun(self, values: dict[str, Any]) -> bool:
        return bool(values.get("due_on") or values.get("record") or self._chosen_anew(values))

    def _chosen_anew(self, values: dict[str, Any]) -> bool:
        return self.choice in self.changed_data and bool(values.get(self.choice))

    @property
    def filled(self) -> bool:
        return bool(self.cleaned_data.get(self.text))

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in (self.choice, self.text, "due_on")}


def _line(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "data-sensitive": ""}),
    )  # fmt: skip


class GoalRow(PlanRow):
    text, choice = "statement", "dimension"
    dimension = forms.ChoiceField(
        label=_("Dimension"), required=False, choices=[("", "–"), *Dimension.choices]
    )
    statement = _line(_("Goal"))
    field_order = ("dimension", "statement", "due_on", "drop")


class CommitmentRow(PlanRow):
    text, choice = "promise", "owner"
    owner = forms.ChoiceField(label=_("Who"), required=False, choices=[("", "–"), *Owner.choices])
    promise = _line(_("What"))
    field_order = ("owner", "promise", "due_on", "drop")


GoalRows = forms.formset_factory(GoalRow, extra=0, max_num=40, absolute_max=60)
CommitmentRows = forms.formset_factory(CommitmentRow, extra=0, max_num=60, absolute_max=80)


def with_more_rows(data: Any, *prefixes: str) -> Any:
    """The same form with empty rows added; everything typed stays."""
    copy = data.copy()
    for prefix in prefixes:
        name = f"{prefix}-TOTAL_FORMS"
        copy[name] = str(int(copy.get(name) or 0) + MORE)
    return copy


class AgreementForm(Sheet):
    agreed_on = day(_("Agreed on"), past=True)
    agreed_with = forms.CharField(
        label=_("Who agreed for the family"), max_length=200,
        error_messages={"required": _("Say who agreed for the family.")},
        help_text=_("Everybody who was asked, children too."),
    )  # fmt: skip
    explained_in = forms.CharField(
        label=_("Explained in"), max_length=60,
        error_messages={"required": _("Say in which language the plan was explained.")},
        help_text=_("The language in which the plan was read out: Bambara, Fulfulde …"),
    )  # fmt: skip
    next_review_on = day(
        _("First review"), required=False, hint=_("Left empty, it is due after the usual time.")
    )


class ReviewForm(Sheet):
    """Each goal and each open promise of the plan gets a field of its own."""

    held_on = day(_("Date of the review"), past=True)
    with_whom = forms.CharField(label=_("Who took part"), required=False, max_length=200)
    child_view = words(
        _("What the child says"), rows=4, most=2000, hint=_("In the child's own words.")
    )
    next_review_on = day(
        _("Next review"), required=False, hint=_("Left empty, it is due after the usual time.")
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goals = [g for g in plan.goals.all() if g.state != GoalState.DROPPED]
        self.promises = [c for c in plan.commitments.all() if not c.done_on and not c.dropped_on]
        self.fields |= {_goal(g.pk): _state(g) for g in self.goals}
        self.fields |= {_promise(c.pk): _kept(c) for c in self.promises}

    def goal_fields(self) -> list[tuple[Goal, forms.BoundField]]:
        return [(goal, self[_goal(goal.pk)]) for goal in self.goals]

    def promise_fields(self) -> list[tuple[Commitment, forms.BoundField]]:
        return [(promise, self[_promise(promise.pk)]) for promise in self.promises]

    def talk(self) -> Talk:
        said = self.cleaned_data
        return Talk(
            goal_states={g.pk: said[_goal(g.pk)] for g in self.goals},
            kept={c.pk for c in self.promises if said[_promise(c.pk)]},
            with_whom=said["with_whom"], child_view=said["child_view"],
        )  # fmt: skip


def _goal(pk: UUID) -> str:
    return f"goal_{pk.hex}"


def _promise(pk: UUID) -> str:
    return f"promise_{pk.hex}"


def _state(goal: Goal) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=goal.statement, choices=GoalState.choices, initial=goal.state,
        widget=forms.Select(attrs={"data-sensitive": ""}),
    )  # fmt: skip


def _kept(promise: Commitment) -> forms.BooleanField:
    return forms.BooleanField(label=promise.promise, required=False)
