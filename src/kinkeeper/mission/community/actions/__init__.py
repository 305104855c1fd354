"""The verbs of the community: record a structure, count, assess, save, harvest, give ..."""

from kinkeeper.mission.community.actions.capacity import (
    assess_capacity,
    finish_priority,
    set_priority,
    take_capacity_back,
    version_for,
)
from kinkeeper.mission.community.actions.checking import Doubtful
from kinkeeper.mission.community.actions.gardens import (
    give,
    record_harvest,
    record_stock,
    set_sharing_rule,
)
from kinkeeper.mission.community.actions.gatherings import record_gathering, take_gathering_back
from kinkeeper.mission.community.actions.households import (
    begin_activity,
    end_activity,
    record_money,
    set_price_index,
)
from kinkeeper.mission.community.actions.savings import (
    open_savings_cycle,
    record_meeting,
    share_out,
)
from kinkeeper.mission.community.actions.steps import decline_step, propose_step, take_step
from kinkeeper.mission.community.actions.structures import (
    change_structure,
    count_members,
    end_mandate,
    name_member,
    record_paper,
    record_structure,
    set_norm,
)

__all__ = [
    "Doubtful",
    "assess_capacity",
    "begin_activity",
    "change_structure",
    "count_members",
    "decline_step",
    "end_activity",
    "end_mandate",
    "finish_priority",
    "give",
    "name_member",
    "open_savings_cycle",
    "propose_step",
    "record_gathering",
    "record_harvest",
    "record_meeting",
    "record_money",
    "record_paper",
    "record_stock",
    "record_structure",
    "set_norm",
    "set_price_index",
    "set_priority",
    "set_sharing_rule",
    "share_out",
    "take_capacity_back",
    "take_gathering_back",
    "take_step",
    "version_for",
]
