"""Parenting sessions offered to caregivers, who came, and what caregivers know and do."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.actions import write
from kinkeeper.mission.strengthening.models import (
    KnowledgeCheck,
    ParentingSession,
    SessionInvitation,
)
from kinkeeper.mission.strengthening.queries import caregivers_in

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person


def offer_session(
    *,
    by: Account,
    place: Place,
    held_on: date,
    topic: str,
    project: UUID | None = None,
    invited: Iterable[UUID] | None = None,
) -> ParentingSession:
    """A session is offered to the caregivers accompanied in the place (or to those named).

    It may lie ahead. Raises ValidationError when nobody would be invited.
    """
    found = set(invited) if invited is not None else set(caregivers_in(place, held_on))
    if not found:
        raise ValidationError(
            {"place": _("No caregiver of the programme lives in this place on that day.")}
        )
    if not topic.strip():
        raise ValidationError({"topic": _("Write what the session is about.")})
    with transaction.atomic():
        session = write(
            ParentingSession(place=place, project=project),
            by=by, occurred_on=held_on, held_on=held_on, topic=topic.strip(),
        )  # fmt: skip
        for person in sorted(found):
            write(SessionInvitation(session=session, person_id=person), by=by, occurred_on=held_on)
    return session


def record_attendance(session: ParentingSession, came: Collection[UUID], *, by: Account) -> int:
    """Who came, among those invited. Returns how many. Raises ValidationError for a day ahead."""
    if session.held_on > timezone.localdate():
        raise ValidationError(_("The session has not been held yet."))
    present = set(came)
    with transaction.atomic():
        for invitation in SessionInvitation.objects.filter(session=session):
            attended = invitation.person_id in present
            if attended != invitation.attended:
                write(invitation, by=by, occurred_on=session.held_on, attended=attended)
    return SessionInvitation.objects.filter(session=session, attended=True).count()


def record_knowledge(
    caregiver: "Person", *, by: Account, held_on: date, percent: int, project: UUID | None = None
) -> KnowledgeCheck:
    """Knowledge and practice in percent (0-100) of the tool's points."""
    if held_on > timezone.localdate():
        raise ValidationError({"held_on": _("This day lies in the future.")})
    if not 0 <= percent <= 100:
        raise ValidationError({"percent": _("Write a number from 0 to 100.")})
    return write(
        KnowledgeCheck(person=caregiver, project=project),
        by=by, occurred_on=held_on, held_on=held_on, percent=percent,
    )  # fmt: skip
