"""Time limits of the room: defaults that an office sets otherwise in its configuration."""

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.table import Limit

REVIEW = Limit(
    "casework.review_days", 182, _("days from one review of a plan to the next"),
    _("our own proposal: every 6 months, no rule is known"),
)  # fmt: skip
VISIT = Limit(
    "casework.visit_days", 30, _("days from one visit of a family to the next"),
    _("our own proposal: a short visit every month, no rule is known"),
)  # fmt: skip
LIMITS = (REVIEW, VISIT)
