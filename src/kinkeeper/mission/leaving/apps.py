"""Registers what this room offers to the others."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.roles import (
    CARE,
    COORDINATOR,
    DIRECTOR,
    FIELD_WORKER,
    MONITOR,
    NATIONAL,
    YOUTH_COUNSELLOR,
    allow,
)

CLOSE = (YOUTH_COUNSELLOR, COORDINATOR, DIRECTOR)
DAILY = (YOUTH_COUNSELLOR, DIRECTOR, NATIONAL)


class LeavingConfig(AppConfig):
    name = "kinkeeper.mission.leaving"
    label = "leaving"
    verbose_name = _("leaving and life after")

    def ready(self) -> None:
        allow("leaving.read", FIELD_WORKER, *CLOSE, NATIONAL, MONITOR)
        allow("leaving.write", *CLOSE, NATIONAL)
        allow("leaving.propose", *CLOSE)
        allow("leaving.decide", DIRECTOR, NATIONAL)
        # The money is the child's: its own people only, and no office above them.
        allow("leaving.savings", YOUTH_COUNSELLOR, DIRECTOR)
        allow("leaving.settings", NATIONAL)
        _register()
        _offer()


def _register() -> None:
    from kinkeeper.ground.process.queries import ways_of
    from kinkeeper.ground.process.table import register
    from kinkeeper.ground.records.moving import goes_along
    from kinkeeper.mission.leaving.limits import LIMITS
    from kinkeeper.mission.leaving.models import Way
    from kinkeeper.mission.leaving.process import WAY
    from kinkeeper.mission.people.queries import Person

    register(WAY, *LIMITS)
    goes_along(Person, ways_of(Way, "person"))


def _offer() -> None:
    from kinkeeper.ground.reports.offers import (
        FileSection,
        MenuEntry,
        MenuGroup,
        offer_menu,
        offer_section,
    )
    from kinkeeper.mission.leaving import due, lifeline, measures, sections

    group = MenuGroup.CARE
    offer_menu(
        MenuEntry(_("Youth"), "youth_list", "leaving.read", CARE, 40, group, DAILY),
        MenuEntry(_("Leaving and aftercare"), "aftercare", "leaving.read", CARE, 45, group, DAILY),
    )
    offer_section(
        FileSection(
            "people.person", "independence", _("Growing up and leaving care"), 12,
            "leaving/person.html", sections.independence,
        )
    )  # fmt: skip
    due.offer()
    lifeline.offer()
    measures.offer_measures()
