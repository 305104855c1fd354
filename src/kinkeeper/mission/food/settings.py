"""What the office configures, with the values it begins with and their sources."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from kinkeeper.mission.food.rules import USUAL

SOURCE = _("June to August: usual in Mali (FEWS NET, Cadre Harmonisé); set it by place")
LEAN = USUAL
# Share and fewest households of an alert. The 20 % of poor consumption follows the area rule of IPC
# (a phase holds when a fifth of the households are in it); the others are ours, to be set.
ALERTS: dict[str, tuple[Decimal, int]] = {
    "fcs_poor_2135": (Decimal(20), 5),
    "fcs_poor_2842": (Decimal(30), 5),
    "rcsi_high": (Decimal(20), 5),
    "hhs_severe": (Decimal(5), 5),
    "lcs_emergency": (Decimal(20), 5),
    "water_unsafe": (Decimal(30), 5),
}
