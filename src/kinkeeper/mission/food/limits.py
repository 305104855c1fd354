"""Time limits of the room: defaults in days with their source. Loaded as configuration."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from kinkeeper.ground.process.table import Limit

SHOWN = "food.alert"
OURS = gettext_noop("our own proposal, no rule known")

LIMITS = (Limit(SHOWN, 92, _("food or water alert: shown after the last survey"), OURS),)
