"""Time limits of the follow-up: defaults in days. The office changes them on *Time limits*."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from kinkeeper.ground.process.table import Limit

REFER = "health.refer"
ARRIVE = "health.arrive"
VISIT = "health.visit"
AFTER = "health.after"
VACCINE = "health.vaccine"

NU_3 = gettext_noop("usual in the sector: seen at the health centre within 7 days")
OURS = gettext_noop("our own proposal, no rule known")

LIMITS = (
    Limit(REFER, 1, _("found malnourished: until the referral"), OURS),
    Limit(ARRIVE, 7, _("referred: until seen at the health centre"), NU_3),
    Limit(VISIT, 14, _("in treatment: until the next visit"), OURS),
    Limit(AFTER, 30, _("after treatment: until measured again"), OURS),
    Limit(VACCINE, 28, _("a vaccine is due: until it is called late"), OURS),
)
