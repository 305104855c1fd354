"""What every screen of this room asks first: who reads, which record, on which day."""

from datetime import date
from typing import TypeVar

from django.http import Http404
from django.utils import timezone

from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.records.models import Record

R = TypeVar("R", bound=Record)


def found_or_404(record: R | None) -> R:
    if record is None:
        raise Http404
    return record


def day_asked(request: Asked) -> date:
    """The day of the address, not after today; anything odd is today."""
    today = timezone.localdate()
    try:
        return min(date.fromisoformat(request.GET.get("on", "")), today)
    except ValueError:
        return today
