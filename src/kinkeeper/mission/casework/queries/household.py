"""Who belongs to the family, as the people room says it."""

from datetime import date
from typing import Any, cast
from uuid import UUID

from django.utils import timezone

from kinkeeper.ground.records.models import Record
from kinkeeper.ground.records.once_a_page import kept_on
from kinkeeper.mission.people import queries as people
from kinkeeper.mission.people.queries.files import is_child


def members_now(family: Record, *, day: date | None = None) -> list[Any]:
    """Memberships with their person on the day (today). One query for each page and day."""
    on = day or timezone.localdate()
    return kept_on(
        family, "casework.members", on, lambda: list(people.members_on(cast(Any, family), on))
    )


def children_now(family: Record, *, day: date | None = None) -> list[Any]:
    """The persons below 18 on the day (today), in the order of the family page."""
    on = day or timezone.localdate()
    return [m.person for m in members_now(family, day=on) if is_child(m, on)]


def child_ids(family: Record) -> frozenset[UUID]:
    return frozenset(person.pk for person in children_now(family))
