"""Time limits of this part: defaults in days. The office changes them on *Time limits*."""

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.table import Limit
from kinkeeper.mission.health.limits import OURS

ILL = "health.ill"
SENT = "health.sent"
CENTRE = "health.centre"

LIMITS = (
    Limit(ILL, 2, _("a child is ill: until somebody sees it"), OURS),
    Limit(SENT, 7, _("sent to another centre: until it has arrived"), OURS),
    Limit(CENTRE, 90, _("status of a health centre: until somebody checks it"), OURS),
)
