"""Cycles, meetings and boxes of savings groups; harvests, stock and gifts; households' money."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.access.roles import CARE
from kinkeeper.mission.community.asking import money_questions
from kinkeeper.mission.community.models import (
    Cycle,
    Gift,
    Harvest,
    HouseholdMoney,
    IncomeActivity,
    PriceIndex,
    SavingsMeeting,
    ShareOut,
    SharingRule,
    StockEntry,
    Structure,
)
from kinkeeper.mission.community.models.gardens import Way
from kinkeeper.mission.community.rules import Boxes, Purse, Turn, boxes, in_box

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Family


def cycles_of(of: Structure) -> list[Cycle]:
    """Oldest first."""
    return list(of.cycles.order_by("number"))


def open_cycle(of: Structure) -> Cycle | None:
    return of.cycles.filter(until=None).first()


def meetings_of(cycle: Cycle) -> list[SavingsMeeting]:
    return list(cycle.meetings.order_by("held_on", "pk"))


def turn_of(meeting: SavingsMeeting) -> Turn:
    return Turn(
        meeting.held_on, meeting.shares, meeting.lent, meeting.repaid, meeting.interest,
        meeting.fines, meeting.social_in, meeting.social_out, meeting.box, meeting.social,
    )  # fmt: skip


@dataclass(frozen=True)
class Book:
    """A cycle as its sheets tell it: meetings with both boxes after each, and the share-out."""

    cycle: Cycle
    lines: tuple[tuple[SavingsMeeting, Boxes], ...]
    share_out: ShareOut | None

    @property
    def shares(self) -> int:
        return sum(meeting.shares for meeting, _boxes in self.lines)

    @property
    def saved(self) -> int:
        return self.shares * self.cycle.share_xof

    @property
    def lent(self) -> int:
        return sum(meeting.lent for meeting, _boxes in self.lines)

    @property
    def outstanding(self) -> int:
        return self.lent - sum(meeting.repaid for meeting, _boxes in self.lines)

    @property
    def gaps(self) -> int:
        """Meetings whose counted cash is not what is computed."""
        return sum(1 for _meeting, after in self.lines if not after.even)

    @property
    def box(self) -> int:
        return in_box([turn_of(m) for m, _b in self.lines], self.cycle.share_xof)


def book_of(cycle: Cycle) -> Book:
    meetings = meetings_of(cycle)
    after = boxes([turn_of(m) for m in meetings], cycle.share_xof)
    out = ShareOut.objects.filter(cycle=cycle).first()
    return Book(cycle, tuple(zip(meetings, after, strict=True)), out)


def sharing_rule_of(of: Structure) -> SharingRule | None:
    """The newest."""
    return of.rules.order_by("-since", "-pk").first()


def harvests_of(of: Structure) -> list[Harvest]:
    return list(of.harvests.order_by("-on", "-pk"))


def stock_of(of: Structure) -> list[StockEntry]:
    return list(of.stock.order_by("-on", "-pk"))


def in_store(entries: Iterable[StockEntry]) -> dict[str, Decimal]:
    """Kilograms of each crop that lie in the store."""
    found: dict[str, Decimal] = {}
    for entry in entries:
        kg = entry.kg if entry.way == Way.IN else -entry.kg
        found[entry.crop] = found.get(entry.crop, Decimal(0)) + kg
    return found


def gifts_of(of: Structure) -> list[Gift]:
    return list(of.gifts.select_related("family").order_by("-on", "-pk"))


def money_of(family: "Family", *, by: Account, purpose: str = CARE) -> list[HouseholdMoney]:
    """Oldest first."""
    rows = visible(HouseholdMoney, by=by, purpose=purpose).filter(family=family.pk)
    return list(rows.order_by("held_on", "pk"))


def income_activity(pk: UUID, *, by: Account) -> IncomeActivity | None:
    rows = visible(IncomeActivity, by=by).select_related("family__place")
    return rows.filter(pk=pk).first()


def purse(version: str, income: dict[str, int], spending: dict[str, int]) -> Purse:
    """Sums of the lines of an answer."""
    children = money_questions(version).for_children
    return Purse(
        version, sum(income.values()), sum(spending.values()),
        sum(xof for code, xof in spending.items() if code in children),
    )  # fmt: skip


def price_indices() -> list[PriceIndex]:
    return list(PriceIndex.objects.order_by("-month"))
