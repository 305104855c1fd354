"""What this part of the room offers to other pages."""

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.table import register_limits
from kinkeeper.ground.reports.offers import FileSection, offer_section
from kinkeeper.mission.care.following import due, lifeline, measures, sections
from kinkeeper.mission.care.following.limits import LIMITS


def offer_following() -> None:
    """Called once when the room is ready."""
    register_limits(*LIMITS)
    offer_section(
        FileSection(
            "people.person", "following", _("Reviews, plan and contacts"), 18,
            "care/following/section.html", sections.person,
        )
    )  # fmt: skip
    due.offer()
    lifeline.offer()
    measures.offer_measures()
