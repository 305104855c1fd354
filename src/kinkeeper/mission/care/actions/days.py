"""Days of what happened, exact or rough, and the sentences when they cannot be."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.text.dates import Precision, RoughDate, in_words
from kinkeeper.ground.text.language import spoken

Day = date | RoughDate
"""An exact day, or one known by its month, its season or its year: then its middle counts."""


def split_day(on: Day, *, field: str = "on") -> tuple[date, str]:
    """The day that counts and how well it is known. Raises ValidationError at `field`."""
    if isinstance(on, date):
        day, precision = on, Precision.DAY.value
    else:
        if on.day is None:
            raise ValidationError({field: _("Write at least the year.")})
        day, precision = on.day, on.precision.value
    if day > timezone.localdate():
        raise ValidationError({field: _("This day lies in the future: correct the date.")})
    return day, precision


def not_before(day: date, least: date | None, sentence: str, *, field: str = "on") -> None:
    """`sentence` has %(day)s for the earliest day that is possible."""
    if least and day < least:
        raise ValidationError({field: sentence % {"day": said(least)}})


def said(day: date) -> str:
    return in_words(RoughDate(day, Precision.DAY), spoken())
