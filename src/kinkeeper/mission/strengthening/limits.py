"""Time limits of the programme: defaults in days with their source. Loaded as configuration."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from kinkeeper.ground.process.table import Limit

SCREEN = "strengthening.screen"
ASSESS = "strengthening.assess"
RECHECK = "strengthening.waiting_list"
ADMIT = "strengthening.admit"
AGREE = "strengthening.plan"
START = "strengthening.start"
NORM = "strengthening.exit_norm"
SUSPENDED = "strengthening.suspension"
LEAVE = "strengthening.exit"
AFTER_1 = "strengthening.contact_1"
AFTER_2 = "strengthening.contact_2"
OVER = "strengthening.follow_up_over"
LOSS = "strengthening.loss"

DOSSIER = gettext_noop("usual in the sector, to be set with the programme")
SOS = gettext_noop("SOS family strengthening: 3 to 5 years from entry")
OURS = gettext_noop("our own proposal, no rule known")

LIMITS = (
    Limit(SCREEN, 14, _("identified: until the screening"), DOSSIER),
    Limit(ASSESS, 30, _("screened: until the first assessment"), DOSSIER),
    Limit(RECHECK, 90, _("waiting list: until the next check"), DOSSIER),
    Limit(ADMIT, 30, _("assessed: until the decision on admission"), OURS),
    Limit(AGREE, 30, _("admitted: until the plan is agreed"), DOSSIER),
    Limit(START, 30, _("plan agreed: until the first service"), OURS),
    Limit(NORM, 1826, _("from admission: until the exit is looked at"), SOS),
    Limit(SUSPENDED, 90, _("suspended: at most"), DOSSIER),
    Limit(LEAVE, 30, _("exit prepared: until the exit"), OURS),
    Limit(AFTER_1, 182, _("from the exit: first contact (6 months)"), DOSSIER),
    Limit(AFTER_2, 365, _("from the exit: second contact (12 months)"), DOSSIER),
    Limit(OVER, 548, _("from the exit: follow-up ends without a contact"), OURS),
    Limit(LOSS, 0, _("loss of parental care: until the coordinator takes it up"), DOSSIER),
)
