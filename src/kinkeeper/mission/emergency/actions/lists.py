"""The list before it is frozen: who stands on it, in which convoy, and who stays by choice."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import reaches
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.bulk import Entry, write_many
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.care.queries import Carer, Stay, Village, carers_in, staying_in
from kinkeeper.mission.emergency.actions.days import check_day, said
from kinkeeper.mission.emergency.models import (
    Checkpoint,
    Convoy,
    Leg,
    Line,
    LineRole,
    Manifest,
    Movement,
)
from kinkeeper.mission.emergency.process import LEAD, PROPOSE
from kinkeeper.mission.emergency.queries import back_people, convoys_of, hosts_of, lines_of

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

STAFF = "–"
"""Household of who belongs to no house; shown as "staff"."""


def list_village(manifest: Manifest, *, by: Account, on: date) -> int:
    """Write everybody who sleeps or works in the village on the list; how many are new.

    Whoever stands on it already stays as written. Raises ValidationError when the list is frozen.
    """
    require_open(manifest, by)
    check_day(on, after=manifest.movement.alerted_on)
    village = manifest.movement.village
    known = {line.person_id for line in lines_of(manifest)}
    stays = staying_in(village, on, by=by)
    carers = carers_in(village, on, by=by)
    fresh = [_child(manifest, s) for s in stays if s.placement.person_id not in known]
    met = known | {line.person_id for line in fresh}
    fresh += [_carer(manifest, c) for c in _once(carers) if c.person_id not in met]
    return write_many((Entry(line, occurred_on=on) for line in fresh), by=by)


def _once(carers: Iterable[Carer]) -> list[Carer]:
    """An aunt of two families is one person: the first family that names her."""
    return list({c.person_id: c for c in reversed(list(carers))}.values())


def _child(manifest: Manifest, stay: Stay) -> Line:
    person = stay.placement.person
    return Line(
        manifest=manifest, person=person, placement=stay.placement, name=str(person),
        role=LineRole.CHILD, household=_household(stay),
    )  # fmt: skip


def _carer(manifest: Manifest, carer: Carer) -> Line:
    return Line(
        manifest=manifest, person=carer.person, name=str(carer.person), role=carer.role,
        household=_household(carer),
    )  # fmt: skip


def _household(row: Stay | Carer) -> str:
    """The SOS family, else the house, else whoever takes the child in."""
    if row.family:
        return str(row.family.name)
    return str(row.house.name) if row.house else (getattr(row, "host", "") or STAFF)


def add_name(
    manifest: Manifest,
    *,
    by: Account,
    on: date,
    name: str,
    role: str,
    household: str = "",
    person: "Person | None" = None,
    goes: bool = True,
    why_stays: str = "",
    health: str = "",
) -> Line:
    """Somebody the village's own lists do not know: staff, a volunteer, a relative.

    Raises ValidationError: on the list already, no name, no reason for staying.
    """
    require_open(manifest, by)
    _check_reason(goes=goes, why_stays=why_stays)
    line = new_line(manifest, name=name, role=role, household=household, person=person)
    return write(line, by=by, occurred_on=on, goes=goes, why_stays=why_stays, health=health)


def new_line(
    manifest: Manifest, *, name: str, role: str, household: str, person: "Person | None"
) -> Line:
    """Raises ValidationError (`name`) for nobody, or somebody who stands on the list."""
    written = str(person) if person else " ".join(name.split())
    if not written:
        raise ValidationError({"name": _("Write the name.")})
    for known in lines_of(manifest):
        same = known.person_id == person.pk if person else _same_name(known, written)
        if same:
            raise ValidationError({"name": _("This person is on the list already.")})
    return Line(
        manifest=manifest, name=written, role=role, household=household.strip() or STAFF,
        person=person,
    )  # fmt: skip


def _same_name(known: Line, written: str) -> bool:
    return known.person_id is None and known.name.casefold() == written.casefold()


def change_line(line: Line, *, by: Account, on: date, **values: Any) -> Line:
    """Household, health needs, staying by choice, convoy, why apart. Raises ValidationError."""
    require_open(line.manifest, by)
    goes = values.get("goes", line.goes)
    _check_reason(goes=goes, why_stays=values.get("why_stays", line.why_stays))
    if not goes:
        values["convoy"] = None
    return write(line, by=by, occurred_on=on, **values)


def take_off(line: Line, *, by: Account, on: date) -> Line:
    """Written by mistake: off the list before it is frozen. The ledger keeps the line."""
    require_open(line.manifest, by)
    return write(line, by=by, occurred_on=on, taken_off_on=on, convoy=None)


def _check_reason(*, goes: bool, why_stays: str) -> None:
    if not goes and not why_stays.strip():
        sentence = _("Write why this person stays: it is their choice, and it is respected.")
        raise ValidationError({"why_stays": sentence})


def form_convoy(
    manifest: Manifest,
    *,
    by: Account,
    on: date,
    name: str,
    destination: Village,
    vehicles: str,
    seats: int,
    leader: str,
    route: str = "",
) -> Convoy:
    """Vehicles that travel together. Raises ValidationError (`destination`, `name`)."""
    require_open(manifest, by)
    _check_destination(manifest, destination)
    if any(c.name.casefold() == name.strip().casefold() for c in convoys_of(manifest)):
        raise ValidationError({"name": _("A convoy of this name exists already.")})
    return write(
        Convoy(manifest=manifest, destination=destination), by=by, occurred_on=on,
        name=name.strip(), vehicles=vehicles, seats=seats, leader=leader, route=route,
    )  # fmt: skip


def _check_destination(manifest: Manifest, destination: Village) -> None:
    movement = manifest.movement
    homeward = manifest.leg == Leg.BACK
    known = {movement.village_id} if homeward else {h.village_id for h in hosts_of(movement)}
    if destination.pk not in known:
        sentence = (
            _("The way back leads to the village that left.")
            if homeward
            else _("This is no host village of the evacuation: name it as one first.")
        )
        raise ValidationError({"destination": sentence})


def seat_household(
    manifest: Manifest, household: str, *, by: Account, on: date, convoy: Convoy | None
) -> list[Line]:
    """Everybody of a household who leaves travels in this convoy, but for those kept apart."""
    require_open(manifest, by)
    with transaction.atomic():
        return [
            write(line, by=by, occurred_on=on, convoy=convoy)
            for line in lines_of(manifest)
            if line.household == household and line.goes and not line.apart
        ]


def plan_stop(manifest: Manifest, *, by: Account, on: date, name: str) -> Checkpoint:
    """A stop on the way, after those already planned; also while the convoys are on the way."""
    require_writer(manifest.movement, by)
    stops = Checkpoint.objects.filter(manifest=manifest.pk)
    if any(s.name.casefold() == name.strip().casefold() for s in stops):
        raise ValidationError({"name": _("A checkpoint of this name exists already.")})
    taken = [s.order for s in stops if s.kind == "stop"]
    stop = Checkpoint(manifest=manifest, kind="stop", order=max(taken, default=0) + 1)
    return write(stop, by=by, occurred_on=on, name=name.strip())


def list_those_away(movement: Movement, *, by: Account, on: date) -> Manifest:
    """The list of the return: everybody who arrived, in their households."""
    manifest = write(Manifest(movement=movement, leg=Leg.BACK), by=by, occurred_on=on)
    copies = [_copy(manifest, line) for line in back_people(movement)]
    write_many((Entry(line, occurred_on=on) for line in copies), by=by)
    return manifest


def _copy(manifest: Manifest, line: Line) -> Line:
    return Line(
        manifest=manifest, person=line.person, placement=line.placement, name=line.name,
        role=line.role, household=line.household, health=line.health,
    )  # fmt: skip


def require_open(manifest: Manifest, by: Account) -> None:
    """Raises Refused, or ValidationError for a list that is frozen."""
    require_writer(manifest.movement, by)
    if manifest.frozen_on:
        sentence = _(
            "The list was frozen on %(day)s and is not changed any more: whoever comes later is "
            "added at a checkpoint, and a count is corrected by another count."
        )
        raise ValidationError(sentence % {"day": said(manifest.frozen_on)})


def require_writer(movement: Movement, by: Account) -> None:
    """Who prepares the list works over the village that leaves."""
    place = movement.village.place
    if not (reaches(by, PROPOSE, place) or reaches(by, LEAD, place)):
        raise Refused
