"""Daycare at the gate: who may fetch a child, its coming and going, and the exception with two."""

from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.education.models import Collector, DaycareDay, Enrolment
from kinkeeper.mission.education.models.days import CALL
from kinkeeper.mission.education.queries import collectors_on


def name_collector(
    found: Enrolment, *, by: Account, name: str, since: date, phone: str = ""
) -> Collector:
    """From a day on this person may fetch the child. Raises ValidationError for a double."""
    called = " ".join(name.split())
    if Collector.objects.filter(enrolment=found, name__iexact=called, until=None).exists():
        raise ValidationError({"name": _("This person is on the list already.")})
    row = Collector(enrolment=found, since=since)
    return write(row, by=by, occurred_on=since, name=called, phone=phone.strip())


def end_collector(row: Collector, *, by: Account, on: date) -> Collector:
    """From that day on this person may not fetch the child any more."""
    if row.until is not None:
        raise ValidationError(_("This person is off the list already."))
    return write(row, by=by, occurred_on=on, until=max(on, row.since))


def sign_in(found: Enrolment, *, by: Account, at: datetime, brought_by: str = "") -> DaycareDay:
    """The child was brought. Raises ValidationError when it is there already, Refused."""
    now = _check(found, at, by)
    if found.until is not None or found.since is None or not found.daycare:
        raise ValidationError(_("The child has no place in this daycare group."))
    if DaycareDay.objects.filter(enrolment=found, out_at=None).exists():
        raise ValidationError(_("The child is signed in already."))
    row = DaycareDay(enrolment=found, on=now.date(), in_at=_minute(now))
    return write(row, by=by, occurred_on=now.date(), brought_by=brought_by.strip())


def sign_out(day: DaycareDay, *, by: Account, at: datetime, to: Collector) -> DaycareDay:
    """The child goes with somebody of its list. Raises ValidationError for anybody else: then
    `ask_hand_over` says why, and a second person agrees."""
    now = _check_leaving(day, at, by)
    if to.pk not in {row.pk for row in collectors_on(day.enrolment, now.date())}:
        raise _not_on_list(to.name)
    return write(day, by=by, occurred_on=now.date(), out_at=_minute(now), fetched_by=to)


def ask_hand_over(day: DaycareDay, *, by: Account, name: str, reason: str) -> DaycareDay:
    """Somebody who is not on the list wants to fetch the child: refused, unless a reason is
    given; then a second person decides. Raises ValidationError with what to do."""
    _check_leaving(day, timezone.now(), by)
    called = " ".join(name.split())
    if not called:
        raise ValidationError({"name": _("Write the name of who wants to fetch the child.")})
    if not reason.strip():
        raise _not_on_list(called)
    return write(
        day, by=by, occurred_on=day.on, other_name=called, other_reason=reason.strip(),
        asked_by=by,
    )  # fmt: skip


def agree_hand_over(day: DaycareDay, *, by: Account, at: datetime) -> DaycareDay:
    """A second person agrees: the child goes with somebody who is not on its list. Raises Refused
    for whoever asked, ValidationError when nobody asked."""
    now = _check_leaving(day, at, by)
    if not day.asked_by_id:
        raise ValidationError(_("Nobody asked for an exception."))
    if day.asked_by_id == by.pk:
        raise Refused
    return write(day, by=by, occurred_on=now.date(), out_at=_minute(now), agreed_by=by)


def _not_on_list(name: str) -> ValidationError:
    said = _(
        "%(name)s is not on the list of those who may fetch this child. Keep the child, and call "
        "somebody of the list; with a reason, a colleague can agree to an exception."
    )
    return ValidationError({"name": said % {"name": name}})


def _check_leaving(day: DaycareDay, at: datetime, by: Account) -> datetime:
    now = _check(day.enrolment, at, by)
    if day.out_at is not None:
        raise ValidationError(_("The child has left already."))
    if (now.date(), _minute(now)) < (day.on, day.in_at):
        raise ValidationError({"at": _("This time lies before the child was brought.")})
    return now


def _check(found: Enrolment, at: datetime, by: Account) -> datetime:
    if not may(by, CALL, found):
        raise Refused
    if at > timezone.now():
        raise ValidationError({"at": _("This time lies in the future.")})
    return timezone.localtime(at)


def _minute(at: datetime) -> time:
    return at.time().replace(second=0, microsecond=0)
