"""Writing people and families down for the first time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.text.dates import UNKNOWN_DATE, RoughDate
from kinkeeper.ground.text.names import Level, why_alike
from kinkeeper.mission.people.actions.checks import (
    check_caregivers,
    clean_names,
    clean_person,
    span,
)
from kinkeeper.mission.people.actions.codes import fresh_code
from kinkeeper.mission.people.models import Family, KinLink, Kinship, Membership, Person
from kinkeeper.mission.people.rules import Member, family_kind, kin_from_head, without_adult
from kinkeeper.mission.people.words import NO_ADULT

SAME_NAME = frozenset({Level.EXACT, Level.SAME_KEY})


@dataclass(frozen=True)
class NewPerson:
    """Somebody to write down. `more`: other columns (alias, mother_name, phone, birth_act ...)."""

    given_name: str
    family_name: str = ""
    sex: str = ""
    birth: RoughDate = UNKNOWN_DATE
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, Any]:
        own = {"given_name": self.given_name, "family_name": self.family_name}
        return {**own, "sex": self.sex, "birth": self.birth, **self.more}


@dataclass(frozen=True)
class NewMember:
    """A member of a new family: somebody new, or somebody in the register already."""

    person: NewPerson | Person
    relation: str
    caregiver: bool = False
    primary: bool = False
    residence: str = "present"
    since: date | None = None


def register_person(
    *,
    by: Account,
    place: Place,
    given_name: str,
    family_name: str = "",
    sex: str = "",
    birth: RoughDate = UNKNOWN_DATE,
    occurred_on: date | None = None,
    change_id: UUID | None = None,
    **more: Any,
) -> Person:
    """One row for one human being. Raises ValidationError by field, Refused."""
    new = NewPerson(given_name, family_name, sex, birth, more)
    values = clean_person(new.values)
    return write(
        Person(code=fresh_code("E")), by=by, occurred_on=occurred_on, change_id=change_id,
        place=place, **values,
    )  # fmt: skip


def register_family(
    *,
    by: Account,
    place: Place,
    name: str,
    members: Sequence[NewMember] = (),
    on: date | None = None,
    confirmed_without_adult: bool = False,
    change_id: UUID | None = None,
    **more: Any,
) -> Family:
    """A family with its first members, their memberships and what the relations say of kinship.

    All or nothing. `on`: the day it was identified (default today); `kind` is guessed unless it
    is given. Raises ValidationError: by field, `members` for a line of the members, or
    `confirmed_without_adult` when nobody is of age and nobody confirmed it.
    """
    day = on or timezone.localdate()
    cleaned = _clean_family({"name": name, **more})
    seen = [_as_member(m) for m in members]
    check_caregivers(seen)
    if members and without_adult(seen, on=day) and not confirmed_without_adult:
        raise ValidationError({"confirmed_without_adult": str(NO_ADULT)})
    cleaned.setdefault("kind", family_kind(seen, on=day))
    with transaction.atomic():
        family = write(
            Family(code=fresh_code("F")), by=by, occurred_on=day, change_id=change_id,
            place=place, **cleaned,
        )  # fmt: skip
        people = [_enter(m, family, by=by, day=day, line=n) for n, m in enumerate(members, 1)]
        _link_to_head(list(zip(people, seen, strict=True)), by=by)
        return family


def _clean_family(values: Mapping[str, Any]) -> dict[str, Any]:
    cleaned, problems = clean_names(values, ("name",))
    if "name" in values and not cleaned.get("name") and "name" not in problems:
        problems["name"] = [_("Write the name the family is called by.")]
    if problems:
        raise ValidationError(problems)
    return cleaned


def _as_member(new: NewMember) -> Member:
    person = new.person
    name = f"{person.given_name} {person.family_name}".strip()
    return Member(new.relation, person.sex, span(person.birth), new.caregiver, name)


def _enter(new: NewMember, family: Family, *, by: Account, day: date, line: int) -> Person:
    person = new.person
    if isinstance(person, NewPerson):
        person = _new_member(person, family, by=by, day=day, line=line)
    write(
        Membership(person=person, family=family), by=by, occurred_on=day,
        since=new.since or day, relation=new.relation, caregiver=new.caregiver,
        primary=new.primary, residence=new.residence,
    )  # fmt: skip
    return person


def _new_member(new: NewPerson, family: Family, *, by: Account, day: date, line: int) -> Person:
    try:
        return register_person(
            by=by, place=family.place, occurred_on=day,
            **{"invented": family.invented, **new.values},
        )  # fmt: skip
    except ValidationError as wrong:
        sentences = [
            _("Member %(line)s: %(sentence)s") % {"line": line, "sentence": sentence}
            for sentence in wrong.messages
        ]
        raise ValidationError({"members": sentences}) from wrong


def _link_to_head(pairs: Sequence[tuple[Person, Member]], *, by: Account) -> None:
    head = next((pair for pair in pairs if pair[1].relation == "head"), None)
    if head is None:
        return
    for person, member in pairs:
        kind = kin_from_head(head[1], member)
        if kind and person.pk != head[0].pk:
            linked = KinLink.objects.filter(
                person=head[0], relative=person, kind=kind, until__isnull=True
            )
            if not linked.exists():
                write(KinLink(person=head[0], relative=person), by=by, kind=kind)
    _link_to_mothers(pairs, by=by)


def _link_to_mothers(pairs: Sequence[tuple[Person, Member]], *, by: Account) -> None:
    """A child of the head whose mother is named like one of the wives is her child."""
    wives = [p for p, m in pairs if m.relation in {"spouse", "co_wife"} and p.sex == "F"]
    for person, member in pairs:
        mothers = [w for w in wives if member.relation == "child" and _named_mother(person, w)]
        if len(mothers) == 1:
            write(KinLink(person=mothers[0], relative=person), by=by, kind=Kinship.MOTHER)


def _named_mother(child: Person, woman: Person) -> bool:
    said = child.mother_name
    return bool(said) and why_alike(said, str(woman)).level in SAME_NAME
