"""Registers what this room offers to the others."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.roles import (
    CARE,
    COORDINATOR,
    DIRECTOR,
    FIELD_WORKER,
    MONITOR,
    MONITORING,
    NATIONAL,
    YOUTH_COUNSELLOR,
    allow,
)

WORKERS = (FIELD_WORKER, YOUTH_COUNSELLOR, COORDINATOR, DIRECTOR, NATIONAL)


class PeopleConfig(AppConfig):
    name = "kinkeeper.mission.people"
    label = "people"
    verbose_name = _("the main page")

    def ready(self) -> None:
        allow("people.read", *WORKERS, MONITOR)
        allow("people.write", *WORKERS)
        allow("people.unite", COORDINATOR, DIRECTOR, NATIONAL)
        allow("people.break_glass", FIELD_WORKER, YOUTH_COUNSELLOR, COORDINATOR, DIRECTOR)
        allow("people.break_glass_review", COORDINATOR, DIRECTOR, NATIONAL)
        allow("people.erase_ask", COORDINATOR, DIRECTOR, NATIONAL)
        allow("people.erase", DIRECTOR, NATIONAL)
        allow("people.show_openings", COORDINATOR, DIRECTOR)
        _register()
        _offer()


def _register() -> None:
    from kinkeeper.ground.process.queries import ways_of
    from kinkeeper.ground.process.table import register
    from kinkeeper.ground.records.moving import goes_along
    from kinkeeper.mission.people.erasing.process import ERASING, LIMITS
    from kinkeeper.mission.people.models import Erasure, Person, SamePerson
    from kinkeeper.mission.people.twice.process import TWICE

    register(TWICE)
    goes_along(Person, ways_of(SamePerson, "double"))
    register(ERASING, *LIMITS)
    goes_along(Person, ways_of(Erasure, "person"))


def _offer() -> None:
    from kinkeeper.ground.access.queries import offer_members
    from kinkeeper.ground.reports.offers import (
        MenuEntry,
        MenuGroup,
        offer_due,
        offer_life,
        offer_menu,
        offer_reading,
    )
    from kinkeeper.mission.people import field, lifeline, questioned
    from kinkeeper.mission.people.due import clash_lines, erasure_lines, glass_lines, same_lines
    from kinkeeper.mission.people.keeping.offers import offer_keeping
    from kinkeeper.mission.people.queries import AROUND, members_of_file

    offer_menu(
        MenuEntry(_("Families"), "families", "people.read", MONITORING, 10),
        MenuEntry(_("People"), "people", "people.read", MONITORING, 20),
        MenuEntry(
            _("Emergency opening"), "break_glass", "people.break_glass", CARE, 95, MenuGroup.OFFICE
        ),
    )
    offer_due(clash_lines)
    offer_due(same_lines)
    offer_due(erasure_lines)
    offer_due(glass_lines)
    offer_members(members_of_file)
    offer_life("people.person", lifeline.of_person)
    offer_reading("people.family", AROUND)
    offer_keeping()
    field.offer()
    questioned.offer()
