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

WORKERS = (FIELD_WORKER, COORDINATOR, DIRECTOR, NATIONAL)


class EmergencyConfig(AppConfig):
    name = "kinkeeper.mission.emergency"
    label = "emergency"
    verbose_name = _("evacuation")

    def ready(self) -> None:
        allow("emergency.read", *WORKERS)
        allow("emergency.write", *WORKERS)
        allow("emergency.count", *WORKERS)
        allow("emergency.propose", COORDINATOR, DIRECTOR, NATIONAL)
        allow("emergency.lead", DIRECTOR, NATIONAL)
        allow("emergency.order", NATIONAL)
        _register()
        _offer()


def _register() -> None:
    from kinkeeper.ground.process.table import register
    from kinkeeper.mission.emergency.limits import LIMITS
    from kinkeeper.mission.emergency.process import MOVEMENT

    register(MOVEMENT, *LIMITS)


def _offer() -> None:
    from kinkeeper.ground.reports.offers import MenuEntry, MenuGroup, offer_menu
    from kinkeeper.mission.emergency import due, field, lifeline, measures

    offer_menu(
        MenuEntry(_("Evacuations"), "evacuations", "emergency.read", CARE, 50, MenuGroup.CARE)
    )
    due.offer()
    field.offer()
    lifeline.offer()
    measures.offer_measures()
