"""What the page of a person shows: the two clicks to tell, and for the desk the way to the case.

For everybody else a child with a case and one without look the same.
"""

from typing import TYPE_CHECKING, Any

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.access.roles import OWN, PROTECTION
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.protection.queries import cases_of_child

if TYPE_CHECKING:
    from kinkeeper.mission.protection.models import Case


def telling(person: Record, by: Account) -> dict[str, Any] | None:
    if not may(by, "protection.tell", purpose=OWN):
        return None
    return {"person": person, "cases": cases_met(person, by)}


def cases_met(person: Record, by: Account) -> "list[Case]":
    """Nothing is even asked for those who do not work at the desk."""
    if not may(by, "protection.read", purpose=PROTECTION):
        return []
    return cases_of_child(person.pk, by=by)
