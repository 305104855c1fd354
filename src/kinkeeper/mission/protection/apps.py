"""Registers what this room offers to the others."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.roles import (
    COORDINATOR,
    DIRECTOR,
    FIELD_WORKER,
    NATIONAL,
    OWN,
    PROTECTION,
    PROTECTION_LEAD,
    PROTECTION_OFFICER,
    SAFEGUARDER,
    SAFEGUARDING,
    YOUTH_COUNSELLOR,
    allow,
)

FIELD = (FIELD_WORKER, YOUTH_COUNSELLOR, COORDINATOR, DIRECTOR)
DESK = (PROTECTION_OFFICER, PROTECTION_LEAD)


class ProtectionConfig(AppConfig):
    name = "kinkeeper.mission.protection"
    label = "protection"
    verbose_name = _("protection")
    # A list of who opened a file, shown to the family, must not tell that somebody reported.
    told_to_the_person = False

    def ready(self) -> None:
        from kinkeeper.mission.protection.access import hang

        for open_to_staff in ("protection.tell", "protection.directory", "protection.received"):
            allow(open_to_staff, *FIELD, NATIONAL, *DESK, SAFEGUARDER)
        allow("protection.directory_write", COORDINATOR, NATIONAL, *DESK)
        allow("protection.read", *DESK)
        allow("protection.write", *DESK)
        allow("protection.triage", *DESK)
        allow("protection.work", *DESK)
        allow("protection.decide", PROTECTION_LEAD)
        allow("protection.lines", SAFEGUARDER)
        allow("safeguarding.read", SAFEGUARDER)
        allow("safeguarding.write", SAFEGUARDER)
        allow("safeguarding.handle", SAFEGUARDER)
        for shared in ("process.read", "process.write"):
            allow(shared, *DESK, SAFEGUARDER)
        _register()
        hang()
        _offer()


def _register() -> None:
    from kinkeeper.ground.process.table import register, register_limits
    from kinkeeper.mission.protection.limits import LIMITS
    from kinkeeper.mission.protection.process import PROCESSES

    register_limits(*LIMITS)
    for process in PROCESSES:
        register(process)


def _offer() -> None:
    from kinkeeper.ground.reports.offers import (
        FileSection,
        MenuEntry,
        MenuGroup,
        offer_menu,
        offer_section,
    )
    from kinkeeper.mission.protection import due, field, lifeline, measures, sections

    group = MenuGroup.PROTECTION
    offer_menu(
        MenuEntry(_("Report a concern"), "concern_tell", "protection.tell", OWN, 10, group),
        MenuEntry(_("Reports"), "protection_reports", "protection.read", PROTECTION, 20, group),
        MenuEntry(_("Cases"), "protection_cases", "protection.read", PROTECTION, 30, group),
        MenuEntry(_("Safeguarding"), "concerns", "safeguarding.read", SAFEGUARDING, 40, group),
        MenuEntry(_("Who helps here"), "directory", "protection.directory", OWN, 50, group),
    )
    offer_section(
        FileSection(
            "people.person", "protection", _("Protection"), 90, "protection/telling.html",
            sections.telling,
        )
    )  # fmt: skip
    due.offer()
    lifeline.offer()
    measures.offer_measures()
    field.offer()
