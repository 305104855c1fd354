"""What protection adds to the life line of a person: nothing, but for who works on the case."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.reports.offers import LifeFact, offer_life_of
from kinkeeper.mission.protection.sections import cases_met

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

LANE = gettext_lazy("Protection")


def facts(person: "Person", by: Account) -> Iterable[LifeFact]:
    for case in cases_met(person, by):
        yield LifeFact(LANE, _("followed"), case.opened_on, case.until, tone="info")


def offer() -> None:
    offer_life_of("people.person", facts)
