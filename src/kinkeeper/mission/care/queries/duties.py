"""What waits for somebody: decisions to take, exceptions and documents that run out."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.text.dates import months_after
from kinkeeper.mission.care.models import (
    AuthorityDocument,
    Carer,
    Placement,
    SiblingMember,
    SiblingSplit,
    UnderThreeException,
)
from kinkeeper.mission.care.queries.siblings import (
    approved_splits,
    households_together,
    is_under_three,
)
from kinkeeper.mission.care.rules import ADULT_MONTHS, YOUNG_MONTHS, Household


def splits_to_approve(by: Account) -> QuerySet[SiblingSplit]:
    """Proposals that somebody else made."""
    rows = visible(SiblingSplit, by=by).filter(approved_on=None, until=None)
    return rows.exclude(proposed_by=by.pk).select_related("person").order_by("proposed_on", "pk")


def exceptions_to_approve(by: Account) -> QuerySet[UnderThreeException]:
    rows = visible(UnderThreeException, by=by).filter(approved_on=None)
    return rows.exclude(proposed_by=by.pk).select_related("person").order_by("proposed_on", "pk")


def splits_to_review(by: Account, until: date) -> QuerySet[SiblingSplit]:
    rows = visible(SiblingSplit, by=by).exclude(approved_on=None).filter(until=None)
    return rows.filter(review_on__lte=until).select_related("person").order_by("review_on", "pk")


def exceptions_ending(by: Account, today: date, until: date) -> list[UnderThreeException]:
    """Of children in care who are still too young when their exception ends."""
    open_ = Placement.objects.filter(person=OuterRef("person"), until=None)
    rows = visible(UnderThreeException, by=by).exclude(approved_on=None).filter(Exists(open_))
    young = rows.filter(person__birth_date__gt=months_after(today, -YOUNG_MONTHS))
    ending = young.filter(must_end_by__lte=until).exclude(_later()).select_related("person")
    found = ending.order_by("must_end_by", "pk")
    return [e for e in found if is_under_three(e.person, e.must_end_by)]


def _later() -> Exists:
    """Another approved exception that ends later."""
    rows = UnderThreeException.objects.filter(
        person=OuterRef("person"), must_end_by__gt=OuterRef("must_end_by")
    )
    return Exists(rows.exclude(approved_on=None))


def papers_ending(by: Account, today: date, until: date) -> QuerySet[AuthorityDocument]:
    """The last document of a child in care, where it runs out by a day; not of those of age."""
    rows = visible(AuthorityDocument, by=by).filter(placement__until=None, expires_on__lte=until)
    child = Q(placement__person__birth_date=None) | Q(
        placement__person__birth_date__gt=months_after(today, -ADULT_MONTHS)
    )
    ending = rows.filter(child).exclude(_valid_longer())
    return ending.select_related("placement__person").order_by("expires_on", "pk")


def _valid_longer() -> Exists:
    rows = AuthorityDocument.objects.filter(placement=OuterRef("placement"))
    return Exists(rows.filter(Q(expires_on=None) | Q(expires_on__gt=OuterRef("expires_on"))))


def dead_in_care(by: Account) -> QuerySet[Placement]:
    """Placements that are open though a death of the child is recorded."""
    rows = visible(Placement, by=by).filter(until=None).exclude(person__died_on=None)
    return rows.select_related("person").order_by("person__died_on", "pk")


def dead_at_work(by: Account) -> QuerySet[Carer]:
    """Assignments that are open though a death of the mother, aunt or counsellor is recorded."""
    rows = visible(Carer, by=by).filter(until=None).exclude(person__died_on=None)
    return rows.select_related("person").order_by("person__died_on", "pk")


def apart_undecided(by: Account, today: date) -> list[SiblingMember]:
    """Brothers and sisters in care in different households of whom none may live apart: of each
    group the one named last, as when a sister is named after the placement."""
    rows = visible(SiblingMember, by=by).filter(until=None).order_by("since", "pk")
    groups: dict[UUID, dict[UUID, UUID]] = {}
    for group, person, member in rows.values_list("group", "person", "pk"):
        groups.setdefault(group, {})[person] = member
    persons = {person for found in groups.values() if len(found) > 1 for person in found}
    homes = households_together(persons - approved_splits(persons, today), today)
    last = [list(found.values())[-1] for found in groups.values() if _apart(found, homes)]
    found = SiblingMember.objects.filter(pk__in=last).select_related("person")
    return list(found.order_by("since", "pk"))


def _apart(persons: Iterable[UUID], homes: dict[UUID, Household]) -> bool:
    where = [homes[person] for person in persons if person in homes]
    return any(not where[0].same_as(other) for other in where[1:])
