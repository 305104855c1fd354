"""A visit."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kinkeeper.mission.casework.forms.sheet import Sheet, day, words
from kinkeeper.mission.casework.models import Purpose, SeenAlone


class VisitForm(Sheet):
    held_on = day(_("Date of the visit"), past=True)
    purpose = forms.ChoiceField(label=_("Purpose"), choices=Purpose.choices)
    present = forms.CharField(label=_("Who was there"), required=False, max_length=200)
    child_seen_alone = forms.ChoiceField(
        label=_("Was a child seen alone?"), required=False, choices=SeenAlone.choices,
        help_text=_("A child may tell you what it does not say before others."),
    )  # fmt: skip
    observations = words(_("What was seen"), rows=6, most=4000)
    next_visit_on = day(
        _("Next visit"), required=False,
        hint=_("Left empty, it is due after the usual time."),
    )  # fmt: skip
