"""People came together: a session, an event, an activity. Counted, never named."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.actions import write
from kinkeeper.mission.community.actions.checking import (
    NOBODY_SURE,
    Sure,
    check_day,
    counted,
)
from kinkeeper.mission.community.models import Gathering, Structure
from kinkeeper.mission.community.models.gatherings import Kind
from kinkeeper.mission.community.models.structures import Sort
from kinkeeper.mission.community.rules import total

SITTINGS = {Sort.CLUB: "club", Sort.COMMITTEE: "committee", Sort.ORGANISATION: "organisation"}


def record_gathering(
    *,
    by: Account,
    kind: str,
    theme: str,
    held_on: date,
    counts: Mapping[str, Mapping[str, int]],
    of: Structure | None = None,
    place: Place | None = None,
    said: int | None = None,
    sure: Sure = NOBODY_SURE,
    **details: Any,
) -> Gathering:
    """A sheet of those who were there, by sex and age. said: the total that stands on it.

    Of a structure, or of a place (an awareness event). Raises ValidationError by field, Doubtful
    with what is unusual and not among `sure`."""
    where = place or (of.place if of else None)
    if where is None:
        raise ValidationError({"place": _("Choose where it was.")})
    check_day(held_on, field="held_on", of=of)
    kept = counted(counts, kind=size_of(kind, of), sure=sure, said=said)
    _check_people(details.get("people"), total(kept))
    _check_cost(details.get("cost_xof"), details.get("own_xof"))
    row = Gathering(structure=of, place=where, project=of.project if of else None)
    return write(
        row, by=by, occurred_on=held_on, kind=kind, theme=theme, held_on=held_on, counts=kept,
        **details,
    )  # fmt: skip


def take_gathering_back(found: Gathering, *, by: Account) -> Gathering:
    """Recorded in error: it stays to be read and counts nowhere."""
    return write(found, by=by, mistaken=True)


def size_of(kind: str, of: Structure | None) -> str:
    """Which number of people is usual: of a session it depends on who meets."""
    if kind == Kind.SESSION and of is not None:
        return SITTINGS.get(Sort(of.sort), "meeting")
    return "activity" if kind == Kind.SESSION else kind


def _check_people(people: int | None, attendances: int) -> None:
    if people and people > attendances:
        raise ValidationError(
            {"people": _("There cannot be more different people than attendances.")}
        )


def _check_cost(cost: int | None, own: int | None) -> None:
    if own and own > (cost or 0):
        raise ValidationError(
            {"own_xof": _("The structure cannot have paid more than it cost in all.")}
        )
