"""What phones carry of the community's structures, and what they send: a session counted by sex
and age, a meeting of a savings group as totals."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from django.db.models import QuerySet
from pydantic import Field

from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.places.queries import below
from kinkeeper.ground.sync.loading import lately, met
from kinkeeper.ground.sync.offers import (
    Carry,
    Doubted,
    Load,
    Sent,
    Took,
    Verb,
    offer_carries,
    offer_verbs,
)
from kinkeeper.ground.sync.shapes import Strict, Sure
from kinkeeper.mission.community import actions
from kinkeeper.mission.community.models import Cycle, Gathering, Structure
from kinkeeper.mission.community.queries import open_cycle, structure

Sex = Literal["F", "M", ""]
Age = Literal["0-5", "6-11", "12-17", "18+", ""]


class GatheringSent(Strict):
    """counts: sex ("F", "M", "") -> age ("0-5", "6-11", "12-17", "18+", "") -> number. sure:
    codes of unusual numbers that were shown and looked at again."""

    structure: UUID
    kind: str
    theme: str
    held_on: date
    counts: dict[Sex, dict[Age, Annotated[int, Field(ge=0)]]]
    said: int | None = None
    facilitator: str = Field("", max_length=120)
    messages: str = Field("", max_length=1000)
    without_staff: bool = False
    sure: Sure = frozenset()


class MeetingSent(Strict):
    """Totals in francs; shares in numbers. box, social: counted, or null."""

    structure: UUID
    held_on: date
    women: int
    men: int
    shares: int = 0
    lent: int = 0
    repaid: int = 0
    interest: int = 0
    fines: int = 0
    social_in: int = 0
    social_out: int = 0
    for_children: int = 0
    children: int = 0
    late: int = 0
    box: int | None = None
    social: int | None = None
    remark: str = Field("", max_length=300)
    sure: Sure = frozenset()


@contextmanager
def _asked() -> Iterator[None]:
    """What is unusual goes back to the phone with its code."""
    try:
        yield
    except actions.Doubtful as asked:
        raise Doubted([asked.doubt], asked.message_dict) from asked


def _gathering(sent: Sent) -> Took:
    wanted = GatheringSent.model_validate(sent.values)
    of = met(structure(wanted.structure, by=sent.by))
    values = wanted.dict(exclude={"structure", "sure"})
    with _asked():
        return Took(actions.record_gathering(by=sent.by, of=of, sure=wanted.sure, **values))


def _meeting(sent: Sent) -> Took:
    wanted = MeetingSent.model_validate(sent.values)
    cycle = met(open_cycle(met(structure(wanted.structure, by=sent.by))))
    values = wanted.dict(exclude={"structure", "sure"})
    with _asked():
        return Took(actions.record_meeting(cycle, by=sent.by, sure=wanted.sure, **values))


def _structures(load: Load) -> QuerySet[Structure]:
    """Of the phone's place; none for a phone that carries nobody."""
    rows = visible(Structure, by=load.by).filter(place__in=below(load.place), until=None)
    return rows if load.families else rows.none()


def _cycles(load: Load) -> QuerySet[Cycle]:
    return visible(Cycle, by=load.by).filter(structure__in=_structures(load), until=None)


def _gatherings(load: Load) -> QuerySet[Gathering]:
    rows = visible(Gathering, by=load.by).filter(structure__in=_structures(load), mistaken=False)
    return rows.filter(held_on__gte=lately())


def offer() -> None:
    offer_carries(
        Carry(Structure, ("sort", "name", "place"), _structures),
        Carry(Cycle, ("structure", "number", "since", "share_xof", "most_shares"), _cycles),
        Carry(Gathering, ("structure", "kind", "theme", "held_on", "counts"), _gatherings),
    )
    offer_verbs(
        Verb("community.gathering", "community.write", _gathering),
        Verb("community.meeting", "community.write", _meeting),
    )
