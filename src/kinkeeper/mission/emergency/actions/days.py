"""Days of what happened, and the sentences when they cannot be."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.text.dates import Precision, RoughDate, in_words
from kinkeeper.ground.text.language import spoken


def check_day(day: date, *, after: date | None = None, field: str = "on") -> None:
    """Raises ValidationError at `field` for a day ahead, or before `after`."""
    if day > timezone.localdate():
        raise ValidationError({field: _("This day lies in the future: correct the date.")})
    if after and day < after:
        sentence = _("This day lies before %(day)s, when that was not possible yet.")
        raise ValidationError({field: sentence % {"day": said(after)}})


def said(day: date) -> str:
    return in_words(RoughDate(day, Precision.DAY), spoken())
