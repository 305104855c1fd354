"""JSON: surveys of a family, and areas in a round."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404
from ninja import Field, Schema

from kinkeeper.ground.access.actions import seen as met
from kinkeeper.ground.access.api_doors import DoorRouter, api_door
from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.access.queries import may_meet
from kinkeeper.ground.access.roles import CARE
from kinkeeper.mission.food import queries
from kinkeeper.mission.food.models import Survey
from kinkeeper.mission.food.rules import SEASONS, Round
from kinkeeper.mission.people.queries import family as family_by_id

router = DoorRouter()
READ = "food.read"
FEW = 5


class SurveyOut(Schema):
    """A survey in its season. scores and bands are empty for who may not meet them."""

    id: UUID
    answers: UUID
    topic: str
    on: date
    season: str
    year: int
    scores: dict[str, str]
    bands: dict[str, str]


class ShareOut(Schema):
    part: int
    whole: int


class AreaOut(Schema):
    """The last surveys of a round in a place; shares are left out below five households for who
    may not meet the households themselves."""

    place: UUID
    name: str
    households: int
    shares: dict[str, ShareOut]
    fcs_mean: Decimal | None
    rcsi_mean: Decimal | None


class RoundOut(Schema):
    season: str
    year: int = Field(description="of the lean season, or in which the months outside it begin")


@router.get("/families/{pk}/food", response=list[SurveyOut])
@api_door(READ, purpose=CARE)
def of_family(request: Asked, pk: UUID) -> list[dict[str, Any]]:
    """Food and water of a family, oldest first. Only surveys of one season may be compared."""
    family = family_by_id(pk, by=request.user, purpose=request.purpose)
    if family is None:
        raise Http404
    rows = list(queries.surveys(by=request.user).filter(family=family))
    met(request.user, [family, *rows], door="api:families-food")
    sensitive = may_meet(Survey, "scores", by=request.user)
    return [
        {
            "id": r.pk, "answers": r.answers_id, "topic": r.topic, "on": r.on, "season": r.season,
            "year": r.year, "scores": r.scores if sensitive else {},
            "bands": r.bands if sensitive else {},
        }
        for r in rows
    ]  # fmt: skip


@router.get("/food/rounds", response=list[RoundOut])
@api_door(READ, purpose=CARE)
def rounds(request: Asked) -> list[Round]:
    """Every season of a year in which somebody was asked."""
    return queries.rounds(by=request.user)


@router.get("/food/areas", response=list[AreaOut])
@api_door(READ, purpose=CARE)
def areas(request: Asked, season: str, year: int) -> list[dict[str, Any]]:
    """Each place in one round; there is no way to ask for two seasons at once."""
    if season not in SEASONS:
        raise Http404
    sensitive = may_meet(Survey, "scores", by=request.user)
    return [
        {
            "place": a.place.pk, "name": a.place.name, "households": a.households,
            "shares": a.shares if (told := sensitive or a.households >= FEW) else {},
            "fcs_mean": a.fcs if told else None, "rcsi_mean": a.rcsi if told else None,
        }
        for a in queries.areas(Round(year, season), by=request.user)
    ]  # fmt: skip
