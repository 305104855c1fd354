"""Time limits while a child is in care: defaults in days with their source."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from kinkeeper.ground.process.table import Limit

REVIEW = "care.review"
PLAN = "care.plan"
PLAN_VALID = "care.plan_valid"
POLICE = "care.police"
SEARCH = "care.search"
RETURNED = ("care.home_week", "care.home_month", "care.home_3_months", "care.home_6_months",
            "care.home_12_months")  # fmt: skip
"""After the return to the family, in the order in which the child is looked after."""

GUIDELINES = gettext_noop("UN Guidelines on alternative care, 67: at most three months")
OURS = gettext_noop("our own proposal, no rule known")

LIMITS = (
    Limit(REVIEW, 91, _("in care: until the next review"), GUIDELINES),
    Limit(PLAN, 30, _("in care: until the child development plan is agreed"), OURS),
    Limit(PLAN_VALID, 365, _("child development plan: until it is renewed"), OURS),
    Limit(POLICE, 1, _("away without leave: until police and authority are told"), OURS),
    Limit(SEARCH, 7, _("runaway or missing: until the search is looked at again"), OURS),
    Limit(RETURNED[0], 7, _("back in the family: until the first contact"), OURS),
    Limit(RETURNED[1], 30, _("back in the family: until the second contact"), OURS),
    Limit(RETURNED[2], 91, _("back in the family: until the third contact"), OURS),
    Limit(RETURNED[3], 182, _("back in the family: until the fourth contact"), OURS),
    Limit(RETURNED[4], 365, _("back in the family: until the last contact"), OURS),
)
