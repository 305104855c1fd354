"""The forms of telling. In public nothing but a place and a few words is asked; names are optional.

The public form keeps what was typed when something is wrong, and asks for no cookie: it carries
the first answers along in hidden fields.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.forms import SENSITIVE, Sheet, day
from kinkeeper.mission.protection.actions.telling import LONGEST, MOST_PICTURES
from kinkeeper.mission.protection.models.words import ENTERED, Channel, Danger, Violation
from kinkeeper.mission.protection.said import Story

SEVERAL = {"class": "columns", **SENSITIVE}


def words(label: Any, name: str, *, rows: int = 1, hint: Any = "") -> forms.CharField:
    """Free text; its length is judged by the action, which says what to do."""
    widget: forms.Widget = forms.TextInput(attrs=SENSITIVE | {"autocomplete": "off"})
    if rows > 1:
        widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off", **SENSITIVE})
    return forms.CharField(
        label=label, required=False, help_text=hint, widget=widget, strip=True,
        max_length=LONGEST[name],
    )  # fmt: skip


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class Pictures(forms.FileField):
    """Several files at once; their bytes."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(Pictures, self).clean(one, initial) for one in files if one]


def pictures() -> Pictures:
    widget = SeveralFiles(attrs={"accept": "image/jpeg,image/png,image/webp"})
    return Pictures(
        label=_("Pictures"), required=False, widget=widget,
        help_text=_("Three at most. What the camera wrote into them is taken out."),
    )  # fmt: skip


class WhereForm(forms.Form):
    """The first page: is somebody in danger, and where."""

    danger = forms.ChoiceField(
        label=_("Is a child in danger at this moment?"), choices=Danger.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip
    place = forms.ChoiceField(label=_("Where does it happen?"))

    def __init__(self, *args: Any, areas: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[Any] = [("", _("choose")), *areas]
        self.fields["place"].choices = choices  # type: ignore[attr-defined]


class StoryForm(WhereForm):
    """The second page. The first answers travel along hidden."""

    kinds = forms.MultipleChoiceField(
        label=_("What is it?"), choices=Violation.choices, required=False,
        widget=forms.CheckboxSelectMultiple(attrs=SEVERAL),
    )  # fmt: skip
    story = words(_("What happens? What did you see or hear?"), "story", rows=6)
    village = words(_("Village or quarter"), "village")
    happened = words(_("When?"), "happened", hint=_("As you know it: yesterday, every market day."))
    who = words(
        _("Who is the child, and who does it?"),
        "who",
        rows=3,
        hint=_("Names help to find the child, but nobody is obliged to give them."),
    )
    staff = forms.ChoiceField(
        label=_("Does the person who does it work for the association, as employee, volunteer or "
                "sponsor?"),
        choices=[("no", _("No")), ("unknown", _("I do not know")), ("yes", _("Yes"))],
        initial="no", widget=forms.RadioSelect,
        help_text=_("Then other people look at it, and whoever is named does not see it."),
    )  # fmt: skip
    reporter = words(_("Your name"), "reporter", hint=_("Only if you wish. It works without."))
    reach = words(_("How can we reach you?"), "reach")
    pictures = pictures()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("danger", "place"):
            self.fields[name].widget = forms.HiddenInput()

    def told(self) -> Story:
        values = self.cleaned_data
        names = ("danger", "kinds", "story", "village", "happened", "who", "reporter", "reach")
        return Story(**{name: values[name] for name in names})

    def drawn(self) -> tuple[bytes, ...]:
        return tuple(file.read() for file in self.cleaned_data["pictures"][:MOST_PICTURES])

    def take(self, error: Any) -> None:
        Sheet.take(self, error)  # type: ignore[arg-type]


class PublicForm(StoryForm):
    """form_id: sent twice, it counts once."""

    form_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form_id"].initial = uuid4


class ColleagueForm(StoryForm, Sheet):
    """By somebody who works here, also from paper or a call: then from whom, and when."""

    channel = forms.ChoiceField(
        label=_("How did it come to you?"),
        choices=[(Channel.COLLEAGUE.value, _("I saw or heard it myself")),
                 *((c.value, c.label) for c in ENTERED)],
        initial=Channel.COLLEAGUE.value,
    )  # fmt: skip
    source = words(_("From which paper or call?"), "source")
    told_on = day(_("Told on"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["danger"].widget = forms.RadioSelect(choices=Danger.choices)
        choices = self.fields["place"].choices  # type: ignore[attr-defined]
        self.fields["place"].widget = forms.Select(choices=choices)
        for name in ("reporter", "reach"):
            self.fields[name].label = {
                "reporter": _("Who told you?"),
                "reach": _("How can this person be reached?"),
            }[name]
            self.fields[name].help_text = ""
        self.order_fields(
            [
                "form_id",
                "danger",
                "place",
                "kinds",
                "story",
                "village",
                "happened",
                "who",
                "staff",
                "channel",
                "source",
                "told_on",
            ]
        )

    def told(self) -> Story:
        values = self.cleaned_data
        on = values["told_on"].isoformat() if values["told_on"] else ""
        return replace(
            super().told(), channel=values["channel"], source=values["source"], told_on=on
        )


class ReceiptForm(forms.Form):
    receipt = forms.CharField(
        label=_("The sixteen digits of your receipt"), max_length=40, strip=True,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", **SENSITIVE}),
    )  # fmt: skip


class MoreForm(forms.Form):
    receipt = forms.CharField(widget=forms.HiddenInput)
    text = words(_("Something to add"), "story", rows=4)
