"""Brothers and sisters: the group, who is missing from it, and whether they live together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.text.dates import age_on
from kinkeeper.mission.care.models import (
    SiblingGroup,
    SiblingMember,
    SiblingSplit,
    Stay,
    UnderThreeException,
)
from kinkeeper.mission.care.queries.placements import on_day
from kinkeeper.mission.care.rules import GROWING_UP, YOUNG_MONTHS, Household
from kinkeeper.mission.people.queries import kin_of, persons_by_ids

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

SIBLINGS = frozenset({"full_sibling", "half_sibling_m", "half_sibling_f"})
PARENTS = frozenset({"mother_of", "father_of"})


@dataclass(frozen=True)
class Sibling:
    """A brother or sister on a day. stay: where it sleeps if in care; in_group: in the group."""

    person: "Person"
    stay: Stay | None
    in_group: bool
    together: bool


def sibling_group_of(person: "Person") -> SiblingGroup | None:
    rows = SiblingMember.objects.filter(person=person.pk, until=None).select_related("group")
    member = rows.first()
    return member.group if member else None


def group_members(group: SiblingGroup) -> list[SiblingMember]:
    rows = SiblingMember.objects.filter(group=group.pk, until=None).select_related("person")
    return list(rows.order_by("since", "pk"))


def siblings_of(person: "Person") -> list["Person"]:
    """Of the group, and by the links of kin, without the person; the eldest first."""
    ids = _in_group(person) | kin_siblings(person)
    found = persons_by_ids(ids - {person.pk}).values()
    return sorted(found, key=lambda p: (p.birth_date or date.max, p.given_name))


def kin_siblings(person: "Person") -> set[UUID]:
    """Linked as brother or sister, or children of the same mother or father."""
    links = kin_of([person.pk])
    near = {
        k.relative_id if k.person_id == person.pk else k.person_id
        for k in links
        if k.kind in SIBLINGS
    }
    parents = {k.person_id for k in links if k.kind in PARENTS and k.relative_id == person.pk}
    children = {k.relative_id for k in kin_of(parents) if k.kind in PARENTS} if parents else set()
    return (near | children) - {person.pk}


def siblings_on(person: "Person", on: date) -> list[Sibling]:
    """Each brother and sister with where it sleeps on a day."""
    persons = siblings_of(person)
    grouped = _in_group(person)
    held = stays_by_person([person.pk, *(p.pk for p in persons)], on)
    mine = held.get(person.pk)
    return [
        Sibling(p, held.get(p.pk), p.pk in grouped, _together(mine, held.get(p.pk)))
        for p in persons
    ]


def stays_by_person(persons: Iterable[UUID], on: date) -> dict[UUID, Stay]:
    """Person -> the stay that holds on a day. One query."""
    rows = Stay.objects.filter(on_day(on), placement__person__in=list(persons))
    found = rows.select_related("placement", "village", "house", "family")
    return {stay.placement.person_id: stay for stay in found}


def households_together(persons: Iterable[UUID], on: date) -> dict[UUID, Household]:
    """Person -> where it sleeps on a day; whoever grew up and moved out separates nobody."""
    rows = Stay.objects.filter(on_day(on), placement__person__in=list(persons))
    found = rows.exclude(form__in=GROWING_UP)
    return {
        person: Household(family, house, host)
        for person, family, house, host in found.values_list(
            "placement__person", "family", "house", "host"
        )
    }


def household_of(stay: Stay) -> Household:
    return Household(stay.family_id, stay.house_id, stay.host)


def split_for(person: "Person") -> SiblingSplit | None:
    """The open decision (or proposal) that this child lives apart."""
    rows = SiblingSplit.objects.filter(person=person.pk, until=None)
    return rows.select_related("group", "proposed_by", "approved_by").first()


def split(pk: UUID, *, by: Account) -> SiblingSplit | None:
    rows = visible(SiblingSplit, by=by).filter(pk=pk)
    return rows.select_related("person", "group", "proposed_by").first()


def approved_splits(persons: Iterable[UUID], on: date) -> set[UUID]:
    """Of these, who may live apart on a day."""
    rows = SiblingSplit.objects.filter(person__in=list(persons), approved_on__lte=on)
    return set(rows.filter(Q(until=None) | Q(until__gt=on)).values_list("person_id", flat=True))


def exception_for(person: "Person", on: date) -> UnderThreeException | None:
    """An approved exception under three that has not run out on a day."""
    rows = UnderThreeException.objects.filter(person=person.pk, must_end_by__gte=on)
    return rows.exclude(approved_on=None).order_by("must_end_by", "pk").last()


def exception_of(person: "Person", on: date | None = None) -> UnderThreeException | None:
    """The approved exception that holds on a day (default today)."""
    return exception_for(person, on or timezone.localdate())


def is_under_three(person: "Person", day: date) -> bool:
    """Unknown age: no."""
    age = age_on(person.birth, day)
    return age is not None and age.total_months < YOUNG_MONTHS


def splits_of(person: "Person") -> list[SiblingSplit]:
    """Every decision and proposal that this child lives apart, the newest first."""
    rows = SiblingSplit.objects.filter(person=person.pk)
    return list(rows.select_related("proposed_by", "approved_by").order_by("-proposed_on", "-pk"))


def exceptions_of(person: "Person") -> list[UnderThreeException]:
    rows = UnderThreeException.objects.filter(person=person.pk)
    return list(rows.select_related("proposed_by", "approved_by").order_by("-proposed_on", "-pk"))


def exception(pk: UUID, *, by: Account) -> UnderThreeException | None:
    rows = visible(UnderThreeException, by=by).filter(pk=pk)
    return rows.select_related("person", "proposed_by").first()


def _in_group(person: "Person") -> set[UUID]:
    mine = SiblingMember.objects.filter(person=person.pk, until=None).values("group")
    rows = SiblingMember.objects.filter(group__in=mine, until=None)
    return set(rows.values_list("person_id", flat=True))


def _together(mine: Stay | None, other: Stay | None) -> bool:
    return bool(mine and other and household_of(mine).same_as(household_of(other)))
