"""What phones carry of the programme, and what they may send: attendance, and a loss of care."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from pydantic import Field

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.places.queries import below
from kinkeeper.ground.sync.loading import in_families, met
from kinkeeper.ground.sync.offers import (
    Carry,
    Load,
    Sent,
    Step,
    Took,
    Verb,
    offer_carries,
    offer_first,
    offer_steps,
    offer_verbs,
)
from kinkeeper.ground.sync.shapes import Strict
from kinkeeper.mission.people.queries import person as person_by_id
from kinkeeper.mission.strengthening import actions, queries
from kinkeeper.mission.strengthening.due import NEXT
from kinkeeper.mission.strengthening.models import Enrolment, ParentingSession, SessionInvitation
from kinkeeper.mission.strengthening.process import PROPOSE

SESSION_DAYS = 30


class CameSent(Strict):
    """came: those who were there, of those invited. was: those whom the phone showed as present
    before; what other phones said of anybody else stays."""

    session: UUID
    came: list[UUID] = Field(max_length=500)
    was: list[UUID] = Field(default_factory=list, max_length=500)


class LossSent(Strict):
    person: UUID
    happened_on: date
    cause: str
    now_with: str = Field("", max_length=200)
    note: str = Field("", max_length=2000)


def _came(sent: Sent) -> Took:
    wanted = CameSent.model_validate(sent.values)
    session = met(queries.parenting_session(wanted.session, by=sent.by))
    came, was = set(wanted.came), set(wanted.was)
    known = {one.person_id for one in queries.invited_to(session) if one.attended}
    actions.record_attendance(session, (known | came) - (was - came), by=sent.by)
    return Took(session)


def _loss(sent: Sent) -> Took:
    wanted = LossSent.model_validate(sent.values)
    child = met(person_by_id(wanted.person, by=sent.by))
    return Took(actions.report_loss_of_care(child, by=sent.by, **wanted.dict(exclude={"person"})))


def _enrolments(load: Load) -> QuerySet[Enrolment]:
    return in_families(Enrolment, load).filter(until=None)


def _sessions(load: Load) -> QuerySet[ParentingSession]:
    """Of the phone's place, from a month ago on; none for a phone that carries nobody."""
    since = timezone.localdate() - timedelta(days=SESSION_DAYS)
    rows = visible(ParentingSession, by=load.by).filter(place__in=below(load.place))
    return rows.filter(held_on__gte=since) if load.families else rows.none()


def _invitations(load: Load) -> QuerySet[SessionInvitation]:
    return visible(SessionInvitation, by=load.by).filter(session__in=_sessions(load))


def _mine(by: Account) -> Iterable[UUID]:
    """The families this person accompanies come before all others of the place."""
    return queries.caseload(by).order_by("pk").values_list("family", flat=True)


def _steps(by: Account, until: date) -> Iterator[Step]:
    states = [state for state, (_verb, capability) in NEXT.items() if capability == PROPOSE]
    stages = list(queries.overdue_stages(by, until=until, states=states))
    known = queries.enrolments_by_ids(stage.subject for stage in stages)
    for stage in stages:
        enrolment = known.get(stage.subject)
        if enrolment and stage.due_on:
            yield Step(enrolment.family_id, f"stage.{stage.state}", stage.due_on)


def offer() -> None:
    offer_carries(
        Carry(Enrolment, ("family", "since"), _enrolments),
        Carry(ParentingSession, ("place", "held_on", "topic"), _sessions),
        Carry(SessionInvitation, ("session", "person", "attended"), _invitations),
    )
    offer_first(_mine)
    offer_steps(_steps)
    offer_verbs(
        Verb("strengthening.attendance", "strengthening.write", _came),
        Verb("strengthening.loss", "strengthening.write", _loss),
    )
