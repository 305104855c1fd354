"""What phones carry of people and families, and what they may send about them."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone
from pydantic import Field

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.places.models import Level, Place
from kinkeeper.ground.places.queries import below
from kinkeeper.ground.records.actions import Received
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.sync.loading import met
from kinkeeper.ground.sync.offers import (
    Carry,
    Load,
    Sent,
    Took,
    Verb,
    offer_carries,
    offer_families,
    offer_verbs,
)
from kinkeeper.ground.sync.shapes import Strict
from kinkeeper.mission.people import actions, queries
from kinkeeper.mission.people.actions import NewMember
from kinkeeper.mission.people.arriving import birth_of, new_member, working_place
from kinkeeper.mission.people.keeping.field import CONSENT, PICTURE
from kinkeeper.mission.people.models import Family, Membership, Person
from kinkeeper.mission.people.queries.files import is_child
from kinkeeper.mission.people.shapes import MemberIn

WRITE = "people.write"
FAMILY_FIELDS = ("name", "quarter", "kind", "number")
PERSON_FIELDS = (
    "given_name", "family_name", "alias", "sex", "mother_name", "phone", "phone_owner",
    "birth_act", "schooling", "birth",
)  # fmt: skip


class MemberSent(MemberIn):
    """id: given by the phone, so that a visit of the same day can name the person."""

    id: UUID


class FamilySent(Strict):
    id: UUID
    name: str = Field(max_length=120)
    place: UUID
    quarter: str = Field("", max_length=200)
    on: date
    confirmed_without_adult: bool = False
    members: list[MemberSent] = Field(max_length=80)


class JoinSent(MemberSent):
    family: UUID


class Corrected(Strict):
    id: UUID
    values: dict[str, str]


def _family(sent: Sent) -> Took:
    wanted = FamilySent.model_validate(sent.values)
    made = actions.register_family(
        by=sent.by, place=working_place(wanted.place, by=sent.by, purpose=CARE), name=wanted.name,
        members=[_member(m, n) for n, m in enumerate(wanted.members)], on=wanted.on, id=wanted.id,
        quarter=wanted.quarter, confirmed_without_adult=wanted.confirmed_without_adult,
    )  # fmt: skip
    return Took(made)


def _member(wanted: MemberSent, number: int) -> NewMember:
    """What is wrong with it stands beside its line of the form."""
    try:
        return new_member(wanted, pk=wanted.id)
    except ValidationError as problem:
        said = problem.message_dict.items()
        raise ValidationError({f"members.{number}.{name}": s for name, s in said}) from problem


def _join(sent: Sent) -> Took:
    wanted = JoinSent.model_validate(sent.values)
    family = met(queries.family(wanted.family, by=sent.by))
    new = new_member(wanted, pk=wanted.id)
    made = actions.add_member(
        by=sent.by, family=family, person=new.person, relation=new.relation, since=new.since,
        caregiver=new.caregiver, primary=new.primary,
    )  # fmt: skip
    return Took(made.person)


def _correct_family(sent: Sent) -> Took:
    wanted = Corrected.model_validate(sent.values)
    met(queries.family(wanted.id, by=sent.by))
    values = _named(wanted.values, FAMILY_FIELDS)
    return took(actions.correct_family(wanted.id, by=sent.by, base=sent.base, **values))


def _correct_person(sent: Sent) -> Took:
    wanted = Corrected.model_validate(sent.values)
    met(queries.person(wanted.id, by=sent.by))
    values = _named(wanted.values, PERSON_FIELDS)
    if "birth" in values:
        values["birth"] = birth_of(values["birth"])
    return took(actions.correct_person(wanted.id, by=sent.by, base=sent.base, **values))


def took(received: Received) -> Took:
    return Took(received.record, received.clash)


def _named(values: dict[str, str], fields: tuple[str, ...]) -> dict[str, Any]:
    if set(values) - set(fields):
        raise Refused
    return dict(values)


def families_in(by: Account, place: Place) -> Iterator[tuple[UUID, int]]:
    """Families of the place, by name, each with its number of children."""
    rows = visible(Family, by=by).filter(place__in=below(place)).order_by("name", "pk")
    ids = list(rows.values_list("pk", flat=True))
    today = timezone.localdate()
    members = Membership.objects.filter(family__in=ids, until=None).select_related("person")
    children = Counter(m.family_id for m in members if is_child(m, today))
    return ((pk, children[pk]) for pk in ids)


def _families(load: Load) -> QuerySet[Family]:
    return visible(Family, by=load.by).filter(pk__in=load.families)


def _memberships(load: Load) -> QuerySet[Membership]:
    return visible(Membership, by=load.by).filter(family__in=load.families, until=None)


def _people(load: Load) -> QuerySet[Person]:
    """Through the open memberships; whoever moved out of the reader's places stays here."""
    members = _memberships(load).values("person")
    return visible(Person, by=load.by).filter(pk__in=members)


def _places(load: Load) -> QuerySet[Place]:
    """Where a family may be registered: the villages and communes of the phone's place."""
    levels = [Level.COMMUNE, Level.VILLAGE, Level.SITE]
    if not load.families:
        return Place.objects.none()
    rows = visible(Place, by=load.by).filter(pk__in=below(load.place).values("pk"), until=None)
    return rows.filter(Q(level__in=levels) | Q(pk=load.place.pk))


def offer() -> None:
    offer_carries(
        Carry(Place, ("name", "level"), _places),
        Carry(Family, ("name", "code", "kind", "place", "quarter", "number"), _families),
        Carry(
            Person,
            ("given_name", "family_name", "alias", "sex", "birth_date", "birth_precision",
             "mother_name", "phone", "phone_owner", "alive", "birth_act", "schooling", "code"),
            _people,
        ),
        Carry(
            Membership, ("person", "family", "relation", "caregiver", "primary"), _memberships
        ),
    )  # fmt: skip
    offer_families(families_in)
    offer_verbs(
        Verb("people.family", WRITE, _family), Verb("people.member", WRITE, _join),
        Verb("people.family.correct", WRITE, _correct_family),
        Verb("people.person.correct", WRITE, _correct_person), PICTURE, CONSENT,
    )  # fmt: skip
