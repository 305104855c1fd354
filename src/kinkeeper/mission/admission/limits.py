"""Time limits of an admission: defaults in days with their source. Loaded as configuration."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from kinkeeper.ground.process.table import Limit

ENQUIRE = "admission.enquire"
FORMAL = "admission.emergency"
ENQUIRY = "admission.enquiry"
COMPARE = "admission.compare"
AUTHORISE = "admission.authorise"
PLACE = "admission.place"

DOSSIER = gettext_noop("usual in the sector, to be set with the programme")
OURS = gettext_noop("our own proposal, no rule known")

LIMITS = (
    Limit(ENQUIRE, 3, _("referred: until the enquiry begins"), OURS),
    Limit(FORMAL, 7, _("emergency placement: until the committee has decided"), DOSSIER),
    Limit(ENQUIRY, 30, _("enquiry: until necessity is decided"), DOSSIER),
    Limit(COMPARE, 14, _("necessity decided: until the form of care is decided"), OURS),
    Limit(AUTHORISE, 30, _("form of care decided: until the authority's document is here"), OURS),
    Limit(PLACE, 14, _("authorised: until the children are placed"), OURS),
)
