"""Time limits of growing up and leaving: defaults in days with their source."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from kinkeeper.ground.process.table import Limit

REVIEW = "leaving.plan_review"
HAND_OVER = "leaving.hand_over"
CONTACT_PLAN = "leaving.contact_plan"
TRY_AGAIN = "leaving.try_again"
GIVE_UP = "leaving.give_up"
BACK = "leaving.back"

DOSSIER = gettext_noop("usual in the sector, to be set with the programme")
OURS = gettext_noop("our own proposal, no rule known")

LIMITS = (
    Limit(REVIEW, 182, _("growing up: until the independence plan is looked at again"), DOSSIER),
    Limit(HAND_OVER, 60, _("leaving prepared: until the handover and the exit"), OURS),
    Limit(CONTACT_PLAN, 14, _("left care: until the contacts are agreed"), OURS),
    Limit(TRY_AGAIN, 90, _("contact lost: until the next try"), OURS),
    Limit(GIVE_UP, 730, _("contact lost: until the file may be closed"), DOSSIER),
    Limit(BACK, 30, _("came back: until what comes next is agreed"), OURS),
)
