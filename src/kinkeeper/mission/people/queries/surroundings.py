"""What stands around the members of a family on its page: everybody who ever was in it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.once_a_page import Reading
from kinkeeper.ground.records.together import link
from kinkeeper.mission.people.models import Family, FormerPlace, KinLink, Person
from kinkeeper.mission.people.queries.doubles import united
from kinkeeper.mission.people.queries.files import members_of
from kinkeeper.mission.people.queries.reader import reader_of


@dataclass(frozen=True)
class Around:
    """kept: for each member who is a double, whose record is kept. former: places the family
    lived in before, the oldest first, as far as the reader may meet them."""

    kept: dict[UUID, UUID]
    links: list[KinLink]
    former: list[FormerPlace]

    def links_of(self, persons: Collection[UUID]) -> list[KinLink]:
        """Open links in which one of these people stands, on either side."""
        return [k for k in self.links if k.person_id in persons or k.relative_id in persons]


def _asked(family: Family, by: Account) -> Sequence[QuerySet[Any]]:
    members = [row.person_id for row in members_of(family)]
    links = KinLink.objects.filter(
        Q(person__in=members) | Q(relative__in=members), until=None
    )  # fmt: skip
    former = reader_of(by).rows(FormerPlace).filter(family=family.pk)
    return [
        united().filter(double__in=members), links,
        Person.objects.filter(pk__in=links.values("person")),
        Person.objects.filter(pk__in=links.values("relative")),
        former, Place.objects.filter(pk__in=former.values("place")).only("id", "name"),
    ]  # fmt: skip


def _made(_family: Family, _by: Account, *rows: list[Any]) -> Around:
    doubles, found, persons, relatives, lived, places = rows
    link(found, "person", persons)
    link(found, "relative", relatives)
    link(lived, "place", places)
    return Around(
        {same.double_id: same.kept_id for same in doubles},
        sorted(found, key=lambda k: (k.since or date.min, k.pk)),
        sorted(lived, key=lambda row: row.until),
    )


AROUND = Reading("people.around", _asked, _made)
