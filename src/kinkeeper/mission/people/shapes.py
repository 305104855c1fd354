"""The JSON shapes of people and families. A field above the reader's class is not in an answer."""

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from kinkeeper.ground.text.dates import in_words
from kinkeeper.mission.people.models import Family, Membership, Person
from kinkeeper.mission.people.queries import Reader


class PersonOut(Schema):
    id: UUID
    version: int = Field(description="send it back as `base` when you change the person")
    code: str
    sex: str | None = Field(None, description="F, M or empty for not known")
    place_id: UUID | None = None
    invented: bool | None = None
    given_name: str | None = None
    family_name: str | None = None
    alias: str | None = None
    birth_date: date | None = None
    birth_precision: str | None = Field(None, description="day, month, year, estimated, unknown")
    birth: str | None = Field(None, description="the date of birth in words")
    mother_name: str | None = None
    phone: str | None = None
    phone_owner: str | None = None
    alive: str | None = None
    died_on: date | None = None
    birth_act: str | None = None
    schooling: str | None = None
    mother_alive: str | None = None
    father_alive: str | None = None
    note: str | None = None
    why: str | None = Field(None, description="why a search found this person")


class MemberOut(Schema):
    id: UUID
    person: PersonOut
    relation: str | None = None
    caregiver: bool | None = None
    primary: bool | None = None
    residence: str | None = None
    since: date | None = None
    until: date | None = None


class FamilyOut(Schema):
    id: UUID
    version: int
    code: str
    number: str | None = None
    place_id: UUID | None = None
    invented: bool | None = None
    name: str | None = None
    kind: str | None = None
    quarter: str | None = None
    why: str | None = None


class FamilyFile(FamilyOut):
    members: list[MemberOut] = Field(default_factory=list)


class PeopleOut(Schema):
    people: list[PersonOut]
    next_page: int | None = None


class FamiliesOut(Schema):
    families: list[FamilyOut]
    next_page: int | None = None


class PersonIn(Schema):
    given_name: str
    family_name: str = ""
    alias: str = ""
    sex: str = ""
    birth: str = Field("", description="15/11/2008, 11/2008, 2008, about 2008, 6 years")
    mother_name: str = ""
    phone: str = ""


class MemberIn(Schema):
    person: PersonIn
    relation: str
    caregiver: bool = False
    primary: bool = False
    since: date | None = None


class FamilyIn(Schema):
    request_id: UUID = Field(description="made by the sender; the same one again does nothing")
    name: str
    place_id: UUID
    quarter: str = ""
    number: str = ""
    on: date | None = Field(None, description="identified on this day; today if empty")
    confirmed_without_adult: bool = False
    members: list[MemberIn] = Field(default_factory=list, max_length=80)


class PersonChange(Schema):
    base: int = Field(description="version the sender saw")
    values: dict[str, str] = Field(description="fields to change; `birth` as in PersonIn")


class Clashed(Schema):
    clash: UUID
    fields: list[str]
    stands: dict[str, Any]
    yours: dict[str, Any]


def person_out(person: Person, *, reader: Reader, why: object = "") -> dict[str, Any]:
    """Only what the reader's class allows."""
    allowed = Person.fields_up_to(reader.level)
    names = [n for n in PersonOut.model_fields if n.removesuffix("_id") in allowed]
    values: dict[str, Any] = {name: getattr(person, name) for name in names}
    if "birth_date" in allowed:
        values["birth"] = in_words(person.birth)
    return values | ({"why": str(why)} if why else {})


def family_out(family: Family, *, reader: Reader, why: object = "") -> dict[str, Any]:
    allowed = Family.fields_up_to(reader.level)
    names = [n for n in FamilyOut.model_fields if n.removesuffix("_id") in allowed]
    values = {name: getattr(family, name) for name in names}
    return values | ({"why": str(why)} if why else {})


def member_out(row: Membership, *, reader: Reader) -> dict[str, Any]:
    allowed = Membership.fields_up_to(reader.level)
    names = [n for n in MemberOut.model_fields if n in allowed and n != "person"]
    values: dict[str, Any] = {name: getattr(row, name) for name in names}
    return values | {"person": person_out(row.person, reader=reader)}
