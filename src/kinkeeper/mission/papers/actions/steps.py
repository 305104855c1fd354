"""Open the file of a child's birth papers and take it step by step to the act in hand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.process.actions import Told, begin, decline, move, propose
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.process.queries import open_proposals
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.papers.models import BirthFile
from kinkeeper.mission.papers.process import (
    ACT,
    ASKED,
    BIRTH_PAPERS,
    CENTRE,
    COURT,
    MEANS,
    NUMBER,
    OVER,
    REGISTER,
)
from kinkeeper.mission.papers.queries import evidence
from kinkeeper.mission.people.actions import correct_person
from kinkeeper.mission.people.queries import persons_by_ids

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

NEEDS = (CENTRE, COURT, NUMBER, REGISTER, ACT)
"""Their codes are the names of the columns and of the form's fields."""


@dataclass(frozen=True)
class Given:
    """What the form of a step asks; empty where the step does not ask it."""

    centre: str = ""
    court: str = ""
    judgment: str = ""
    register: str = ""
    act: str = ""

    @property
    def proves(self) -> frozenset[str]:
        return frozenset(need.code for need in NEEDS if getattr(self, need.code).strip())

    def asked_by(self, verb: str) -> dict[str, str]:
        return {name: getattr(self, name).strip() for name in ASKED.get(verb, ())}


NOTHING = Given()


def open_file(person: "Person", *, by: Account, on: date, declared: bool = False) -> BirthFile:
    """A child without an act begins its way. `declared`: the birth was declared, the act never
    collected; else the birth decides whether it can still be declared.

    Raises ValidationError for a day that cannot be or a file that is open, Refused.
    """
    _check_day(on, person)
    if BirthFile.objects.filter(person=person, until=None).exists():
        raise ValidationError(_("The file of birth papers is open already."))
    over = OVER.code in evidence(person, on)
    verb = "open_declared" if declared else "open_late" if over else "open"
    with transaction.atomic():
        found = write(
            BirthFile(person=person, since=on), by=by, occurred_on=on, judged=over and not declared
        )
        stage = begin(BIRTH_PAPERS, found, verb=verb, place=person.place, by=by, told=Told(on))
        if verb == "open" and person.birth_date and stage.due_on:
            _due_after_birth(stage, person.birth_date, by=by)
        _answer(found, stage.state, by=by, on=on)
    return found


def _due_after_birth(stage: Stage, born: date, *, by: Account) -> None:
    """The thirty days count from the birth, not from the day somebody opened the file."""
    if stage.due_on is not None:
        write(stage, by=by, due_on=max(stage.since, born + (stage.due_on - stage.since)))


def take_step(
    found: BirthFile, verb: str, *, by: Account, told: Told, given: Given = NOTHING
) -> Stage:
    """Take one step of the table with what follows from it, or nothing at all. Raises
    ValidationError with everything that is missing, Refused without the capability here."""
    _check_day(told.on, found.person)
    with transaction.atomic():
        shown = evidence(found.person, told.on) | given.proves
        stage = move(BIRTH_PAPERS, found, verb=verb, by=by, told=told, evidence=shown)
        _close_proposals(found, by=by, on=told.on)
        entailed: dict[str, Any] = given.asked_by(verb)
        if entail := ENTAILED.get(verb):
            entailed |= entail(told)
        if entailed:
            write(found, by=by, occurred_on=told.on, **entailed)
        _answer(found, stage.state, by=by, on=told.on, reason=told.reason)
    return stage


def propose_step(found: BirthFile, verb: str, *, by: Account, told: Told) -> Proposal:
    """Propose what somebody else decides. Errors as `take_step`."""
    _check_day(told.on, found.person)
    shown = evidence(found.person, told.on)
    return propose(BIRTH_PAPERS, found, verb=verb, by=by, told=told, evidence=shown)


def decline_step(found: BirthFile, verb: str, *, by: Account, told: Told) -> Proposal:
    """Say no, with the reason for the colleague. Raises ValidationError, Refused."""
    proposal = open_proposals(BIRTH_PAPERS, found.pk).get(verb)
    if proposal is None:
        raise ValidationError(_("This proposal is decided already."))
    if not may(by, BIRTH_PAPERS.transition(verb).capability, found):
        raise Refused
    return decline(proposal, by=by, told=told)


ENTAILED: Mapping[str, Callable[[Told], dict[str, Any]]] = {
    "expire": lambda _told: {"judged": True},
    "collect": lambda told: {"got_on": told.on, "until": told.on},
    "stop": lambda told: {"until": told.on},
    "reopen": lambda _told: {"until": None, "judged": True},
}


def _answer(found: BirthFile, state: str, *, by: Account, on: date, reason: str = "") -> None:
    """The answer that stands with the person follows the file."""
    means = MEANS.get(state, "in_hand" if reason == "has_act" else "")
    person = persons_by_ids([found.person_id])[found.person_id]
    if means and person.birth_act != means:
        correct_person(person.pk, by=by, base=person.version, occurred_on=on, birth_act=means)


def _check_day(on: date, person: "Person") -> None:
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day lies in the future.")})
    if person.birth_date and on < person.birth_date:
        raise ValidationError({"on": _("This day lies before the birth of the child.")})


def _close_proposals(found: BirthFile, *, by: Account, on: date) -> None:
    """Another step was taken: what was proposed before is without object."""
    for proposal in open_proposals(BIRTH_PAPERS, found.pk).values():
        write(proposal, by=by, occurred_on=on, until=on, accepted=False, decided_by=by)
