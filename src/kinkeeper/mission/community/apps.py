"""Registers what this room offers to the others."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.roles import (
    CARE,
    COORDINATOR,
    DIRECTOR,
    FIELD_WORKER,
    NATIONAL,
    allow,
)

FIELD = (FIELD_WORKER, COORDINATOR, DIRECTOR)


class CommunityConfig(AppConfig):
    name = "kinkeeper.mission.community"
    label = "community"
    verbose_name = _("groups and savings")

    def ready(self) -> None:
        allow("community.read", *FIELD, NATIONAL)
        allow("community.write", *FIELD)
        allow("community.propose", *FIELD)
        allow("community.decide", COORDINATOR, DIRECTOR)
        allow("community.norm", NATIONAL)
        _register()
        _offer()


def _register() -> None:
    from kinkeeper.ground.process.table import register
    from kinkeeper.mission.community.limits import LIMITS
    from kinkeeper.mission.community.process import PROCESSES

    for process in PROCESSES:
        register(process, *LIMITS)


def _offer() -> None:
    from kinkeeper.ground.reports.offers import (
        FileSection,
        MenuEntry,
        offer_menu,
        offer_reading,
        offer_section,
    )
    from kinkeeper.mission.community import due, field, lifeline, measures, sections
    from kinkeeper.mission.community.queries import FAMILY_LIFE

    offer_menu(MenuEntry(_("Community"), "community", "community.read", CARE, 70))
    offer_section(
        FileSection(
            "people.family", "community", _("Community and money"), 45,
            "community/family.html", sections.family,
        )
    )  # fmt: skip
    offer_reading("people.family", FAMILY_LIFE)
    due.offer()
    lifeline.offer()
    measures.offer_measures()
    field.offer()
