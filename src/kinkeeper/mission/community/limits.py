"""Time limits of the community's structures: defaults in days with their source."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from kinkeeper.ground.process.table import Limit

MAP = "community.map"
PARTNER = "community.partner"
BASELINE = "community.baseline"
PLAN = "community.plan"
AGAIN = "community.reassess"
HANDOVER = "community.handover"
SUSPENDED = "community.suspended"
CIRCLE = "community.circle"
MEET = "community.quarter"
LATE = "community.savings_late"
RUNS_OUT = "community.receipt"
CYCLE = "community.cycle"
GROUND = "community.ground"

DOSSIER = gettext_noop("usual in the sector, to be set with the programme")
METHOD = gettext_noop("method of the savings groups: a cycle of about twelve months")
OURS = gettext_noop("our own proposal, no rule known")

LIMITS = (
    Limit(MAP, 60, _("organisation identified: until it is mapped"), OURS),
    Limit(PARTNER, 90, _("organisation mapped: until the agreement"), OURS),
    Limit(BASELINE, 91, _("partnership: until the first capacity assessment"), DOSSIER),
    Limit(PLAN, 30, _("capacity assessed: until the improvement plan"), DOSSIER),
    Limit(AGAIN, 365, _("capacity: until the next assessment"), DOSSIER),
    Limit(HANDOVER, 90, _("ready to go on alone: until the decision"), OURS),
    Limit(SUSPENDED, 180, _("structure suspended or dormant: until it is visited"), OURS),
    Limit(CIRCLE, 90, _("committee or club: until elected, until trained"), OURS),
    Limit(MEET, 92, _("committee or club: until the next session"), DOSSIER),
    Limit(LATE, 7, _("savings group: days after its usual meeting day"), OURS),
    Limit(RUNS_OUT, 60, _("legal receipt: warned before it runs out"), OURS),
    Limit(CYCLE, 365, _("savings cycle: until the share-out"), METHOD),
    Limit(GROUND, 180, _("garden or granary: until its next step"), OURS),
)
