"""What follows from a step, in the same transaction: the house, the placement, the exit."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.text.dates import UNKNOWN_DATE, RoughDate
from kinkeeper.mission.care.actions import end_placement, move_house, reopen_placement
from kinkeeper.mission.care.queries import carers_in
from kinkeeper.mission.care.queries import house as house_by_id
from kinkeeper.mission.leaving.actions.checks import not_before
from kinkeeper.mission.leaving.models import (
    Allowance,
    BackTo,
    Exit,
    IndependencePlan,
    Support,
    SupportKind,
    Way,
)
from kinkeeper.mission.leaving.queries.ways import papers_of, rhythm
from kinkeeper.mission.leaving.reckoning import BIRTH, IDENTITY, old_enough

if TYPE_CHECKING:
    from kinkeeper.mission.care.queries import House


@dataclass(frozen=True)
class Given:
    """What a step's form asks; empty where the step does not ask it.

    house: where the young person is to live (id). host: with whom, or where, outside the houses.
    back_to: youth_house, semi_independence, foster_care or support. planned: day of leaving.
    """

    activity: str = ""
    activity_note: str = ""
    health_check_on: date | None = None
    housing: str = ""
    destination: str = ""
    support_person: str = ""
    follower: UUID | None = None
    contact_plan: str = ""
    closing_talk_on: date | None = None
    house: UUID | None = None
    host: str = ""
    back_to: str = ""
    received_by: str = ""
    planned: RoughDate = field(default=UNKNOWN_DATE)


KEPT = (
    "activity", "activity_note", "health_check_on", "housing", "destination", "support_person",
    "contact_plan", "closing_talk_on", "host", "back_to",
)  # fmt: skip
PAPERS = ("health_check_on", "closing_talk_on")


def keep(way: Way, given: Given, *, by: Account, on: date) -> None:
    """Store what was asked with the way, so that the step's needs are met by records."""
    late = [name for name in PAPERS if (day := getattr(given, name)) and day > on]
    if late:
        raise ValidationError(dict.fromkeys(late, _("This day lies after the day of the step.")))
    values = {name: getattr(given, name) for name in KEPT if getattr(given, name)}
    if given.follower:
        values["follower_id"] = given.follower
    if given.house or given.host:
        values |= {"house_id": given.house, "host": given.host}
    if given.planned.day:
        not_before(given.planned.latest or given.planned.day, on,
                   _("The leaving comes after %(day)s."), field="planned")  # fmt: skip
        values |= {"planned_on": given.planned.day, "planned_precision": given.planned.precision}
    if way._state.adding:
        for name, value in values.items():
            setattr(way, name, value)
    elif values:
        write(way, by=by, occurred_on=on, **values)


@dataclass(frozen=True)
class Taken:
    """A step just taken: the way, the stage it led to, by whom, and what was said."""

    way: Way
    stage: Stage
    by: Account
    told: Told
    given: Given


def follow(verb: str, taken: Taken) -> None:
    """Carry out what a step entails."""
    if entail := ENTAILED.get(verb):
        entail(taken)


# --- where the young person lives -------------------------------------------------------------


def _to_youth_house(taken: Taken) -> None:
    _check_age(taken)
    house = _house(taken)
    if house is None:
        raise ValidationError({"house": _("Choose the house.")})
    _check_counsellor(house, taken)
    _move(taken, "youth_house", house)


def _to_host(taken: Taken) -> None:
    if not taken.given.host.strip():
        raise ValidationError({"host": _("Write who takes the young person in.")})
    _move(taken, "foster_care", None)


def _to_semi(taken: Taken) -> None:
    _check_age(taken)
    _move(taken, "semi_independence", _house(taken))


def _move(taken: Taken, form: str, house: "House | None") -> None:
    move_house(
        taken.way.placement, by=taken.by, on=taken.told.on, form=form, house=house,
        host="" if house else taken.given.host, village=house.village if house else None,
    )  # fmt: skip


def _house(taken: Taken) -> "House | None":
    if taken.given.house is None:
        return None
    house = house_by_id(taken.given.house, by=taken.by)
    if house is None:
        raise ValidationError({"house": _("This house is not known here: choose another.")})
    return house


def _check_counsellor(house: "House", taken: Taken) -> None:
    there = carers_in(house.village, taken.told.on, by=taken.by)
    if not any(c.house_id == house.pk and c.role == "counsellor" for c in there):
        sentence = _("No counsellor looks after %(house)s: assign one first.")
        raise ValidationError({"house": sentence % {"house": house.name}})


def _check_age(taken: Taken) -> None:
    years = rhythm().house_age
    if not old_enough(taken.way.person.birth, taken.told.on, years):
        sentence = _("Too young: at %(years)d years at the earliest.")
        raise ValidationError({"on": sentence % {"years": years}})


# --- leaving, coming back, ending -------------------------------------------------------------


def _exit(taken: Taken) -> None:
    way, by, told = taken.way, taken.by, taken.told
    received = taken.given.received_by.strip()
    if not received:
        raise ValidationError({"received_by": _("Write who receives the young person.")})
    end_placement(
        way.placement, by=by, on=told.on, reason=told.reason, destination=way.destination,
        received_by=received,
    )  # fmt: skip
    papers = papers_of(way.person)
    handed = {kind for kind, paper in papers.items() if paper.handed_on}
    write(
        Exit(way=way, placement=way.placement), by=by, occurred_on=told.on, on=told.on,
        exit_reason=told.reason, received_by=received, destination=way.destination,
        birth_act=BIRTH in handed, identity=IDENTITY in handed,
    )  # fmt: skip
    _end_allowance(taken)


def _plan_leaving(taken: Taken) -> None:
    if taken.way.placement.until is not None:
        raise ValidationError(_("This person is not in care now: there is nothing to leave."))


def _accompany(taken: Taken) -> None:
    if taken.way.placement.until is None:
        raise ValidationError(_("This person is in care: aftercare begins after the exit."))


def _come_back(taken: Taken) -> None:
    way, by, told, given = taken.way, taken.by, taken.told, taken.given
    if not given.back_to:
        raise ValidationError({"back_to": _("Choose where the young person comes back to.")})
    write(way, by=by, occurred_on=told.on, until=None)
    if given.back_to == BackTo.SUPPORT:
        kind = SUPPORT_FOR.get(told.reason, SupportKind.OTHER)
        write(Support(way=way), by=by, occurred_on=told.on, kind=kind, since=told.on)
        return
    house = _house(taken)
    if given.back_to == BackTo.HOUSE and house:
        _check_counsellor(house, taken)
    again = reopen_placement(
        way.placement, by=by, on=told.on, form=given.back_to, house=house,
        host="" if house else given.host,
    )  # fmt: skip
    write(way, by=by, occurred_on=told.on, placement=again)


def _end(taken: Taken) -> None:
    way, by, on = taken.way, taken.by, taken.told.on
    for plan in IndependencePlan.objects.filter(way=way.pk, until=None):
        write(plan, by=by, occurred_on=on, until=max(on, plan.since))
    _end_allowance(taken)
    write(way, by=by, occurred_on=on, until=on)


def _end_allowance(taken: Taken) -> None:
    for allowance in Allowance.objects.filter(way=taken.way.pk, until=None):
        write(allowance, by=taken.by, until=max(taken.told.on, allowance.since))


SUPPORT_FOR = {
    "housing_lost": SupportKind.HOUSING,
    "no_income": SupportKind.MONEY,
    "illness": SupportKind.HEALTH,
    "studies": SupportKind.STUDIES,
}
ENTAILED: dict[str, Callable[[Taken], None]] = {
    "move_to_youth_house": _to_youth_house,
    "live_with_host": _to_host,
    "live_alone": _to_semi,
    "plan_leaving": _plan_leaving,
    "exit": _exit,
    "accompany": _accompany,
    "come_back": _come_back,
    "close": _end,
    "give_up": _end,
    "stop": _end,
    "note_death": _end,
}
