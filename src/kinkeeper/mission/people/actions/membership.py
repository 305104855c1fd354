"""People join and leave families; both days are kept."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.actions import Received, receive, write
from kinkeeper.mission.people.actions.checks import check_caregivers, check_day, span
from kinkeeper.mission.people.actions.entering import NewPerson, register_person
from kinkeeper.mission.people.models import Family, KinLink, Membership, Person, Relation
from kinkeeper.mission.people.queries import head_of, members_of
from kinkeeper.mission.people.rules import Member, kin_from_head
from kinkeeper.mission.people.words import WHY_LEFT


def add_member(
    *,
    by: Account,
    family: Family,
    person: Person | NewPerson,
    relation: str,
    since: date | None = None,
    caregiver: bool = False,
    primary: bool = False,
    residence: str = "present",
) -> Membership:
    """Somebody joins a family from `since` (empty: nobody knows since when).

    Raises ValidationError: by field; `person` when she or he is in this family already; `birth`
    when a caregiver would be younger than the child.
    """
    check_day(since, field="since")
    present = members_of(family, on=timezone.localdate())
    if any(isinstance(person, Person) and m.person_id == person.pk for m in present):
        raise ValidationError({"person": _("This person is in the family already.")})
    new = _member(person, relation, caregiver=caregiver)
    check_caregivers([*map(as_member, present), new])
    with transaction.atomic():
        if isinstance(person, NewPerson):
            person = register_person(
                by=by, place=family.place, occurred_on=since,
                **{"invented": family.invented, **person.values},
            )  # fmt: skip
        added = write(
            Membership(person=person, family=family), by=by, occurred_on=since, since=since,
            relation=relation, caregiver=caregiver, primary=primary, residence=residence,
        )  # fmt: skip
        _link(family, person, new, by=by)
        return added


def end_membership(membership: Membership, *, by: Account, on: date, why: str = "") -> Membership:
    """The person left on that day. Raises ValidationError (`on`, `why`), Refused."""
    if membership.until is not None:
        raise ValidationError({"on": _("This person has left the family already.")})
    check_day(on, field="on", after=membership.since)
    if why and why not in dict(WHY_LEFT):
        raise ValidationError({"why": _("Choose a reason.")})
    return write(membership, by=by, occurred_on=on, reason=why, until=on, why_left=why)


def change_membership(membership_id: UUID, *, by: Account, base: int, **values: Any) -> Received:
    """Correct the relation, the days or who cares. Raises ValidationError by field, Refused."""
    since, until = values.get("since"), values.get("until")
    check_day(since, field="since")
    check_day(until, field="until", after=since)
    return receive(Membership, membership_id, base=base, by=by, values=values)


def as_member(row: Membership) -> Member:
    return _member(row.person, row.relation, caregiver=row.caregiver)


def _member(person: Person | NewPerson, relation: str, *, caregiver: bool) -> Member:
    name = f"{person.given_name} {person.family_name}".strip()
    return Member(relation, person.sex, span(person.birth), caregiver, name)


def _link(family: Family, person: Person, new: Member, *, by: Account) -> None:
    """What the relation to the head says of kinship; nothing is written twice."""
    head = head_of(family)
    if head is None or head.pk == person.pk:
        return
    row = family.memberships.filter(person=head, until=None).first()
    cares = bool(row and row.caregiver)
    kind = kin_from_head(_member(head, Relation.HEAD, caregiver=cares), new)
    known = KinLink.objects.filter(person=head, relative=person, until=None)
    if kind and not known.filter(kind=kind).exists():
        write(KinLink(person=head, relative=person), by=by, kind=kind)
