"""Care in the JSON API: villages on a day, a child's placements, and an operation for each verb."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Schema

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.api_doors import DoorRouter, api_door
from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.answers import Once
from kinkeeper.ground.process.operations import Verb, mount_verbs
from kinkeeper.mission.care import actions, queries
from kinkeeper.mission.care.actions import NewDocument
from kinkeeper.mission.care.api_bodies import (
    BedIn,
    CapacityIn,
    CarerIn,
    DocumentIn,
    EndCarerIn,
    EndIn,
    ExceptionIn,
    FoundIn,
    HouseIn,
    MoveFamilyIn,
    OnIn,
    PlaceIn,
    RelocateIn,
    SiblingsIn,
    SplitIn,
    TrainingIn,
    day_told,
)
from kinkeeper.mission.care.following.api import router as following
from kinkeeper.mission.care.models import Placement
from kinkeeper.mission.care.queries.board import Board, Sleeper, board_of, counts_on
from kinkeeper.mission.care.views.deed_table import APPROVE_YOUNG, DECIDE, MANAGE
from kinkeeper.mission.care.views.deeds import READ as READERS
from kinkeeper.mission.people.queries import person

router = DoorRouter()
READ, WRITE = "care.read", "care.write"

# --- reading ----------------------------------------------------------------------------------


class VillageOut(Schema):
    """A village on a day. sleep: children there; belong: its own, wherever they sleep."""

    id: UUID
    name: str
    place: UUID
    opened_on: date
    closed_on: date | None
    sleep: int
    belong: int


class ChildOut(Schema):
    person: UUID
    placement: UUID
    belongs_to: UUID
    sleeps_in: UUID
    form: str


class HouseOut(Schema):
    id: UUID
    name: str
    form: str
    family: UUID | None
    beds: int
    carers: list[UUID] = Field(description="persons")
    children: list[ChildOut]


class BoardOut(Schema):
    """Who sleeps where on a day; `away` belong to the village and sleep in another."""

    on: date
    houses: list[HouseOut]
    outside: list[ChildOut]
    away: list[ChildOut]


class StayOut(Schema):
    village: UUID
    house: UUID | None
    family: UUID | None
    form: str
    since: date
    until: date | None
    why: str


class PaperOut(Schema):
    kind: str
    authority: str
    issued_on: date
    expires_on: date | None


class PlacementOut(Schema):
    id: UUID
    village: UUID
    route: str
    since: date
    since_precision: str
    until: date | None
    end_reason: str
    stays: list[StayOut]
    documents: list[PaperOut]


@router.get("/villages", response=list[VillageOut])
@api_door(READ, purpose=CARE)
def villages(request: Asked, on: date | None = None) -> list[dict[str, Any]]:
    """The villages this account reaches, with their children on a day (default today)."""
    found = queries.villages(by=request.user)
    counts = counts_on(found, on or timezone.localdate())
    return [
        {"id": v.pk, "name": v.name, "place": v.place_id, "opened_on": v.opened_on,
         "closed_on": v.closed_on, "sleep": counts[v.pk][0], "belong": counts[v.pk][2]}
        for v in found
    ]  # fmt: skip


@router.get("/villages/{pk}", response=BoardOut)
@api_door(READ, purpose=CARE)
def village(request: Asked, pk: UUID, on: date | None = None) -> dict[str, Any]:
    """Who lived in each house on a day (default today)."""
    found = queries.village(pk, by=request.user)
    board = board_of(found, on or timezone.localdate(), by=request.user) if found else None
    if board is None:
        raise Http404
    persons = [c.stay.placement.person for c in [*board.sleepers, *board.away]]
    seen(request.user, [board.village, *persons], door="api:village")
    return _board(board)


def _board(board: Board) -> dict[str, Any]:
    houses = [
        {
            "id": h.house.pk, "name": h.house.name, "form": h.house.form, "beds": h.beds,
            "family": h.family.pk if h.family else None,
            "carers": [c.person_id for c in h.carers],
            "children": [_child(c) for c in h.children],
        }
        for h in board.households
    ]  # fmt: skip
    outside, away = map(_child, board.hosted), map(_child, board.away)
    return {"on": board.on, "houses": houses, "outside": list(outside), "away": list(away)}


def _child(child: Sleeper) -> dict[str, Any]:
    stay = child.stay
    return {
        "person": stay.placement.person_id, "placement": stay.placement_id,
        "belongs_to": stay.placement.village_id, "sleeps_in": stay.village_id, "form": stay.form,
    }  # fmt: skip


@router.get("/people/{pk}/placements", response=list[PlacementOut])
@api_door(READ, purpose=CARE)
def placements(request: Asked, pk: UUID) -> list[dict[str, Any]]:
    """Every time in care of a child, with where it slept and by which document."""
    child = person(pk, by=request.user)
    if child is None:
        raise Http404
    found = queries.placements_of(child, by=request.user)
    seen(request.user, [child, *found], door="api:placements")
    ids = [p.pk for p in found]
    stays, papers = queries.stays_of_many(ids), queries.documents_of_many(ids)
    return [_placement(p, stays.get(p.pk, []), papers.get(p.pk, [])) for p in found]


def _placement(found: Placement, stays: list[Any], papers: list[Any]) -> dict[str, Any]:
    return {
        "id": found.pk, "village": found.village_id, "route": found.route, "since": found.since,
        "since_precision": found.since_precision, "until": found.until,
        "end_reason": found.end_reason, "documents": papers,
        "stays": [
            {"village": s.village_id, "house": s.house_id, "family": s.family_id, "form": s.form,
             "since": s.since, "until": s.until, "why": s.why}
            for s in stays
        ],
    }  # fmt: skip


# --- the verbs --------------------------------------------------------------------------------


ROUGH = ("on", "since", "held_on")


def _values(body: Once, by: Account) -> dict[str, Any]:
    """The fields as the verbs take them: days read, ids looked up in this account's scope."""
    values = body.values()
    for name in ROUGH:
        if name in values:
            values[name] = day_told(values[name])
    for name in ("village", "house", "family", "person"):
        if values.get(name):
            values[name] = _met(READERS[name](values[name], by=by))
    if values.get("document"):
        values["document"] = NewDocument(**values["document"])
    return values


def _met(record: Any) -> Any:
    if record is None:
        raise Http404
    return record


def _carer(place: str) -> Callable[..., Any]:
    def act(record: Any, *, by: Account, person: Any, **values: Any) -> Any:
        return actions.assign_carer(person, by=by, **{place: record}, **values)

    return act


def _train(carer: Any, *, by: Account, **values: Any) -> Any:
    return actions.record_training(carer.person, by=by, **values)


def _relocate(placement: Placement, *, by: Account, **values: Any) -> Any:
    return actions.relocate([placement], by=by, movement=None, **values)[0]


def _come_home(placement: Placement, *, by: Account, **values: Any) -> Any:
    return actions.come_home([placement], by=by, movement=None, **values)[0]


def _siblings(child: Any, *, by: Account, others: list[UUID], on: Any) -> Any:
    persons = [_met(person(pk, by=by)) for pk in others]
    return actions.name_siblings([child, *persons], by=by, on=on)


def _split(child: Any, *, by: Account, **values: Any) -> Any:
    group = queries.sibling_group_of(child)
    if group is None:
        raise ValidationError(_("Name the brothers and sisters first."))
    return actions.propose_split(group, child, by=by, **values)


VERBS = (
    Verb("village", "open_house", MANAGE, HouseIn, actions.open_house),
    Verb("village", "close_village", MANAGE, OnIn, actions.close_village),
    Verb("house", "change_capacity", MANAGE, CapacityIn, actions.change_capacity),
    Verb("house", "close_house", MANAGE, OnIn, actions.close_house),
    Verb("house", "found_family", MANAGE, FoundIn, actions.found_family),
    Verb("house", "assign_carer", MANAGE, CarerIn, _carer("house")),
    Verb("family", "move_family", MANAGE, MoveFamilyIn, actions.move_family),
    Verb("family", "assign_carer", MANAGE, CarerIn, _carer("family")),
    Verb("carer", "end_assignment", MANAGE, EndCarerIn, actions.end_assignment),
    Verb("carer", "record_training", WRITE, TrainingIn, _train),
    Verb("person", "begin_placement", WRITE, PlaceIn, actions.begin_placement),
    Verb("person", "name_siblings", WRITE, SiblingsIn, _siblings),
    Verb("person", "propose_split", WRITE, SplitIn, _split),
    Verb("person", "propose_exception", WRITE, ExceptionIn, actions.propose_exception),
    Verb("placement", "move_house", WRITE, BedIn, actions.move_house),
    Verb("placement", "add_document", WRITE, DocumentIn, actions.add_document),
    Verb("placement", "relocate", WRITE, RelocateIn, _relocate),
    Verb("placement", "come_home", WRITE, OnIn, _come_home),
    Verb("placement", "end_placement", WRITE, EndIn, actions.end_placement),
    Verb("placement", "reopen_placement", WRITE, BedIn, actions.reopen_placement),
    Verb("split", "approve_split", DECIDE, OnIn, actions.approve_split),
    Verb("split", "end_split", WRITE, OnIn, actions.end_split),
    Verb("exception", "approve_exception", APPROVE_YOUNG, OnIn, actions.approve_exception),
)


def _found(kind: str, pk: UUID, by: Account) -> Any:
    return READERS[kind](pk, by=by)


mount_verbs(router, VERBS, room="care", find=_found, values=_values)
router.add_router("", following)
