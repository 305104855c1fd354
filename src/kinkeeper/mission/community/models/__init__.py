"""The kinds of record of this room."""

from kinkeeper.mission.community.models.gardens import Gift, Harvest, SharingRule, StockEntry
from kinkeeper.mission.community.models.gatherings import Gathering
from kinkeeper.mission.community.models.households import (
    HouseholdMoney,
    IncomeActivity,
    PriceIndex,
)
from kinkeeper.mission.community.models.organisations import Capacity, Norm, Priority
from kinkeeper.mission.community.models.savings import Cycle, SavingsMeeting, ShareOut
from kinkeeper.mission.community.models.structures import Member, Membership, Paper, Structure

__all__ = [
    "Capacity", "Cycle", "Gathering", "Gift", "Harvest", "HouseholdMoney", "IncomeActivity",
    "Member", "Membership", "Norm", "Paper", "PriceIndex", "Priority", "SavingsMeeting",
    "ShareOut", "SharingRule", "StockEntry", "Structure",
]  # fmt: skip
