"""What this part of the room puts on "My day": alarms first, then reviews and plans."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.process.queries import limit_days
from kinkeeper.ground.reports.offers import DueLine, Text, offer_due
from kinkeeper.mission.care.following import limits
from kinkeeper.mission.care.following.actions import to_report
from kinkeeper.mission.care.following.queries import (
    Waiting,
    absences_open,
    contacts_due,
    plans_due,
    reviews_due,
)
from kinkeeper.mission.care.following.rules import ALARMS
from kinkeeper.mission.care.models import Placement
from kinkeeper.mission.care.models.reviews import Absence
from kinkeeper.mission.people.queries import reader_of

HORIZON_DAYS = 14
MOST = 60


def due_lines(by: Account, today: date) -> Iterator[DueLine]:
    """For whoever writes in care, in the places where children belong or sleep."""
    if not may(by, "care.write"):
        return
    names = reader_of(by).names
    until = today + timedelta(days=HORIZON_DAYS + 1)
    yield from _absences(by, today, names=names)
    for waiting in reviews_due(by, until)[:MOST]:
        what, act = _("Review of the placement"), _("Hold the review")
        yield _line(waiting, today, what, "care_review", act, names=names)
    for waiting in plans_due(by, until)[:MOST]:
        what, act = _("Development plan of the child"), _("Agree the plan")
        yield _line(waiting, today, what, "care_plan", act, names=names)
    for waiting in contacts_due(by, until)[:MOST]:
        what, act = _("Contact after the return to the family"), _("Write the contact")
        yield _line(waiting, today, what, "care_follow_up", act, names=names)


def _line(
    waiting: Waiting, today: date, what: Text, url: str, act: Text, *, names: bool
) -> DueLine:
    placement = waiting.placement
    return DueLine(
        waiting.due_on, what, _who(placement, names=names), reverse(url, args=[placement.pk]),
        tone="late" if waiting.due_on < today else "soon", act=act,
    )  # fmt: skip


def _absences(by: Account, today: date, *, names: bool) -> Iterator[DueLine]:
    police = timedelta(days=limit_days(limits.POLICE) or 0)
    search = timedelta(days=limit_days(limits.SEARCH) or 0)
    for absence in absences_open(by)[:MOST]:
        if to_report(absence):
            sentence = _("Tell the police and the child's authority")
            yield _away(absence, absence.since + police, sentence, "care_absence", names=names)
        elif absence.kind in ALARMS:
            told = max(d for d in (absence.since, absence.police_on) if d)
            sentence = _("Look at the search again")
            yield _away(absence, told + search, sentence, "care_absence", names=names)
        elif absence.back_by and absence.back_by <= today:
            sentence = _("Is the child back?")
            yield _away(absence, absence.back_by, sentence, "care_back", names=names)


def _away(absence: Absence, day: date, what: Text, url: str, *, names: bool) -> DueLine:
    """Runaway and missing children stand in the alarm box, whatever the day."""
    tone = "alarm" if absence.kind in ALARMS else "late"
    return DueLine(
        day, what, _who(absence.placement, names=names), reverse(url, args=[absence.pk]),
        tone=tone, note=absence.get_kind_display(),
    )  # fmt: skip


def _who(placement: Placement, *, names: bool) -> str:
    person = placement.person
    return f"{person if names else person.code} · {placement.village}"


def offer() -> None:
    offer_due(due_lines)
