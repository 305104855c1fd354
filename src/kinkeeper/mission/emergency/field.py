"""What phones carry of an evacuation, and how a head-count at a checkpoint comes from one."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from pydantic import Field

from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.places.queries import below
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.sync.loading import met
from kinkeeper.ground.sync.offers import (
    Carry,
    Load,
    Sent,
    Took,
    Verb,
    offer_carries,
    offer_verbs,
)
from kinkeeper.ground.sync.shapes import Strict
from kinkeeper.mission.emergency import actions, queries
from kinkeeper.mission.emergency.actions import Said
from kinkeeper.mission.emergency.actions.counting import COUNT
from kinkeeper.mission.emergency.models import CheckIn, Checkpoint, Concerned, Leg, Line, Manifest
from kinkeeper.mission.emergency.process import (
    ARRIVED,
    DEPARTED,
    FROZEN,
    MOVEMENT,
    RETURN_FROZEN,
    RETURNING,
)

OUTWARD, HOMEWARD = (FROZEN, DEPARTED, ARRIVED), (RETURN_FROZEN, RETURNING)
"""States in which a list travels on phones; afterwards its names are taken off again."""


class CountSent(Strict):
    """One name at one checkpoint. at: the phone's clock. correct: what was said before is
    replaced."""

    checkpoint: UUID
    line: UUID
    status: str = "present"
    note: str = Field("", max_length=300)
    at: datetime | None = None
    correct: bool = False


class AddSent(Strict):
    """Somebody who is there and not on the list."""

    checkpoint: UUID
    on: date
    name: str = Field(max_length=120)
    role: str
    household: str = Field("", max_length=120)


def _count(sent: Sent) -> Took:
    wanted = CountSent.model_validate(sent.values)
    point = met(queries.checkpoint(wanted.checkpoint, by=sent.by))
    said = Said(wanted.line, wanted.status, wanted.note, wanted.at)
    counted = actions.check_in(point, [said], by=sent.by, device="phone", correct=wanted.correct)
    if counted.wrong:
        raise ValidationError({"status": [str(text) for _line, text in counted.wrong]})
    return Took(counted.written[0] if counted.written else point)


def _add(sent: Sent) -> Took:
    wanted = AddSent.model_validate(sent.values)
    point = met(queries.checkpoint(wanted.checkpoint, by=sent.by))
    values = wanted.dict(exclude={"checkpoint"})
    return Took(actions.add_at(point, by=sent.by, **values))


def _manifests(load: Load) -> QuerySet[Manifest]:
    """Frozen lists of ways that are being made, from or to the phone's place."""
    rows: QuerySet[Any] = visible(Manifest, by=load.by)
    if not load.open:
        return rows.none()
    here = Concerned.objects.filter(village__place__in=below(load.place)).values("movement")
    rows = rows.filter(movement__in=here)
    return rows.filter(leg=Leg.OUT, movement__in=_in(OUTWARD)) | rows.filter(
        leg=Leg.BACK, movement__in=_in(HOMEWARD)
    )


def _in(states: tuple[str, ...]) -> QuerySet[Any, Any]:
    rows = Stage.objects.filter(process=MOVEMENT.name, until=None, state__in=states)
    return rows.values("subject")


def _checkpoints(load: Load) -> QuerySet[Checkpoint]:
    return visible(Checkpoint, by=load.by).filter(manifest__in=_manifests(load).values("pk"))


def _lines(load: Load) -> QuerySet[Line]:
    """All names of the list, as it is printed: the limit of children is for files, not for this."""
    rows = visible(Line, by=load.by).filter(manifest__in=_manifests(load).values("pk"))
    return rows.filter(taken_off_on=None)


def _check_ins(load: Load) -> QuerySet[CheckIn]:
    rows = visible(CheckIn, by=load.by).filter(withdrawn_at=None)
    return rows.filter(checkpoint__manifest__in=_manifests(load).values("pk"))


def offer() -> None:
    offer_carries(
        Carry(Checkpoint, ("manifest", "kind", "order", "name", "held_on"), _checkpoints),
        Carry(Line, ("manifest", "number", "name", "role", "household", "goes"), _lines),
        Carry(CheckIn, ("checkpoint", "line", "status"), _check_ins),
    )
    offer_verbs(
        Verb("emergency.count", COUNT, _count),
        Verb("emergency.add", COUNT, _add),
    )
