"""Asking for an erasure, deciding it, holding a file, and erasing once more after a restore."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import machine
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.interop.actions import forget_record
from kinkeeper.ground.process.actions import Told, begin, decline, move, propose
from kinkeeper.ground.process.queries import open_proposals
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.erasing import erase_all, erased_again, rows_about
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.people.erasing.process import (
    ASK,
    ASK_RIGHT,
    DO_RIGHT,
    ERASE,
    ERASING,
    KEEP,
    NO_HOLD,
)
from kinkeeper.mission.people.models import Erasure, Hold, Person
from kinkeeper.mission.people.queries import open_hold, waiting_erasure


def ask(person: Person, *, by: Account, reason: str, note: str = "") -> Erasure:
    """A colleague decides. Raises ValidationError without a reason, or when it is asked already;
    Refused without the right for this person."""
    if not may(by, ASK_RIGHT, person):
        raise Refused
    if waiting_erasure(person.pk):
        raise ValidationError(_("It is asked for already and waits for a decision."))
    told = Told(timezone.localdate(), reason, note.strip())
    with transaction.atomic():
        asked = write(Erasure(person=person), by=by, occurred_on=told.on, reason_code=reason)
        begin(ERASING, asked, verb=ASK, place=person.place, by=by, told=told)
        propose(ERASING, asked, verb=ERASE, by=by, told=told, evidence=evidence(asked))
        return asked


def decide(asked: Erasure, verb: str, *, by: Account, note: str = "") -> Erasure:
    """Erase, or keep: never whoever asked. Raises ValidationError with what is missing, Refused."""
    if not may(by, DO_RIGHT, asked.person):
        raise Refused
    told = Told(timezone.localdate(), asked.reason_code, note.strip())
    with transaction.atomic():
        if verb == KEEP and (waiting := open_proposals(ERASING, asked.pk).get(ERASE)):
            decline(waiting, by=by, told=told)
        move(ERASING, asked, verb=verb, by=by, told=told, evidence=evidence(asked))
        person, reason = asked.person, asked.reason_code
        done = write(asked, by=by, until=told.on, done=verb == ERASE)
        if verb == ERASE:
            erase_person(person, reason=reason)
        return done


def erase_person(person: Person, *, reason: str) -> int:
    """Every row that speaks of the person, and the cells of lists she was imported from. The
    account of the machine writes: the two who asked and decided stand in the erasure itself."""
    rows = [row for row in rows_about(person) if not isinstance(row, Erasure)]
    with transaction.atomic():
        for row in rows:
            forget_record(row.pk)
        return erase_all(rows, by=machine(), reason=reason, also=_birth(person))


def erase_again() -> int:
    """After an old copy of the database was restored. Returns how many people."""
    people = erased_again(Person)
    for person in people:
        erase_person(person, reason="again")
    return len(people)


def hold(person: Person, *, by: Account, why: str, since: date) -> Hold:
    """Nothing of this file is erased until the hold is lifted. Raises ValidationError, Refused."""
    if not why.strip():
        raise ValidationError({"why": _("Say why the file must be kept.")})
    if open_hold(person.pk):
        raise ValidationError(_("The file is held already."))
    if not may(by, ASK_RIGHT, person):
        raise Refused
    return write(Hold(person=person), by=by, occurred_on=since, since=since, why=why.strip())


def lift(held: Hold, *, by: Account, on: date) -> Hold:
    if not may(by, DO_RIGHT, held.person):
        raise Refused
    return write(held, by=by, occurred_on=on, until=on)


def evidence(asked: Erasure) -> frozenset[str]:
    return frozenset() if open_hold(asked.person_id) else frozenset({NO_HOLD.code})


def _birth(person: Person) -> dict[str, Any]:
    """Of the day of birth the year stays: ages in totals, nobody's birthday."""
    if person.birth_date is None:
        return {"phone": "", "birth_precision": "unknown"}
    return {"birth_date": date(person.birth_date.year, 1, 1), "birth_precision": "year"}
