"""After leaving: contacts and attempts, help, and the rhythm of it all."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.process.actions import Told, move
from kinkeeper.ground.process.queries import stage_of
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.leaving.actions.checks import (
    alive,
    allowed,
    count_again,
    not_ahead,
    not_before,
)
from kinkeeper.mission.leaving.limits import TRY_AGAIN
from kinkeeper.mission.leaving.models import Contact, Exit, RhythmSet, Support, Way
from kinkeeper.mission.leaving.process import LOST, PROPOSE, SETTINGS, WAY
from kinkeeper.mission.leaving.queries.ways import evidence, last_exit, rhythm, rhythm_set
from kinkeeper.mission.leaving.reckoning import Rhythm, contact_meant

OUTCOMES = ("housing", "activity", "income", "health", "someone")
MOST_MONTHS = 120


@dataclass(frozen=True)
class NewContact:
    """An attempt on a day. When reached, each of the five outcomes is asked (codes)."""

    held_on: date
    channel: str
    reached: bool
    housing: str = ""
    activity: str = ""
    income: str = ""
    health: str = ""
    someone: str = ""
    note: str = ""


def record_contact(way: Way, *, by: Account, contact: NewContact) -> Contact:
    """Somebody was reached after leaving, or not. Who was lost and is reached is found again.

    Raises ValidationError: before leaving, in care again, a death, an outcome that is missing.
    """
    allowed(by, PROPOSE, way.person)
    left = _left(way, contact.held_on)
    _check_outcomes(contact)
    outcomes: dict[str, Any] = {
        name: getattr(contact, name) if contact.reached else "" for name in OUTCOMES
    }
    with transaction.atomic():
        row = write(
            Contact(exit=left), by=by, occurred_on=contact.held_on, held_on=contact.held_on,
            months=contact_meant(left.on, contact.held_on, rhythm()), channel=contact.channel,
            reached=contact.reached, note=contact.note, made_by=by, **outcomes,
        )  # fmt: skip
        if contact.reached:
            _find_again(way, by=by, on=contact.held_on)
        else:
            count_again(way, TRY_AGAIN, (LOST,), by=by, on=contact.held_on)
    return row


def _left(way: Way, on: date) -> Exit:
    left = last_exit(way)
    not_ahead(on, field="held_on")
    if left is None or way.placement.until is None:
        raise ValidationError(
            _("This person is in care: contacts of aftercare come after the exit.")
        )
    not_before(on, left.on, _("The young person left on %(day)s only."), field="held_on")
    alive(way.person, on, field="held_on")
    return left


def _check_outcomes(contact: NewContact) -> None:
    if not contact.reached:
        return
    empty = [name for name in OUTCOMES if not getattr(contact, name)]
    if empty:
        raise ValidationError(
            dict.fromkeys(empty, _("Ask and write this down, or choose “not reached”."))
        )


def _find_again(way: Way, *, by: Account, on: date) -> None:
    stage = stage_of(WAY, way.pk)
    if stage and stage.state == LOST and on >= stage.since:
        move(WAY, way, verb="find_again", by=by, told=Told(on), evidence=evidence(way, on))


def give_support(
    way: Way, *, by: Account, kind: str, since: date, until: date | None = None,
    francs: int | None = None, note: str = "",
) -> Support:  # fmt: skip
    """Help after leaving. Raises ValidationError (`since`, `until`), Refused."""
    allowed(by, PROPOSE, way.person)
    not_ahead(since, field="since")
    left = last_exit(way)
    if left is None:
        raise ValidationError(_("This person has not left care: help belongs to the plan."))
    not_before(since, left.on, _("The young person left on %(day)s only."), field="since")
    alive(way.person, since, field="since")
    if until:
        not_before(until, since, _("The end comes after %(day)s."), field="until")
    return write(
        Support(way=way), by=by, occurred_on=since, kind=kind, since=since, until=until,
        francs=francs, note=note,
    )  # fmt: skip


def set_rhythm(wanted: Rhythm, *, by: Account) -> RhythmSet:
    """The office's own numbers. Raises ValidationError (by field), Refused."""
    if not may(by, SETTINGS):
        raise Refused
    _check_rhythm(wanted)
    row = rhythm_set() or RhythmSet()
    return write(
        row, by=by, months=sorted(wanted.months), attempts=wanted.attempts,
        channels=wanted.channels, house_age=wanted.house_age, leaving_age=wanted.leaving_age,
        ahead=wanted.ahead,
    )  # fmt: skip


def _check_rhythm(wanted: Rhythm) -> None:
    months = wanted.months
    if (
        not months
        or len(set(months)) < len(months)
        or not 1 <= min(months) <= max(months) <= MOST_MONTHS
    ):
        sentence = _("Write different months from 1 to %(most)d, for example 1, 3, 6, 12, 24.")
        raise ValidationError({"months": sentence % {"most": MOST_MONTHS}})
    if wanted.channels > wanted.attempts:
        raise ValidationError({"channels": _("There cannot be more ways than attempts.")})
    if wanted.house_age >= wanted.leaving_age:
        raise ValidationError({"leaving_age": _("Leaving comes after the youth house.")})
