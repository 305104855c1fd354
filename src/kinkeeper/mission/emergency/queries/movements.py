"""Evacuations within the reader's scope, their villages, and the people who are away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import reaches, visible
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.process.queries import due, state_in, waiting_proposals
from kinkeeper.mission.care.queries import Stay, stays_of_many
from kinkeeper.mission.emergency.models import Concerned, Line, Movement
from kinkeeper.mission.emergency.models.movements import ConcernedRole
from kinkeeper.mission.emergency.process import MOVEMENT

RELOCATION = "relocation"


@dataclass(frozen=True)
class MovementRow:
    """An evacuation with where it stands."""

    movement: Movement
    stage: Stage | None


def movement(pk: UUID, *, by: Account) -> Movement | None:
    rows = visible(Movement, by=by).filter(pk=pk)
    return rows.select_related("village__place").first()


def movement_called(code: str) -> Movement | None:
    """For the command line of the machine."""
    return Movement.objects.filter(code=code.upper()).select_related("village__place").first()


def movements(*, by: Account) -> list[MovementRow]:
    """The newest first."""
    rows = visible(Movement, by=by).select_related("village__place")
    found = list(rows.order_by("-alerted_on", "-pk"))
    stages = Stage.objects.filter(
        process=MOVEMENT.name, subject__in=[m.pk for m in found], until=None
    )
    standing = {stage.subject: stage for stage in stages}
    return [MovementRow(m, standing.get(m.pk)) for m in found]


def movements_by_ids(ids: Iterable[UUID]) -> dict[UUID, Movement]:
    rows = Movement.objects.filter(pk__in=set(ids)).select_related("village__place")
    return {row.pk: row for row in rows}


def state_of(movement: Movement) -> str:
    return state_in(MOVEMENT, movement.pk)


def hosts_of(movement: Movement) -> list[Concerned]:
    rows = Concerned.objects.filter(movement=movement.pk, role=ConcernedRole.HOST)
    return list(rows.select_related("village__place").order_by("pk"))


def leads(by: Account, capability: str, movement: Movement) -> bool:
    """Whether the account holds the capability over the village that leaves."""
    return reaches(by, capability, movement.village.place)


def overdue(by: Account, *, until: date) -> list[Stage]:
    return list(due(MOVEMENT, by=by, until=until))


def to_decide(by: Account) -> list[Proposal]:
    return list(waiting_proposals(MOVEMENT, by=by).select_related("proposed_by"))


def away_now(movement: Movement, *, person: UUID | None = None) -> dict[UUID, Stay]:
    """Placement -> the stay of each child that this movement brought away and not home yet."""
    ids = Line.objects.filter(manifest__movement=movement.pk).exclude(placement=None)
    if person:
        ids = ids.filter(person=person)
    stays = stays_of_many(set(ids.values_list("placement_id", flat=True)))
    last = {key: rows[-1] for key, rows in stays.items()}
    return {
        key: stay for key, stay in last.items()
        if stay.until is None and stay.movement == movement.pk and stay.why == RELOCATION
    }  # fmt: skip
