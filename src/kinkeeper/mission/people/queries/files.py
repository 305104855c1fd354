"""One family, one person, and who belongs to whom on a day."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.text.dates import age_on
from kinkeeper.mission.people.models import Family, KinLink, Membership, Person, Relation
from kinkeeper.mission.people.rules import GROWN, OF_AGE_YEARS, YOUNG, Span, member_place

KEPT = "_members_read"


def family(pk: UUID, *, by: Account, purpose: str = CARE) -> Family | None:
    """The family, if this account may meet it."""
    return visible(Family, by=by, purpose=purpose).select_related("place").filter(pk=pk).first()


def person(pk: UUID, *, by: Account, purpose: str = CARE) -> Person | None:
    """The person, if this account may meet her or him."""
    return visible(Person, by=by, purpose=purpose).select_related("place").filter(pk=pk).first()


def membership(pk: UUID, *, by: Account, purpose: str = CARE) -> Membership | None:
    rows = visible(Membership, by=by, purpose=purpose).select_related("family__place", "person")
    return rows.filter(pk=pk).first()


def kin_row(pk: UUID, *, by: Account, purpose: str = CARE) -> KinLink | None:
    rows = visible(KinLink, by=by, purpose=purpose).select_related("person", "relative")
    return rows.filter(pk=pk).first()


def on_day(day: date) -> Q:
    """Dated facts that hold on a day: half-open, an empty end is still, an empty start always."""
    started = Q(since__isnull=True) | Q(since__lte=day)
    return started & (Q(until__isnull=True) | Q(until__gt=day))


def members_of(family: Family, *, on: date | None = None) -> list[Membership]:
    """Memberships with their person: all there ever were, or those of a day.

    One query; none for a family that `with_members` has read them for.
    """
    kept: list[Membership] | None = family.__dict__.get(KEPT)
    if kept is not None:
        return [m for m in kept if on is None or holds_on(m, on)]
    rows = Membership.objects.filter(family=family).select_related("person")
    return _sorted(rows if on is None else rows.filter(on_day(on)))


def with_members(family: Family) -> list[Membership]:
    """All memberships, kept on this very object, so that the parts of a page that is only read
    do not ask for them again."""
    family.__dict__[KEPT] = rows = members_of(family)
    return rows


def holds_on(row: Membership, day: date) -> bool:
    started = row.since is None or row.since <= day
    return started and (row.until is None or row.until > day)


def members_on(family: Family, day: date) -> list[Membership]:
    return members_of(family, on=day)


def head_of(family: Family) -> Person | None:
    """Who is head of the family now, if anybody is named so."""
    heads = (m for m in members_of(family) if m.until is None and m.relation == Relation.HEAD)
    row = next(heads, None)
    return row.person if row else None


def caregivers_of(family: Family, day: date) -> list[Membership]:
    """Caregivers on a day, the main one first."""
    found = [m for m in members_of(family, on=day) if m.caregiver]
    return sorted(found, key=lambda m: not m.primary)


def children_of(family: Family, day: date) -> list[Membership]:
    """Members below 18 on a day; of unknown age those whom the household brings up."""
    return [m for m in members_of(family, on=day) if is_child(m, day)]


def children_on(family: Family, day: date) -> list[Person]:
    """The same as people, the eldest first."""
    found = [m.person for m in children_of(family, day)]
    return sorted(found, key=lambda p: (p.birth.earliest or date.max, str(p)))


def is_child(member: Membership, day: date) -> bool:
    age = age_on(member.person.birth, day)
    return member.relation in YOUNG if age is None else age.years < OF_AGE_YEARS


def may_be_child(person: Person, day: date) -> bool:
    """Below 18 on a day; of unknown age unless somebody says that she or he is grown up."""
    age = age_on(person.birth, day)
    if age is not None:
        return age.years < OF_AGE_YEARS
    return not any(m.caregiver or m.relation in GROWN for m in memberships_of(person))


def memberships_of(person: Person) -> list[Membership]:
    """Every family this person ever belonged to, the present one first."""
    rows = Membership.objects.filter(person=person).select_related("family__place")
    return sorted(rows, key=lambda m: (m.until is not None, -(m.since or date.min).toordinal()))


def kin_of(persons: Iterable[UUID]) -> list[KinLink]:
    """Open links in which one of these people stands, on either side. One query."""
    ids = list(persons)
    rows = KinLink.objects.filter(Q(person__in=ids) | Q(relative__in=ids), until=None)
    return list(rows.select_related("person", "relative").order_by("since", "pk"))


def families_by_ids(ids: Iterable[UUID]) -> dict[UUID, Family]:
    return {f.pk: f for f in Family.objects.filter(pk__in=set(ids)).select_related("place")}


def persons_by_ids(ids: Iterable[UUID]) -> dict[UUID, Person]:
    return {p.pk: p for p in Person.objects.filter(pk__in=set(ids)).select_related("place")}


def span_of(person: Person) -> Span:
    birth = person.birth
    return Span(birth.earliest, birth.latest)


def _sorted(rows: QuerySet[Membership]) -> list[Membership]:
    return sorted(
        rows,
        key=lambda m: member_place(
            m.relation, caregiver=m.caregiver, born=span_of(m.person), name=str(m.person)
        ),
    )
