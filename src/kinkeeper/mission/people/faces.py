"""What a page shows of a person or family: values above the reader's class are not in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from kinkeeper.ground.text.dates import age_in_words, age_on, in_words
from kinkeeper.mission.people.models import Alive, Family, Membership, Person, Sex
from kinkeeper.mission.people.queries import Reader
from kinkeeper.mission.people.words import (
    caregiver_word,
    deceased_word,
    relation_word,
    why_left_word,
)


@dataclass(frozen=True)
class Face:
    """A person on a page. `name` is the code for a reader below class 2; `dead` the word for it,
    empty for the living; `far` is somebody the reader may not meet (kin in another place)."""

    pk: UUID
    code: str
    name: str
    sex: str
    age: str
    birth: str
    phone: str
    dead: str
    far: bool
    invented: bool


@dataclass(frozen=True)
class Household:
    """A family on a page."""

    pk: UUID
    code: str
    name: str
    place: str
    quarter: str
    kind: str
    number: str
    invented: bool


@dataclass(frozen=True)
class MemberLine:
    """A membership on a page of a family or person."""

    pk: UUID
    person: Face
    relation: str
    caregiver: str  # the word for it; empty for the others
    primary: bool
    since: date | None
    until: date | None
    residence: str  # empty for those who live there
    why_left: str


def person_face(person: Person, *, reader: Reader, on: date, far: bool = False) -> Face:
    names = reader.names and not far
    age = age_in_words(age_on(person.birth, person.died_on or on)) if names else ""
    dead = str(deceased_word(person.sex)) if person.alive == Alive.DEAD else ""
    hidden = _("somebody in another place")
    return Face(
        pk=person.pk, code="" if far else person.code,
        name=hidden if far else str(person) if names else person.code,
        sex=str(Sex(person.sex).label), age=age if person.birth.day else "",
        birth=in_words(person.birth) if names and person.birth.day else "",
        phone=person.phone if names else "", dead=dead if names else "", far=far,
        invented=person.invented,
    )  # fmt: skip


def family_face(family: Family, *, reader: Reader) -> Household:
    names = reader.names
    return Household(
        pk=family.pk, code=family.code, name=family.name if names else family.code,
        place=family.place.name, quarter=family.quarter if names else "",
        kind=str(family.get_kind_display()) if names and family.kind else "",
        number=family.number, invented=family.invented,
    )  # fmt: skip


def member_line(row: Membership, *, reader: Reader, on: date, far: bool = False) -> MemberLine:
    names = reader.names
    return MemberLine(
        pk=row.pk, person=person_face(row.person, reader=reader, on=on, far=far),
        relation=str(relation_word(row.relation, row.person.sex)) if names else "",
        caregiver=str(caregiver_word(row.person.sex)) if names and row.caregiver else "",
        primary=names and row.primary,
        since=row.since if names else None, until=row.until if names else None,
        residence=str(row.get_residence_display()) if names and row.residence != "present" else "",
        why_left=str(why_left_word(row.why_left)) if reader.notes and row.why_left else "",
    )  # fmt: skip


def far_people(people: Iterable[Person], *, reader: Reader, near: UUID) -> set[UUID]:
    """Those this reader may not meet. People of the place `near`, which the reader meets
    already, need no question to the database."""
    doubtful = {p.pk for p in people if p.place_id != near}
    if not doubtful:
        return set()
    met = reader.rows(Person).filter(pk__in=doubtful).values_list("pk", flat=True)
    return doubtful - set(met)
