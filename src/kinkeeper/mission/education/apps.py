"""Registers what this room offers to the others."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.roles import (
    CARE,
    COORDINATOR,
    DIRECTOR,
    FIELD_WORKER,
    NATIONAL,
    TEACHER,
    YOUTH_COUNSELLOR,
    allow,
)

FIELD = (FIELD_WORKER, COORDINATOR, DIRECTOR)


class EducationConfig(AppConfig):
    name = "kinkeeper.mission.education"
    label = "education"
    verbose_name = _("school")

    def ready(self) -> None:
        from kinkeeper.ground.access.fencing import also_read

        also_read("people.person", "education.read")  # whom a class calls, by name
        allow("education.read", TEACHER, *FIELD, YOUTH_COUNSELLOR, NATIONAL)
        allow("education.call", TEACHER, *FIELD)
        allow("education.enrol", *FIELD)
        allow("education.decide", COORDINATOR, DIRECTOR)
        allow("education.manage", COORDINATOR, DIRECTOR, NATIONAL)
        allow("education.years", NATIONAL)
        allow("sync.carry", TEACHER)
        _register()
        _offer()


def _register() -> None:
    from kinkeeper.ground.process.table import register
    from kinkeeper.mission.education.limits import LIMITS
    from kinkeeper.mission.education.process import SCHOOL

    register(SCHOOL, *LIMITS)


def _offer() -> None:
    from kinkeeper.ground.reports.offers import (
        FileSection,
        MenuEntry,
        offer_menu,
        offer_section,
    )
    from kinkeeper.mission.education import clashes, due, field, lifeline, measures, sections

    offer_menu(
        MenuEntry(
            _("School and daycare"), "schools", "education.read", CARE, 67, roles=(TEACHER, *FIELD)
        )
    )
    offer_section(
        FileSection(
            "people.person", "school", _("School"), 25, "education/section.html", sections.school
        )
    )
    clashes.offer()
    due.offer()
    lifeline.offer()
    measures.offer_measures()
    field.offer()
