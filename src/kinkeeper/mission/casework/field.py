"""What phones carry of a family's file, and what they may send into it."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from pydantic import Field

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.sync.loading import in_families, lately, met
from kinkeeper.ground.sync.offers import (
    Carry,
    Load,
    Sent,
    Step,
    Took,
    Verb,
    offer_carries,
    offer_steps,
    offer_verbs,
)
from kinkeeper.ground.sync.shapes import Strict
from kinkeeper.mission.casework import actions, queries
from kinkeeper.mission.casework.actions import Judged
from kinkeeper.mission.casework.models import (
    Assessment,
    Commitment,
    Goal,
    Occasion,
    Plan,
    Service,
    Visit,
)
from kinkeeper.mission.casework.rules import DIMENSIONS
from kinkeeper.mission.people.queries import family as family_by_id

WRITE = "casework.write"
SOON = 300  # lines of the due list that a phone's person may have


class RowSent(Strict):
    """person None: the family as a whole."""

    person: UUID | None = None
    scores: dict[str, int | None]
    note: str = Field("", max_length=4000)


class VisitSent(Strict):
    """A visit, and the eight dimensions if they were looked at on the same day."""

    family: UUID
    held_on: date
    purpose: str = "monitoring"
    present: str = Field("", max_length=200)
    child_seen_alone: str = ""
    observations: str = Field("", max_length=4000)
    next_visit_on: date | None = None
    rows: list[RowSent] = Field(default_factory=list, max_length=80)


class ServiceSent(Strict):
    family: UUID
    kind: str
    done_on: date
    person: UUID | None = None
    modality: str = "in_kind"
    quantity: int | None = Field(None, le=1_000_000)
    unit: str = Field("", max_length=20)


class DoneSent(Strict):
    """A planned service was given, or a promise was kept, on a day."""

    id: UUID
    done_on: date


class GoalSent(Strict):
    id: UUID
    state: str
    on: date


def _visit(sent: Sent) -> Took:
    wanted = VisitSent.model_validate(sent.values)
    family = _family(sent, wanted.family)
    with transaction.atomic():
        facts = wanted.dict(exclude={"family", "rows"})
        made = actions.record_visit(family=family, by=sent.by, **facts)
        if wanted.rows:
            rows = [Judged(row.person, row.scores, row.note) for row in wanted.rows]
            actions.assess(
                family=family, occasion=Occasion.REVIEW, held_on=wanted.held_on, by=sent.by,
                rows=rows,
            )  # fmt: skip
        return Took(made)


def _service(sent: Sent) -> Took:
    wanted = ServiceSent.model_validate(sent.values)
    family = _family(sent, wanted.family)
    return Took(actions.give_service(family=family, by=sent.by, **wanted.dict(exclude={"family"})))


def _delivered(sent: Sent) -> Took:
    wanted = DoneSent.model_validate(sent.values)
    service = met(queries.service(wanted.id, by=sent.by))
    return Took(actions.deliver_service(service=service, done_on=wanted.done_on, by=sent.by))


def _kept(sent: Sent) -> Took:
    wanted = DoneSent.model_validate(sent.values)
    promise = met(queries.commitment(wanted.id, by=sent.by))
    made = actions.mark_commitment_done(commitment=promise, done_on=wanted.done_on, by=sent.by)
    return Took(made)


def _goal(sent: Sent) -> Took:
    wanted = GoalSent.model_validate(sent.values)
    goal = met(queries.goal(wanted.id, by=sent.by))
    return Took(actions.set_goal_state(goal=goal, state=wanted.state, on=wanted.on, by=sent.by))


def _family(sent: Sent, pk: UUID) -> Any:
    return met(family_by_id(pk, by=sent.by))


def _latest_visits(load: Load) -> QuerySet[Visit]:
    return in_families(Visit, load).filter(held_on__gte=lately())


def _assessments(load: Load) -> QuerySet[Assessment]:
    """The last look at each family; levels of its children travel with the visit that made it."""
    rows = in_families(Assessment, load).filter(held_on__gte=lately())
    return rows.filter(person=None)


def _plans(load: Load) -> QuerySet[Plan]:
    return in_families(Plan, load).filter(until=None, agreed_on__isnull=False)


def _goals(load: Load) -> QuerySet[Goal]:
    return visible(Goal, by=load.by).filter(plan__in=_plans(load), state="in_progress")


def _commitments(load: Load) -> QuerySet[Commitment]:
    rows = visible(Commitment, by=load.by).filter(plan__in=_plans(load))
    return rows.filter(done_on=None, dropped_on=None)


def _services(load: Load) -> QuerySet[Service]:
    """What is planned, and what was given lately."""
    rows = in_families(Service, load)
    return rows.filter(Q(done_on=None) | Q(done_on__gte=lately()))


def _steps(by: Account, until: date) -> Iterator[Step]:
    for visit in queries.visits_due(by=by, until=until, most=SOON):
        yield Step(visit.family.pk, "visit", visit.due_on)
    for review in queries.reviews_due(by=by, until=until, most=SOON):
        yield Step(review.family.pk, "review", review.due_on)


def offer() -> None:
    offer_carries(
        Carry(Visit, ("family", "held_on", "purpose", "observations", "next_visit_on"),
              _latest_visits),
        Carry(Assessment, ("family", "held_on", *DIMENSIONS), _assessments),
        Carry(Plan, ("family", "since", "next_review_on"), _plans),
        Carry(Goal, ("plan", "dimension", "statement", "due_on", "state"), _goals),
        Carry(Commitment, ("plan", "owner", "promise", "due_on"), _commitments),
        Carry(Service, ("family", "person", "kind", "planned_on", "done_on"), _services),
    )  # fmt: skip
    offer_steps(_steps)
    offer_verbs(
        Verb("casework.visit", WRITE, _visit),
        Verb("casework.service", WRITE, _service),
        Verb("casework.service.done", WRITE, _delivered),
        Verb("casework.commitment.done", WRITE, _kept),
        Verb("casework.goal", WRITE, _goal),
    )
