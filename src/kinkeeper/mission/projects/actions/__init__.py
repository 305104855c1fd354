"""What is done to a project: its sheet, targets, money, values of periods, frozen figures."""

from kinkeeper.mission.projects.actions.freezing import freeze
from kinkeeper.mission.projects.actions.money import record_expense, set_budget_line
from kinkeeper.mission.projects.actions.periods import (
    begin_period,
    decline_close,
    propose_close,
    take_period_step,
    write_narrative,
)
from kinkeeper.mission.projects.actions.sheet import load_sheet, set_target
from kinkeeper.mission.projects.actions.sheet_file import read_sheet
from kinkeeper.mission.projects.actions.values import enter_value, take_value_step

__all__ = [
    "begin_period", "decline_close", "enter_value", "freeze", "load_sheet", "propose_close",
    "read_sheet", "record_expense", "set_budget_line", "set_target", "take_period_step",
    "take_value_step", "write_narrative",
]  # fmt: skip
