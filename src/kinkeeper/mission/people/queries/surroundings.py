"""What stands around the members of a family on its page, by one query."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.together import link, together
from kinkeeper.mission.people.models import Family, FormerPlace, KinLink, Person
from kinkeeper.mission.people.queries.doubles import united
from kinkeeper.mission.people.queries.reader import Reader


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


def around(family: Family, members: Collection[UUID], *, reader: Reader) -> Around:
    """members: everybody who ever was in the family."""
    links = KinLink.objects.filter(
        Q(person__in=members) | Q(relative__in=members), until=None
    )  # fmt: skip
    former = reader.rows(FormerPlace).filter(family=family.pk)
    doubles, found, persons, relatives, lived, places = together(
        united().filter(double__in=members), links,
        Person.objects.filter(pk__in=links.values("person")),
        Person.objects.filter(pk__in=links.values("relative")),
        former, Place.objects.filter(pk__in=former.values("place")).only("id", "name"),
    )  # fmt: skip
    link(found, "person", persons)
    link(found, "relative", relatives)
    link(lived, "place", places)
    return Around(
        {same.double_id: same.kept_id for same in doubles},
        sorted(found, key=lambda k: (k.since or date.min, k.pk)),
        sorted(lived, key=lambda row: row.until),
    )
