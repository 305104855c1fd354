"""The alert, the host villages, and every step of the table with what follows from it."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import reaches
from kinkeeper.ground.process.actions import Told, begin, decline, move, propose
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.process.queries import open_proposals, stage_of
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.bulk import Entry, write_many
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.text.codes import new_code
from kinkeeper.mission.care.queries import Village
from kinkeeper.mission.emergency.actions.bringing import bring_home, bring_to_hosts
from kinkeeper.mission.emergency.actions.days import check_day
from kinkeeper.mission.emergency.actions.freezing import freeze_list
from kinkeeper.mission.emergency.actions.lists import list_those_away
from kinkeeper.mission.emergency.models import Concerned, Leg, Manifest, Movement
from kinkeeper.mission.emergency.models.movements import ConcernedRole
from kinkeeper.mission.emergency.process import (
    ENDED,
    LEAD,
    MOVEMENT,
    ORDER,
    PROPOSE,
)
from kinkeeper.mission.emergency.queries import (
    evidence,
    hosts_of,
    manifest_of,
    state_of,
)


@dataclass(frozen=True)
class Given:
    """What a step's form asks; empty where the step does not ask it."""

    options: str = ""
    transport: str = ""
    authority_informed_on: date | None = None
    families_informed_on: date | None = None


NOTHING = Given()
KEPT = ("options", "transport", "authority_informed_on", "families_informed_on")


def give_alert(
    village: Village, *, by: Account, told: Told, hazard: str, threat: str, sources: str
) -> Movement:
    """A danger for a village is written down; its list can be prepared from now on.

    Raises ValidationError: no threat, no source, an alert that is open already. Raises Refused.
    """
    if not reaches(by, PROPOSE, village.place):
        raise Refused
    check_day(told.on, after=village.opened.earliest)
    if not (threat.strip() and sources.strip()):
        raise ValidationError(str(MOVEMENT.transition("alert").needs[0].missing))
    if any(state_of(m) not in ENDED for m in Movement.objects.filter(village=village.pk)):
        raise ValidationError(_("An alert for this village is open already."))
    with transaction.atomic():
        movement = Movement(code=_code(), village=village, hazard=hazard, alerted_on=told.on)
        at_home = Concerned(movement=movement, village=village, role=ConcernedRole.HOME)
        told_of = {"threat": threat.strip(), "sources": sources.strip()}
        entries = [Entry(movement, told_of, told.on), Entry(at_home, occurred_on=told.on)]
        write_many(entries, by=by)
        write(Manifest(movement=movement, leg=Leg.OUT), by=by, occurred_on=told.on)
        begin(MOVEMENT, movement, verb="alert", place=village.place, by=by, told=told)
    return movement


def _code() -> str:
    while Movement.objects.filter(code=(code := new_code("E"))).exists():
        pass
    return code


def name_host(
    movement: Movement,
    village: Village,
    *,
    by: Account,
    beds: int,
    mothers: int,
    school_places: int,
    on: date,
) -> Concerned:
    """A village can take people in, and what it can offer. Named again, it is corrected.

    Raises ValidationError for the village that leaves itself, Refused.
    """
    require_lead(movement, by)
    check_day(on, after=movement.alerted_on)
    if village.pk == movement.village_id:
        raise ValidationError({"village": _("This is the village that has to leave.")})
    known = next((h for h in hosts_of(movement) if h.village_id == village.pk), None)
    host = known or Concerned(movement=movement, village=village, role=ConcernedRole.HOST)
    return write(
        host, by=by, occurred_on=on, beds=beds, mothers=mothers, school_places=school_places
    )


def require_lead(movement: Movement, by: Account) -> None:
    """Raises Refused for who does not lead over the village that leaves."""
    if not reaches(by, LEAD, movement.village.place):
        raise Refused


def take_step(
    movement: Movement, verb: str, *, by: Account, told: Told, given: Given = NOTHING
) -> Stage:
    """One step of the table with all that follows from it, or nothing at all.

    Raises ValidationError with everything that is missing, Refused without the capability at home.
    """
    _check_standing(movement, by, told)
    with transaction.atomic():
        _keep(movement, given, by=by, on=told.on)
        shown = evidence(movement)
        stage = move(MOVEMENT, movement, verb=verb, by=by, told=told, evidence=shown)
        _close_other_proposals(movement, by=by, on=told.on)
        _follow(verb, movement, by, told.on)
        return stage


def propose_step(
    movement: Movement, verb: str, *, by: Account, told: Told, given: Given = NOTHING
) -> Proposal:
    """Propose what somebody else decides. Errors as `take_step`."""
    _check_standing(movement, by, told)
    with transaction.atomic():
        _keep(movement, given, by=by, on=told.on)
        shown = evidence(movement)
        return propose(MOVEMENT, movement, verb=verb, by=by, told=told, evidence=shown)


def decline_step(movement: Movement, verb: str, *, by: Account, told: Told) -> Proposal:
    """Say no, with the reason for the colleague. Raises ValidationError, Refused."""
    proposal = open_proposals(MOVEMENT, movement.pk).get(verb)
    if proposal is None:
        raise ValidationError(_("This proposal is decided already."))
    if not reaches(by, MOVEMENT.transition(verb).capability, movement.village.place):
        raise Refused
    return decline(proposal, by=by, told=told)


def _check_standing(movement: Movement, by: Account, told: Told) -> None:
    """The day, the order of days, and that the person works over the village that leaves."""
    if not any(reaches(by, c, movement.village.place) for c in (PROPOSE, LEAD, ORDER)):
        raise Refused
    stage = stage_of(MOVEMENT, movement.pk)
    check_day(told.on, after=stage.since if stage else None)


def _keep(movement: Movement, given: Given, *, by: Account, on: date) -> None:
    """Store what was asked first, so that the step's needs are met by records."""
    values = {name: getattr(given, name) for name in KEPT if getattr(given, name)}
    for name, value in values.items():
        if isinstance(value, date):
            check_day(value, field=name)
    if values:
        write(movement, by=by, occurred_on=on, **values)


def _close_other_proposals(movement: Movement, *, by: Account, on: date) -> None:
    """Another step was taken: what was proposed from the earlier stage is without object."""
    for proposal in open_proposals(MOVEMENT, movement.pk).values():
        write(proposal, by=by, occurred_on=on, until=on, accepted=False, decided_by=by)


def _follow(verb: str, movement: Movement, by: Account, on: date) -> None:
    """What a step entails in the same transaction."""
    if verb in FREEZES and (found := manifest_of(movement, FREEZES[verb])):
        freeze_list(found, by=by, on=on)
    elif verb == "arrive":
        bring_to_hosts(movement, by=by, on=on)
    elif verb == "order_return":
        list_those_away(movement, by=by, on=on)
    elif verb == "return":
        bring_home(movement, by=by, on=on)


FREEZES = {"freeze": Leg.OUT, "freeze_return": Leg.BACK}
