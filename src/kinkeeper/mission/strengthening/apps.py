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
    OWN,
    allow,
)

FIELD = (FIELD_WORKER, COORDINATOR, DIRECTOR)
WORKERS = (*FIELD, NATIONAL)


class StrengtheningConfig(AppConfig):
    name = "kinkeeper.mission.strengthening"
    label = "strengthening"
    verbose_name = _("the programme of strengthening")

    def ready(self) -> None:
        allow("strengthening.read", *WORKERS, MONITOR)
        allow("strengthening.write", *WORKERS)
        allow("strengthening.propose", *FIELD)
        allow("strengthening.decide", COORDINATOR, DIRECTOR)
        _register()
        _offer()


def _register() -> None:
    from kinkeeper.ground.process.queries import ways_of
    from kinkeeper.ground.process.table import register
    from kinkeeper.ground.records.moving import goes_along
    from kinkeeper.mission.people.queries import Family
    from kinkeeper.mission.strengthening.limits import LIMITS
    from kinkeeper.mission.strengthening.models import Enrolment
    from kinkeeper.mission.strengthening.process import FAMILY
    from kinkeeper.mission.strengthening.queries import accompanied_in

    register(FAMILY, *LIMITS)
    goes_along(Family, ways_of(Enrolment, "family"))
    goes_along(Family, accompanied_in)


def _offer() -> None:
    from kinkeeper.ground.reports.offers import (
        FileSection,
        MenuEntry,
        MenuGroup,
        offer_menu,
        offer_reading,
        offer_section,
    )
    from kinkeeper.mission.casework.queries import offer_beginning
    from kinkeeper.mission.strengthening import due, field, lifeline, measures, page, sections
    from kinkeeper.mission.strengthening.queries import first_day_of
    from kinkeeper.mission.strengthening.register.profile import offer_register

    offer_menu(
        MenuEntry(_("Programme"), "programme", "strengthening.read", CARE, 30),
        MenuEntry(_("Time limits"), "limits", "process.limits", OWN, 90, MenuGroup.OFFICE),
        MenuEntry(_("Sessions"), "sessions", "strengthening.read", CARE, 60, roles=FIELD),
    )
    offer_section(
        FileSection(
            "people.family", "standing", _("Where the family stands"), 10,
            "strengthening/standing.html", sections.standing,
        ),
        FileSection(
            "people.person", "programme", _("In the programme"), 15,
            "strengthening/person.html", sections.person,
        ),
    )  # fmt: skip
    offer_reading("people.family", page.PROGRAMME)
    due.offer()
    lifeline.offer()
    measures.offer_measures()
    offer_register()
    offer_beginning(first_day_of)
    field.offer()
