"""A pupil's step of the one table, with what follows from it in the same transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.process.actions import Told, begin, decline, move, propose
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.process.queries import open_proposals
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.education.actions.doubts import check_day
from kinkeeper.mission.education.models import Enrolment, SchoolClass, YearOutcome
from kinkeeper.mission.education.process import CLASS, HEARD, SCHOOL
from kinkeeper.mission.education.queries import evidence


@dataclass(frozen=True)
class Given:
    """What a step's form asks. heard_on: the child and its family were heard before an exclusion.
    school_class: where the child goes on; None where nobody knows."""

    heard_on: date | None = None
    school_class: SchoolClass | None = None

    @property
    def proves(self) -> frozenset[str]:
        said = {CLASS.code: self.school_class, HEARD.code: self.heard_on}
        return frozenset(code for code, value in said.items() if value)


def take_step(
    found: Enrolment, verb: str, *, by: Account, told: Told, given: Given | None = None
) -> Stage:
    """Take one step of the table with what follows from it, or nothing at all. Raises
    ValidationError with everything that is missing, Refused without the capability here."""
    given = given or Given()
    _check(found, told, given)
    with transaction.atomic():
        shown = evidence(found) | given.proves
        stage = move(SCHOOL, found, verb=verb, by=by, told=told, evidence=shown)
        _close_proposals(found, by=by, on=told.on)
        ENTAILED[verb](_Taken(found, by, told, given))
    return stage


def propose_step(
    found: Enrolment, verb: str, *, by: Account, told: Told, given: Given | None = None
) -> Proposal:
    """Propose what somebody else decides. Errors as `take_step`."""
    given = given or Given()
    _check(found, told, given)
    with transaction.atomic():
        shown = evidence(found) | given.proves
        proposal = propose(SCHOOL, found, verb=verb, by=by, told=told, evidence=shown)
        if given.heard_on:
            write(found, by=by, occurred_on=told.on, heard_on=given.heard_on)
    return proposal


def decline_step(found: Enrolment, verb: str, *, by: Account, told: Told) -> Proposal:
    """Say no, with the reason for the colleague. Raises ValidationError, Refused."""
    proposal = open_proposals(SCHOOL, found.pk).get(verb)
    if proposal is None:
        raise ValidationError(_("This proposal is decided already."))
    if not may(by, SCHOOL.transition(verb).capability, found):
        raise Refused
    return decline(proposal, by=by, told=told)


def _check(found: Enrolment, told: Told, given: Given) -> None:
    check_day(told.on)
    if given.heard_on and given.heard_on > told.on:
        raise ValidationError({"heard_on": _("This day lies after the day of the step.")})
    into = given.school_class
    if into and not into.year.since <= told.on <= into.year.until:
        raise ValidationError({"on": _("This day lies outside the school year of the class.")})
    if into and into.pk == found.school_class_id and found.until is None:
        raise ValidationError({"school_class": _("The child is in this class already.")})


def _close_proposals(found: Enrolment, *, by: Account, on: date) -> None:
    """Another step was taken: what was proposed before is without object."""
    for proposal in open_proposals(SCHOOL, found.pk).values():
        write(proposal, by=by, occurred_on=on, until=on, accepted=False, decided_by=by)


@dataclass(frozen=True)
class _Taken:
    found: Enrolment
    by: Account
    told: Told
    given: Given


def _accept(at: _Taken) -> None:
    write(at.found, by=at.by, occurred_on=at.told.on, since=at.told.on)


def _end(outcome: str) -> Callable[[_Taken], None]:
    def close(at: _Taken) -> None:
        write(
            at.found, by=at.by, occurred_on=at.told.on, until=at.told.on,
            outcome=outcome or at.told.reason, why=at.told.reason,
            heard_on=at.given.heard_on or at.found.heard_on,
        )  # fmt: skip

    return close


def _transfer(at: _Taken) -> None:
    _end(YearOutcome.TRANSFERRED)(at)
    _go_on(at)


def _go_on(at: _Taken) -> None:
    """A new place in the class chosen; number and papers go with the child."""
    into = at.given.school_class
    if into is None:
        return
    was, on = at.found, at.told.on
    if not may(at.by, SCHOOL.transition("carry_on").capability, into):
        raise Refused
    again = write(
        Enrolment(person_id=was.person_id, school_class=into, before=was),
        by=at.by, occurred_on=on, asked_on=on, since=on, called=was.called, number=was.number,
        repeats=was.repeats if into.level == was.school_class.level else "",
        papers=was.papers, papers_by=was.papers_by, papers_on=was.papers_on,
    )  # fmt: skip
    begin(SCHOOL, again, verb="carry_on", place=into.facility.place, by=at.by, told=Told(on))


ENTAILED: dict[str, Callable[[_Taken], None]] = {
    "accept": _accept,
    "refuse": _end(YearOutcome.REFUSED),
    "transfer": _transfer,
    "finish": _end(""),
    "drop_out": _end(YearOutcome.DROPPED),
    "exclude": _end(YearOutcome.EXCLUDED),
    "come_back": _go_on,
    "readmit": _go_on,
}
