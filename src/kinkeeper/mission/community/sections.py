"""The part this room adds to the page of a family: its activities, its money, who helped."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, may_meet, reaches
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.community.models import HouseholdMoney
from kinkeeper.mission.community.queries import FAMILY_LIFE, purse
from kinkeeper.mission.community.rules import Purse
from kinkeeper.mission.people.queries import purpose_of

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Family


@dataclass(frozen=True)
class Month:
    """One answer of the household and what it says."""

    row: HouseholdMoney
    purse: Purse

    @property
    def share(self) -> Decimal | None:
        return self.purse.child_share


def family(record: Record, by: Account) -> dict[str, Any] | None:
    """Left out for who may not meet the room's rows, and where there is nothing to show or do."""
    purpose = purpose_of(by)
    if not may(by, "community.read", purpose=purpose):
        return None
    home = cast("Family", record)
    known = FAMILY_LIFE.of(home, by=by)
    may_write = reaches(by, "community.write", home.place)
    if not (known.months or known.activities or known.gifts or known.members or may_write):
        return None
    sensitive = may_meet(HouseholdMoney, "income", by=by, purpose=purpose)
    return {
        "family": home, "activities": known.activities, "gifts": known.gifts,
        "groups": known.members,
        "months": [Month(r, purse(r.questionnaire, r.income, r.spending)) for r in known.months]
        if sensitive else [],
        "asked": len(known.months), "may_write": may_write, "sensitive": sensitive,
    }  # fmt: skip
