"""JSON: the community's structures, one verb for each sheet, and the steps of the four tables."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404
from ninja import Schema, Status

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.api_doors import DoorRouter, api_door
from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.answers import (
    Accepted,
    Once,
    StandingOut,
    Wrong,
    answer_once,
    answer_step,
    where_it_stands,
)
from kinkeeper.ground.process.operations import Verb, mount_steps, mount_verbs
from kinkeeper.ground.process.queries import state_in
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.community import actions
from kinkeeper.mission.community import api_bodies as bodies
from kinkeeper.mission.community.models import Cycle, Structure
from kinkeeper.mission.community.process import (
    ASKED,
    CIRCLE,
    GROUND,
    ORGANISATION,
    PROPOSE,
    SAVINGS,
    process_of,
)
from kinkeeper.mission.community.queries import (
    capacity,
    gathering,
    income_activity,
    last_counts,
    member,
    open_cycle,
    priority,
    states_of,
    structure,
    structures,
)
from kinkeeper.mission.community.rules import total
from kinkeeper.mission.community.standing import standing_of
from kinkeeper.mission.people.queries import family, places_to_choose

router = DoorRouter()
READ, WRITE = "community.read", "community.write"
MOST = 500


class StructureOut(Schema):
    """members: of the last count, null before the first."""

    id: UUID
    sort: str
    name: str
    place: str
    state: str
    since: date
    members: int | None


@router.get("/community/structures", response=list[StructureOut])
@api_door(READ, purpose=CARE)
def community_structures(request: Asked, sort: str = "") -> list[dict[str, Any]]:
    """Structures there today, in alphabetical order; `sort` as in `StructureIn`."""
    found = list(structures(by=request.user, sort=sort)[:MOST])
    ids = [row.pk for row in found]
    stages, counts = states_of(ids), last_counts(ids)
    return [
        {
            "id": row.pk, "sort": row.sort, "name": row.name, "place": row.place.name,
            "since": row.since, "state": stages[row.pk].state if row.pk in stages else "",
            "members": total(counts[row.pk].counts) if row.pk in counts else None,
        }
        for row in found
    ]  # fmt: skip


@router.post("/community/structures", response={200: Accepted, 422: Wrong})
@api_door(PROPOSE, purpose=CARE)
def community_record_structure(request: Asked, body: bodies.StructureIn) -> Status[dict[str, Any]]:
    """A structure becomes known; its way begins."""
    values = body.values()
    wanted = values.pop("place")
    place = next((p for p in places_to_choose(request.user, PROPOSE) if p.pk == wanted), None)
    if place is None:
        raise Http404

    def write() -> str:
        return str(actions.record_structure(by=request.user, place=place, **values).pk)

    return answer_once(body.form_id, write)


@router.get("/community/structures/{pk}", response=StandingOut)
@api_door(READ, purpose=CARE)
def community_structure(request: Asked, pk: UUID) -> dict[str, Any]:
    """Where a structure stands, its way so far, and every next step with what is missing."""
    return where_it_stands(standing_of(_structure(request, pk), by=request.user), ASKED)


def _structure(request: Asked, pk: UUID) -> Structure:
    found = structure(pk, by=request.user, purpose=request.purpose)
    if found is None:
        raise Http404
    seen(request.user, [found], door="api:community")
    return found


# --- the sheets ---------------------------------------------------------------------------------


def _in_cycle(act: Callable[..., Record]) -> Callable[..., Record]:
    """A sheet of a savings group goes to its open cycle; 404 where none is open."""

    def verb(of: Structure, **values: Any) -> Record:
        cycle: Cycle | None = open_cycle(of)
        if cycle is None:
            raise Http404
        return act(cycle, **values)

    return verb


def _gathering(of: Structure, **values: Any) -> Record:
    return actions.record_gathering(of=of, **values)


def _give(of: Structure, *, by: Account, family: UUID | None, **values: Any) -> Record:
    home = None if family is None else _home(family, by)
    return actions.give(of, by=by, family=home, **values)


def _home(pk: UUID, by: Account) -> Any:
    found = family(pk, by=by)
    if found is None:
        raise Http404
    return found


VERBS = (
    Verb("structure", "record_paper", WRITE, bodies.PaperIn, actions.record_paper),
    Verb("structure", "count_members", WRITE, bodies.MembersIn, actions.count_members),
    Verb("structure", "name_member", WRITE, bodies.StructureMemberIn, actions.name_member),
    Verb("structure", "assess_capacity", WRITE, bodies.CapacityAssessedIn, actions.assess_capacity),
    Verb("structure", "set_priority", WRITE, bodies.PriorityIn, actions.set_priority),
    Verb("structure", "record_gathering", WRITE, bodies.GatheringIn, _gathering),
    Verb("structure", "open_cycle", WRITE, bodies.CycleIn, actions.open_savings_cycle),
    Verb("structure", "record_meeting", WRITE, bodies.MeetingIn, _in_cycle(actions.record_meeting)),
    Verb("structure", "share_out", WRITE, bodies.ShareOutIn, _in_cycle(actions.share_out)),
    Verb("structure", "set_sharing_rule", WRITE, bodies.RuleIn, actions.set_sharing_rule),
    Verb("structure", "record_harvest", WRITE, bodies.HarvestIn, actions.record_harvest),
    Verb("structure", "record_stock", WRITE, bodies.StockIn, actions.record_stock),
    Verb("structure", "give", WRITE, bodies.GiftIn, _give),
    Verb("member", "end_mandate", WRITE, bodies.UntilIn, actions.end_mandate),
    Verb("priority", "finish_priority", WRITE, bodies.DoneIn, actions.finish_priority),
    Verb("capacity", "take_back", WRITE, bodies.TakeBackIn, actions.take_capacity_back),
    Verb("gathering", "take_back", WRITE, bodies.TakeBackIn, actions.take_gathering_back),
    Verb("family", "record_money", WRITE, bodies.MoneyIn, actions.record_money),
    Verb("family", "begin_activity", WRITE, bodies.ActivityIn, actions.begin_activity),
    Verb("activity", "end_activity", WRITE, bodies.UntilIn, actions.end_activity),
)
ROWS: dict[str, Callable[..., Record | None]] = {
    "structure": structure,
    "member": member,
    "priority": priority,
    "capacity": capacity,
    "gathering": gathering,
    "family": family,
    "activity": income_activity,
}


def _find(kind: str, pk: UUID, by: Account) -> Record | None:
    return ROWS[kind](pk, by=by)


def _values(body: Once, _by: Account) -> dict[str, Any]:
    return body.values()


mount_verbs(router, VERBS, room="community", find=_find, values=_values)


# --- the steps ----------------------------------------------------------------------------------


class StructureState(Schema):
    structure: UUID
    state: str


class CommunityStepIn(Schema):
    """What is said with a step. agreed_by: who of the organisation agrees to its autonomy."""

    on: date
    reason: str = ""
    note: str = ""
    agreed_by: str = ""
    propose: bool = False
    form_id: UUID | None = None


def _take(request: Asked, pk: UUID, verb: str, body: CommunityStepIn) -> Status[dict[str, Any]]:
    of = _structure(request, pk)
    if verb not in {t.verb for t in process_of(of).transitions}:
        raise Http404
    told = Told(body.on, body.reason, body.note)
    act = actions.propose_step if body.propose else actions.take_step
    return answer_step(
        body.form_id or uuid4(),
        lambda: act(of, verb, by=request.user, told=told, agreed_by=body.agreed_by),
        lambda: {"structure": of.pk, "state": state_in(process_of(of), of.pk)},
    )


ADDRESSES = {
    "organisations": ORGANISATION, "circles": CIRCLE, "savings-groups": SAVINGS, "grounds": GROUND,
}  # fmt: skip
for name, process in ADDRESSES.items():
    mount_steps(
        router, process, f"/community/{name}/{{pk}}", room=f"community_{name.replace('-', '_')}",
        answers=StructureState, take=_take,
    )  # fmt: skip
