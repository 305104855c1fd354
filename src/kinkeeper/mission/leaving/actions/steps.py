"""A young person's way begins and goes on, step by step."""

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.process.actions import Told, begin, decline, move, propose
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.process.queries import open_proposals, stage_of
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.text.dates import UNKNOWN_DATE, RoughDate
from kinkeeper.mission.care.queries import Placement, placement_of
from kinkeeper.mission.leaving.actions.checks import alive, allowed, not_ahead, not_before
from kinkeeper.mission.leaving.actions.consequences import Given, Taken, follow, keep
from kinkeeper.mission.leaving.models import Way
from kinkeeper.mission.leaving.process import PROPOSE, WAY
from kinkeeper.mission.leaving.queries.ways import evidence, exits_of, last_way, rhythm
from kinkeeper.mission.leaving.reckoning import old_enough

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

NOTHING = Given()


def prepare(person: "Person", *, by: Account, told: Told, planned: RoughDate = UNKNOWN_DATE) -> Way:
    """The preparation for leaving begins, two to three years ahead. planned: when, if known.

    Raises ValidationError: not in care, too young, prepared already, a death; Refused.
    """
    allowed(by, PROPOSE, person)
    not_ahead(told.on)
    alive(person, told.on)
    placement = _placement(person, told.on)
    _check_age(person, told.on)
    _check_first_time(person)
    with transaction.atomic():
        way = Way(person=person, placement=placement, worker=by)
        keep(way, Given(planned=planned), by=by, on=told.on)
        write(way, by=by, occurred_on=told.on, since=told.on)
        begin(WAY, way, verb="prepare", place=person.place, by=by, told=told)
    return way


def take_step(way: Way, verb: str, *, by: Account, told: Told, given: Given = NOTHING) -> Stage:
    """Take one step of the table with all that follows from it, or nothing at all.

    Raises ValidationError with everything that is missing, Refused without the capability here.
    """
    _check_day(way, verb, told.on)
    with transaction.atomic():
        keep(way, given, by=by, on=told.on)
        stage = move(WAY, way, verb=verb, by=by, told=told, evidence=evidence(way, told.on))
        _drop_other_proposals(way, by=by, on=told.on)
        follow(verb, Taken(way, stage, by, told, given))
    return stage


def propose_step(
    way: Way, verb: str, *, by: Account, told: Told, given: Given = NOTHING
) -> Proposal:
    """Propose a step that somebody else decides. Errors as `take_step`."""
    _check_day(way, verb, told.on)
    stage = stage_of(WAY, way.pk)
    if stage:
        not_before(told.on, stage.since, _("The present stage began on %(day)s only."))
    with transaction.atomic():
        keep(way, given, by=by, on=told.on)
        return propose(WAY, way, verb=verb, by=by, told=told, evidence=evidence(way, told.on))


def decline_step(way: Way, verb: str, *, by: Account, told: Told) -> Proposal:
    """Say no, with the reason for the colleague. Raises ValidationError, Refused."""
    proposal = open_proposals(WAY, way.pk).get(verb)
    if proposal is None:
        raise ValidationError(_("This proposal is decided already."))
    allowed(by, WAY.transition(verb).capability, way.person)
    return decline(proposal, by=by, told=told)


def _placement(person: "Person", on: date) -> Placement:
    placement = placement_of(person, on)
    if placement is None or placement.until is not None:
        raise ValidationError(
            _("This person is not in care: the preparation is for young people in care.")
        )
    return placement


def _check_age(person: "Person", on: date) -> None:
    years = rhythm().house_age
    if not old_enough(person.birth, on, years):
        sentence = _("Too young: the preparation begins at %(years)d years at the earliest.")
        raise ValidationError({"on": sentence % {"years": years}})


def _check_first_time(person: "Person") -> None:
    before = last_way(person)
    if before is None:
        return
    if before.until is None:
        raise ValidationError(_("The preparation has begun already."))
    if exits_of(before):
        raise ValidationError(
            _("This person left care before: coming back is proposed on the earlier file.")
        )


def _check_day(way: Way, verb: str, on: date) -> None:
    not_ahead(on)
    if verb != "note_death":
        alive(way.person, on)


def _drop_other_proposals(way: Way, *, by: Account, on: date) -> None:
    """Another step was taken: what was proposed from the earlier stage is without object."""
    for proposal in open_proposals(WAY, way.pk).values():
        write(proposal, by=by, occurred_on=on, until=on, accepted=False, decided_by=by)
