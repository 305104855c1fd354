"""Consent per purpose: dated, versioned, withdrawable. No answer is no consent."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Actor
from kinkeeper.ground.records.models import Consent, ConsentAnswer


def record_consent(
    subject: UUID, *, place_id: UUID, purpose: str, since: date, by: Actor, **answer: Any
) -> Consent:
    """A new answer ends the one before it on the same day. `answer`: the other columns.

    Raises ValidationError for a day before the answer it replaces.
    """
    with transaction.atomic():
        open_now = Consent.objects.filter(subject=subject, purpose=purpose, until=None).first()
        if open_now:
            withdraw_consent(open_now, on=since, by=by)
        consent = Consent(subject=subject, place_id=place_id, purpose=purpose)
        return write(consent, by=by, occurred_on=since, since=since, **answer)


def withdraw_consent(consent: Consent, *, on: date, by: Actor) -> Consent:
    if on < consent.since:
        raise ValidationError({"since": _("The day lies before the answer it replaces.")})
    return write(consent, by=by, occurred_on=on, until=on)


def has_consent(subject: UUID, purpose: str, *, on: date) -> bool:
    """True only for an answer "given" that holds on that day."""
    held = Consent.objects.filter(subject=subject, purpose=purpose, since__lte=on)
    held = held.filter(Q(until__isnull=True) | Q(until__gt=on), answer=ConsentAnswer.GIVEN)
    return held.exists()


def consents_of(subject: UUID) -> QuerySet[Consent]:
    return Consent.objects.filter(subject=subject).order_by("purpose", "since")
