"""The desk's own affairs: rota, line of command, directory, box key, satisfaction."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import accounts_with
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.actions import write
from kinkeeper.mission.protection.models import Contact, Duty, Opinion, Superior
from kinkeeper.mission.protection.process import TRIAGE


def put_on_duty(
    account: Account, place: Place, *, since: date, until: date | None, by: Account
) -> Duty:
    """Raises ValidationError for somebody who may not triage there, or days in a wrong order."""
    if not accounts_with(TRIAGE, place).filter(pk=account.pk).exists():
        raise ValidationError({"account": _("This person may not triage reports there.")})
    if until and until < since:
        raise ValidationError({"until": _("This day lies before the first.")})
    return write(Duty(account=account, place=place), by=by, since=since, until=until)


def set_superior(account: Account, superior: Account, *, since: date, by: Account) -> Superior:
    """From that day on `account` answers to `superior`; the one before ends. Raises
    ValidationError for somebody above oneself."""
    if account == superior:
        raise ValidationError({"superior": _("Nobody stands above oneself.")})
    with transaction.atomic():
        for row in Superior.objects.filter(account=account, until=None):
            write(row, by=by, until=max(since, row.since))
        return write(Superior(account=account, superior=superior), by=by, since=since)


def add_contact(*, by: Account, **values: Any) -> Contact:
    """A service enters the directory, verified today by whoever enters it. Raises
    ValidationError where nobody could reach it."""
    if not (values.get("phone") or values.get("address")):
        raise ValidationError({"phone": _("Write a telephone number or where to find it.")})
    today = timezone.localdate()
    return write(
        Contact(), by=by, since=values.pop("since", None) or today, verified_on=today,
        verified_by=by, **values,
    )  # fmt: skip


def verify(entry: Contact, *, by: Account, values: dict[str, Any] | None = None) -> Contact:
    """Somebody called or went there: it is as written (or as now corrected) on this day."""
    return write(entry, by=by, verified_on=timezone.localdate(), verified_by=by, **(values or {}))


def shut_contact(entry: Contact, *, by: Account) -> Contact:
    return write(entry, by=by, until=timezone.localdate())


def ask_opinion(place: Place, *, respected: bool, by: Account) -> Opinion:
    return write(Opinion(place=place), by=by, on=timezone.localdate(), respected=respected)
