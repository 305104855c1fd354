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
    allow,
)

FIELD = (FIELD_WORKER, COORDINATOR, DIRECTOR)
WORKERS = (*FIELD, NATIONAL)


class AdmissionConfig(AppConfig):
    name = "kinkeeper.mission.admission"
    label = "admission"
    verbose_name = _("admission")

    def ready(self) -> None:
        allow("admission.read", *WORKERS, MONITOR)
        allow("admission.write", *WORKERS)
        allow("admission.propose", *FIELD)
        allow("admission.decide", DIRECTOR, NATIONAL)
        _register()
        _offer()


def _register() -> None:
    from kinkeeper.ground.process.table import register
    from kinkeeper.mission.admission.limits import LIMITS
    from kinkeeper.mission.admission.process import ADMISSION

    register(ADMISSION, *LIMITS)


def _offer() -> None:
    from kinkeeper.ground.reports.offers import (
        FileSection,
        MenuEntry,
        MenuGroup,
        offer_menu,
        offer_section,
    )
    from kinkeeper.mission.admission import due, lifeline, measures, sections

    offer_menu(MenuEntry(_("Admissions"), "admissions", "admission.read", CARE, 10, MenuGroup.CARE))
    offer_section(
        FileSection(
            "people.person", "admission", _("Admission to care"), 17,
            "admission/person.html", sections.person,
        ),
    )  # fmt: skip
    due.offer()
    lifeline.offer()
    measures.offer_measures()
