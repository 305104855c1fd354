"""Time limits of an evacuation: defaults in days with their source. Loaded as configuration."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from kinkeeper.ground.process.table import Limit

DECIDE = "emergency.decide"
ORDERED = "emergency.freeze"
BOARD = "emergency.board"
WAY = "emergency.way"
SETTLE = "emergency.settle"
REVIEW = "emergency.review"
RETURN = "emergency.return"

DOSSIER = gettext_noop("usual in the sector, to be set with the programme")
OURS = gettext_noop("our own proposal, no rule known")

LIMITS = (
    Limit(DECIDE, 1, _("alert: until the decision"), OURS),
    Limit(ORDERED, 1, _("ordered: until the list is frozen"), OURS),
    Limit(BOARD, 1, _("list frozen: until the departure"), OURS),
    Limit(WAY, 2, _("on the way: until everybody is counted on arrival"), OURS),
    Limit(SETTLE, 14, _("arrived: until beds and school are found"), DOSSIER),
    Limit(REVIEW, 30, _("away from home: from one review to the next"), DOSSIER),
    Limit(RETURN, 30, _("return ordered: until the departure for home"), OURS),
)
