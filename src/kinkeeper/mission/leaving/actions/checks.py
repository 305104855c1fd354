"""What must hold before anything is written down: days, life, and in which stage it belongs."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import reaches
from kinkeeper.ground.process.queries import limit_days, stage_of
from kinkeeper.ground.process.steps import due_date
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.text.dates import Precision, RoughDate, in_words
from kinkeeper.mission.leaving.models import Way
from kinkeeper.mission.leaving.process import WAY
from kinkeeper.mission.leaving.queries.ways import state_of

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person


def said(day: date) -> str:
    return in_words(RoughDate(day, Precision.DAY))


def not_ahead(on: date, *, field: str = "on") -> None:
    if on > timezone.localdate():
        raise ValidationError({field: _("This day lies in the future: correct the date.")})


def not_before(on: date, least: date, sentence: str, *, field: str = "on") -> None:
    """`sentence` has %(day)s for the earliest day that is possible."""
    if on < least:
        raise ValidationError({field: sentence % {"day": said(least)}})


def alive(person: "Person", on: date, *, field: str = "on") -> None:
    if person.died_on and person.died_on <= on:
        sentence = _("A death is recorded for %(day)s.")
        raise ValidationError({field: sentence % {"day": said(person.died_on)}})


def allowed(by: Account, capability: str, person: "Person") -> None:
    """Raises Refused for who does not hold the capability where this person is accompanied."""
    if not reaches(by, capability, person.place):
        raise Refused


def in_state(way: Way, states: Iterable[str]) -> None:
    """Raises ValidationError where it does not belong into the present stage."""
    state = state_of(way)
    if state not in states:
        sentence = _("This does not belong into the present stage (%(stage)s).")
        raise ValidationError(sentence % {"stage": WAY.state(state).label if state else "–"})


def count_again(way: Way, limit: str, states: Iterable[str], *, by: Account, on: date) -> None:
    """The time limit of the present stage counts anew from a day, if it is one of these stages."""
    stage = stage_of(WAY, way.pk)
    if stage and stage.state in states and on >= stage.since:
        write(stage, by=by, due_on=due_date(on, limit_days(limit)))


def plain(on: date, person: "Person", since: date, *, field: str = "on") -> None:
    """A day that is not ahead, not before the accompaniment, and within the life."""
    not_ahead(on, field=field)
    not_before(on, since, _("The accompaniment began on %(day)s only."), field=field)
    alive(person, on, field=field)
