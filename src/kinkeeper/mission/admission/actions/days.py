"""Days of what happened, exact or rough, and the sentences when they cannot be."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.text.dates import Precision, RoughDate, in_words
from kinkeeper.ground.text.language import spoken

Day = date | RoughDate


def the_day(on: Day, *, field: str = "on") -> tuple[date, str]:
    """The day that counts and how well it is known. Raises ValidationError at `field` for a day
    ahead or one that nobody knows."""
    found = RoughDate(on, Precision.DAY) if isinstance(on, date) else on
    if found.day is None or found.earliest is None:
        raise ValidationError({field: _("Write at least the year.")})
    today = timezone.localdate()
    if found.earliest > today:
        raise ValidationError({field: _("This day lies in the future.")})
    return min(found.day, today), found.precision.value


def said(day: date) -> str:
    return in_words(RoughDate(day, Precision.DAY), spoken())
