"""Time limits of the room: defaults that an office sets otherwise in its configuration."""

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.table import Limit

REVIEW = Limit(
    "casework.review_days", 182, _("days from one review of a plan to the next"),
    "domain 2.1, Annex B: every 6 months, default of the project, not sourced",
)  # fmt: skip
VISIT = Limit(
    "casework.visit_days", 30, _("days from one visit of a family to the next"),
    "domain 2.1: a light visit every month, default of the project, not sourced",
)  # fmt: skip
LIMITS = (REVIEW, VISIT)
