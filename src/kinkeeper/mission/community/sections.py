"""The part this room adds to the page of a family: its activities, its money, who helped."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, may_meet, reaches
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.community.models import HouseholdMoney
from kinkeeper.mission.community.queries import (
    activities_of,
    gifts_to,
    members_among,
    money_of,
    purse,
)
from kinkeeper.mission.community.rules import Purse
from kinkeeper.mission.people.queries import members_of, purpose_of

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
    months = money_of(home, by=by, purpose=purpose)
    activities = activities_of(home, by=by, purpose=purpose)
    gifts = gifts_to(home, by=by, purpose=purpose)
    groups = members_among((m.person_id for m in members_of(home)), by=by, purpose=purpose)
    may_write = reaches(by, "community.write", home.place)
    if not (months or activities or gifts or groups or may_write):
        return None
    sensitive = may_meet(HouseholdMoney, "income", by=by, purpose=purpose)
    return {
        "family": home, "activities": activities, "gifts": gifts, "groups": groups,
        "months": [Month(r, purse(r.questionnaire, r.income, r.spending)) for r in months]
        if sensitive else [],
        "asked": len(months), "may_write": may_write, "sensitive": sensitive,
    }  # fmt: skip
