"""Thresholds of the room that the office may change: what makes an organisation autonomous ..."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class NormLine:
    """A threshold with its default, its words and where the default comes from."""

    key: str
    default: int
    label: Text
    source: Text


_PROPOSAL = _("our own proposal (CO-2), to be agreed with the organisations")

NORMS = (
    NormLine(
        "governance", 30,
        _("Autonomous: mean of governance at the last assessment, in tenths (30: level 3)"),
        _PROPOSAL,
    ),
    NormLine("own_percent", 30, _("Autonomous: percent of the cost paid by itself"), _PROPOSAL),
    NormLine(
        "activities", 4, _("Autonomous: activities a year without the programme's staff"), _PROPOSAL
    ),
    NormLine(
        "better", 5, _("Capacity has grown: by so many tenths of a level"),
        _("CO-1 of the indicators: half a level"),
    ),
    NormLine(
        "child_points", 5, _("Spending on children has grown: by so many points of percent"),
        _("P-9 of RECORDE: five points"),
    ),
)  # fmt: skip

DEFAULTS: dict[str, int] = {norm.key: norm.default for norm in NORMS}
