"""Registers what this room offers to the others."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.roles import (
    CARE,
    COORDINATOR,
    DIRECTOR,
    FIELD_WORKER,
    NATIONAL,
    YOUTH_COUNSELLOR,
    allow,
)

WORKERS = (FIELD_WORKER, YOUTH_COUNSELLOR, COORDINATOR, DIRECTOR)


class InstrumentsConfig(AppConfig):
    name = "kinkeeper.ground.instruments"
    label = "instruments"
    verbose_name = _("questionnaires")

    def ready(self) -> None:
        from kinkeeper.ground.instruments import field, sections
        from kinkeeper.ground.reports.offers import MenuEntry, MenuGroup, offer_menu

        allow("instruments.read", *WORKERS, NATIONAL)
        allow("instruments.write", *WORKERS)
        allow("instruments.design", NATIONAL)
        offer_menu(
            MenuEntry(
                _("Questionnaires"), "questionnaires", "instruments.read", CARE, 75,
                MenuGroup.OFFICE,
            )
        )  # fmt: skip
        sections.offer()
        field.offer()
