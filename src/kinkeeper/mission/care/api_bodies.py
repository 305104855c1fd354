"""What the operations of care are told: one body for each verb."""

from datetime import date
from typing import Annotated
from uuid import UUID

from django.utils import timezone
from ninja import Field, Schema
from pydantic import AfterValidator, BeforeValidator

from kinkeeper.ground.process.answers import Once
from kinkeeper.ground.text.dates import DateProblem, RoughDate, parse_rough


def _rough(text: str) -> str:
    """Checked here, read in `_day`: what the field says stays plain text in the contract."""
    try:
        known = parse_rough(text, today=timezone.localdate())
    except DateProblem as problem:
        raise ValueError(str(problem)) from problem
    if known.day is None:
        message = "write at least the year"
        raise ValueError(message)
    return text


RoughText = Annotated[
    str,
    BeforeValidator(str),
    AfterValidator(_rough),
    Field(max_length=40, description="2012-04-11, 04/2012, rainy season 2012, 2012"),
]
"""A day as precisely as it is known."""


def day_told(text: str) -> RoughDate:
    return parse_rough(text, today=timezone.localdate())


class OnIn(Once):
    on: RoughText


class HouseIn(Once):
    name: str = Field(max_length=60)
    form: str
    capacity: int
    since: RoughText


class CapacityIn(OnIn):
    capacity: int


class FoundIn(Once):
    name: str = Field(max_length=120)
    since: RoughText


class MoveFamilyIn(OnIn):
    house: UUID


class CarerIn(OnIn):
    person: UUID
    role: str


class EndCarerIn(OnIn):
    reason: str = Field("", max_length=60)


class TrainingIn(Once):
    topic: str = Field(max_length=120)
    held_on: RoughText
    days: int = Field(1, ge=1, le=365)


class BedIn(OnIn):
    """Where the child is going to live: a family, a house, or `host`, with whom outside."""

    form: str
    house: UUID | None = None
    family: UUID | None = None
    host: str = Field("", max_length=120)


class AuthorityPaperIn(Schema):
    kind: str
    number: str = Field(max_length=60)
    issued_on: date
    authority: str = Field(max_length=120)
    expires_on: date | None = None


class PlaceIn(BedIn):
    village: UUID
    route: str = "authority"
    document: AuthorityPaperIn | None = None


class DocumentIn(Once):
    document: AuthorityPaperIn


class RelocateIn(OnIn):
    village: UUID
    house: UUID | None = None


class EndIn(OnIn):
    reason: str
    destination: str = Field("", max_length=200)
    received_by: str = Field("", max_length=120)


class SiblingsIn(OnIn):
    others: list[UUID] = Field(min_length=1, description="persons")


class SplitIn(OnIn):
    reason: str
    contact_plan: str = Field(max_length=1000)
    review_on: date


class ExceptionIn(OnIn):
    code: str
    must_end_by: date
