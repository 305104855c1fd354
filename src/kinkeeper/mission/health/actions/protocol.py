"""The office sets the thresholds it works by, from a day on."""

from dataclasses import asdict
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.actions import write
from kinkeeper.mission.health.models import Measurement, Protocol
from kinkeeper.mission.health.rules import Thresholds

OWN = frozenset(f.name for f in Protocol._meta.concrete_fields)
PAIRS = ("muac", "whz", "school_muac", "baz")


def set_protocol(
    *, by: Account, since: date, name: str, source: str, thresholds: Thresholds
) -> Protocol:
    """What was measured before `since` keeps its status. Raises ValidationError where severe is not
    below moderate, for a day of another protocol, or one before measurements already judged."""
    kept = {k: v for k, v in asdict(thresholds).items() if k in OWN}
    wrong = {
        f"{pair}_severe": _("Severe must lie below moderate.")
        for pair in PAIRS
        if kept[f"{pair}_severe"] >= kept[f"{pair}_moderate"]
    }
    if wrong:
        raise ValidationError(wrong)
    if Protocol.objects.filter(since=since).exists():
        raise ValidationError({"since": _("Another protocol begins on this day.")})
    if Measurement.objects.filter(on__gte=since).exists():
        sentence = _("Children were measured on or after this day already: choose a later day.")
        raise ValidationError({"since": sentence})
    return write(
        Protocol(), by=by, occurred_on=since, since=since, name=name, source=source, **kept
    )
