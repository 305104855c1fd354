"""Who reads, for which purpose, up to which class: asked once, then handed on."""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import highest_class, may, scope_for, visible
from kinkeeper.ground.access.roles import CARE, MONITORING
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.people.models import Family, Person

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Reader:
    """level: highest class of field (0-4) this account may meet for this purpose."""

    by: Account
    purpose: str
    level: int

    @property
    def names(self) -> bool:
        """May meet names, dates of birth and phones (class L2)."""
        return self.level >= 2

    @property
    def notes(self) -> bool:
        """May meet notes and the situation of the parents (class L3)."""
        return self.level >= 3

    def reaches(self, place: Place) -> bool:
        """Whether families and people of this place are in the reader's scope."""
        scope = scope_for(self.by, "people.read", self.purpose)
        return scope.everywhere or any(place.path.startswith(path) for path in scope.paths)

    def rows(self, model: type[R]) -> QuerySet[R]:
        return visible(model, by=self.by, purpose=self.purpose)


def purpose_of(by: Account) -> str:
    """Care for those who accompany families; monitoring for those who only count them."""
    return CARE if may(by, "people.read", purpose=CARE) else MONITORING


def reader_of(by: Account) -> Reader:
    purpose = purpose_of(by)
    return Reader(by, purpose, highest_class(by, purpose))


def name_for(record: Person | Family, *, by: Account) -> str:
    """The name for those who may meet it, the code for the others."""
    return str(record) if reader_of(by).names else record.code
