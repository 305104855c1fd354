"""Life away in the JSON API: each child's bed, school, health and wish; reviews; the return; what
stayed open at home; and an operation for each verb."""

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
from kinkeeper.ground.access.queries import shown
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.answers import Once
from kinkeeper.ground.process.operations import Verb, mount_verbs
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.care.queries import house, village
from kinkeeper.mission.education.queries import states_at
from kinkeeper.mission.emergency import actions, queries
from kinkeeper.mission.emergency.models import (
    FacilityKind,
    Movement,
    OpinionForm,
    SiteState,
    Wish,
)
from kinkeeper.mission.people.queries import person

router = DoorRouter()
READ, WRITE = "emergency.read", "emergency.write"


class AwayChildOut(Schema):
    """A child that is away. Rows hold what this account may meet of them."""

    person: UUID
    line: UUID
    household: str
    village: UUID
    house: UUID | None
    of_school_age: bool
    settling: dict[str, Any] | None
    opinion: dict[str, Any] | None = Field(description="the last word about going home")


class AwayOut(Schema):
    """reviews, assessments: the newest first. sites, schools: of the home village; now, then
    before."""

    on: date
    children: list[AwayChildOut]
    reviews: list[dict[str, Any]]
    assessments: list[dict[str, Any]]
    sites: list[dict[str, Any]]
    schools: list[dict[str, Any]]


@router.get("/emergency/movement/{pk}/away", response=AwayOut)
@api_door(READ, purpose=CARE)
def away(request: Asked, pk: UUID) -> dict[str, Any]:
    """Who is away today and how they live there."""
    movement = queries.movement(pk, by=request.user)
    if movement is None:
        raise Http404
    on = timezone.localdate()
    children = queries.away_children(movement, on)
    persons = [child.line.person for child in children if child.line.person]
    seen(request.user, [movement, *persons], door="api:away")

    def rows(found: list[Any]) -> list[dict[str, Any]]:
        return [shown(row, by=request.user) for row in found]

    return {
        "on": on, "children": [_child(child, request.user) for child in children],
        "reviews": rows(queries.reviews_of(movement)),
        "assessments": rows(queries.assessments_of(movement)),
        "sites": rows(queries.sites_of(movement.village)),
        "schools": rows(states_at(movement.village.place, by=request.user)),
    }  # fmt: skip


def _child(child: queries.AwayChild, by: Account) -> dict[str, Any]:
    known, wish = child.settling, child.opinion
    return {
        "person": child.line.person_id, "line": child.line.pk, "household": child.line.household,
        "village": child.stay.village_id, "house": child.stay.house_id,
        "of_school_age": child.of_school_age,
        "settling": shown(known, by=by) if known else None,
        "opinion": shown(wish, by=by) if wish else None,
    }  # fmt: skip


# --- the verbs --------------------------------------------------------------------------------


class AwayBedIn(Once):
    on: date
    house: UUID


class SettleIn(Once):
    """School, or why not. What was known before is replaced."""

    on: date
    school: str = Field("", max_length=120)
    school_since: date | None = None
    no_school: str = Field("", max_length=200)
    health_check_on: date | None = None


class RelocationReviewIn(Once):
    """cost: of the month, F CFA."""

    held_on: date
    welfare: str = Field(min_length=1, max_length=2000)
    schooling: str = Field(min_length=1, max_length=2000)
    cost: int | None = Field(None, ge=0, le=2_000_000_000)
    decided: str = Field("", max_length=2000)


class OpinionIn(Once):
    """What a child thinks of going home, in its own form."""

    person: UUID
    asked_on: date
    form: OpinionForm
    wish: Wish
    words: str = Field("", max_length=1000)


class ReturnAssessmentIn(Once):
    """Is it safe to go home?"""

    held_on: date
    security: str = Field(min_length=1, max_length=2000)
    services: str = Field(min_length=1, max_length=2000)
    mines_checked: bool = False
    safe: bool = False


class SiteIn(Once):
    kind: FacilityKind
    name: str = Field(min_length=1, max_length=120)
    state: SiteState
    since: date
    reason: str = Field("", max_length=300)


def _bed(line: Any, *, by: Account, on: date, house: Any) -> Record:
    found = _away(line, on)
    actions.give_bed(found, by=by, on=on, house=house)
    return found.line


def _away(line: Any, on: date) -> queries.AwayChild:
    children = queries.away_children(line.manifest.movement, on)
    found = next((child for child in children if child.line.pk == line.pk), None)
    if found is None:
        raise ValidationError(_("This child is not away with this evacuation."))
    return found


def _hear(movement: Movement, *, person: Any, **values: Any) -> Record:
    return actions.hear_child(movement, person, **values)


VERBS = (
    Verb("line", "give_bed", WRITE, AwayBedIn, _bed),
    Verb("line", "settle", WRITE, SettleIn, actions.settle),
    Verb("movement", "review_relocation", WRITE, RelocationReviewIn, actions.review_relocation),
    Verb("movement", "hear_child", WRITE, OpinionIn, _hear),
    Verb("movement", "assess_return", WRITE, ReturnAssessmentIn, actions.assess_return),
    Verb("village", "state_site", WRITE, SiteIn, actions.state_site),
)
SUBJECTS: dict[str, Callable[..., Any]] = {
    "line": queries.line, "movement": queries.movement, "village": village,
}  # fmt: skip
NAMED: dict[str, Callable[..., Any]] = {"house": house, "person": person}


def _find(kind: str, pk: UUID, by: Account) -> Any:
    return SUBJECTS[kind](pk, by=by)


def _values(body: Once, by: Account) -> dict[str, Any]:
    values = body.values()
    for name in NAMED.keys() & values.keys():
        values[name] = NAMED[name](values[name], by=by)
        if values[name] is None:
            raise Http404
    return values


mount_verbs(router, VERBS, room="emergency", find=_find, values=_values)
