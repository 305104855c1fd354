"""Saying that two records are one person, deciding it, and taking it back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.process.actions import Told, begin, decline, move, propose
from kinkeeper.ground.process.queries import open_proposals
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.people.models import Person, SamePerson
from kinkeeper.mission.people.queries import open_suspicions
from kinkeeper.mission.people.twice.process import (
    FIND_TWO,
    SUSPECT,
    TAKE_APART,
    TWICE,
    UNITE,
    WRITE,
)


def suspect(double: Person, kept: Person, *, by: Account, note: str) -> SamePerson:
    """`double` is thought to be `kept`, written twice; a colleague decides.

    Raises ValidationError: without a reason, the same record twice, one that is united or waits
    for a decision already. Raises Refused without a grant for both.
    """
    told = Told(timezone.localdate(), note=note.strip())
    _check(double, kept, told.note)
    if not all(may(by, WRITE, person) for person in (double, kept)):
        raise Refused
    with transaction.atomic():
        same = write(SamePerson(double=double, kept=kept), by=by, occurred_on=told.on)
        begin(TWICE, same, verb=SUSPECT, place=double.place, by=by, told=told)
        propose(TWICE, same, verb=UNITE, by=by, told=told, evidence=frozenset())
        return same


def decide(same: SamePerson, verb: str, *, by: Account, note: str = "") -> SamePerson:
    """One person, two people, or taken apart again: nothing else of either record changes.

    Raises ValidationError with what is missing, Refused without the capability for both.
    """
    told = Told(timezone.localdate(), note=note.strip())
    if not may(by, TWICE.transition(verb).capability, same.kept):
        raise Refused
    with transaction.atomic():
        if verb == UNITE:
            _check_free(same.double, same.kept)
        if verb == FIND_TWO and (waiting := open_proposals(TWICE, same.pk).get(UNITE)):
            decline(waiting, by=by, told=told)
        move(TWICE, same, verb=verb, by=by, told=told, evidence=frozenset())
        if verb == UNITE:
            return write(same, by=by, occurred_on=told.on, since=told.on)
        if verb == TAKE_APART:
            return write(same, by=by, occurred_on=told.on, until=told.on)
        return same


def _check(double: Person, kept: Person, note: str) -> None:
    if double.pk == kept.pk:
        raise ValidationError(_("Choose two different people."))
    if not note:
        raise ValidationError({"note": _("Say why, so that your colleague can decide.")})
    _check_free(double, kept)
    if open_suspicions({double.pk, kept.pk}):
        raise ValidationError(_("One of the two waits for a decision already."))


def _check_free(double: Person, kept: Person) -> None:
    """No chains: the one who is kept is no double, and the double keeps nobody."""
    united = SamePerson.objects.filter(since__isnull=False, until=None)
    if united.filter(Q(double__in=[double, kept]) | Q(kept=double)).exists():
        raise ValidationError(
            _("One of the two is united with another record already: take that apart first.")
        )
