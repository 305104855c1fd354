"""What the community knows of a family: its activities, its money, who helped, where it belongs."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.records.once_a_page import Reading
from kinkeeper.ground.records.together import link
from kinkeeper.mission.community.models import (
    Gift,
    HouseholdMoney,
    IncomeActivity,
    Member,
    Structure,
)
from kinkeeper.mission.people.queries import members_of, purpose_of

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Family


@dataclass(frozen=True)
class FamilyLife:
    """Rows that the reader may meet: activities, months and members oldest first, gifts latest
    first. members: of the family in structures, today or before."""

    activities: list[IncomeActivity]
    gifts: list[Gift]
    months: list[HouseholdMoney]
    members: list[Member]


def _asked(family: "Family", by: Account) -> Sequence[QuerySet[Any]]:
    purpose = purpose_of(by)
    activities = visible(IncomeActivity, by=by, purpose=purpose).filter(family=family.pk)
    gifts = visible(Gift, by=by, purpose=purpose).filter(family=family.pk)
    months = visible(HouseholdMoney, by=by, purpose=purpose).filter(family=family.pk)
    persons = [row.person_id for row in members_of(family)]
    members = visible(Member, by=by, purpose=purpose).filter(person__in=persons)
    named: Any = (
        activities.values("group"),
        gifts.values("structure"),
        members.values("structure"),
    )
    structures = (Structure.objects.filter(pk__in=pks).only("id", "name") for pks in named)
    return [activities, gifts, months, members, *structures]


def _made(family: "Family", _by: Account, *rows: list[Any]) -> FamilyLife:
    activities, gifts, months, members, *structures = rows
    naming = ((activities, "group"), (gifts, "structure"), (members, "structure"))
    for (found, name), targets in zip(naming, structures, strict=True):
        link(found, name, targets)
    link(members, "person", [row.person for row in members_of(family)])
    return FamilyLife(
        sorted(activities, key=attrgetter("since", "pk")),
        sorted(gifts, key=attrgetter("on", "pk"), reverse=True),
        sorted(months, key=attrgetter("held_on", "pk")),
        sorted(members, key=attrgetter("since", "pk")),
    )


FAMILY_LIFE = Reading("community.family", _asked, _made)
