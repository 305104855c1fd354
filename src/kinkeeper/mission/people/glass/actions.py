"""Opening a file in an emergency, and reviewing it."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import grant_file, machine
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.people.glass.rules import MOST_A_DAY, ends_at
from kinkeeper.mission.people.models import BreakGlass, Family, Person
from kinkeeper.mission.people.queries import file_called, opened_lately

OPEN, REVIEW = "people.break_glass", "people.break_glass_review"


def break_glass(code: str, *, by: Account, reason: str, why: str) -> Person | Family:
    """One file, to read, for an hour. Raises Refused; ValidationError without words, for a code
    that names nothing, or for the fourth time in a day."""
    if not may(by, OPEN):
        raise Refused
    if len(why.strip()) < 20:
        raise ValidationError({"why": _("Say in a sentence what the danger is.")})
    if opened_lately(by, since=timezone.now() - timedelta(days=1)) >= MOST_A_DAY:
        raise ValidationError(_("Three files in a day is the most: call the coordinator."))
    file = file_called(code)
    if file is None:
        raise ValidationError({"code": _("No file has this code.")})
    now = timezone.now()
    opened = BreakGlass(
        account=by,
        subject=file.pk,
        file_code=file.code,
        place=file.place,
        at=now,
        ends_at=ends_at(now),
    )
    with transaction.atomic():
        write(opened, by=machine(), reason=reason, reason_code=reason, why=why.strip())
        grant_file(by, capability=OPEN, file=file.pk, ends_at=opened.ends_at)
    return file


def review(opened: BreakGlass, *, by: Account, justified: bool, said: str) -> BreakGlass:
    """By somebody else, who may review in this place. Raises Refused, ValidationError."""
    if opened.account_id == by.pk or not may(by, REVIEW, opened):
        raise Refused
    if opened.reviewed_on:
        raise ValidationError(_("A colleague has reviewed it already."))
    if not justified and not said.strip():
        raise ValidationError({"said": _("Say what was not right, and what follows.")})
    today = timezone.localdate()
    return write(
        opened, by=by, occurred_on=today, reviewed_by=by, reviewed_on=today, justified=justified,
        said=said.strip(),
    )  # fmt: skip
