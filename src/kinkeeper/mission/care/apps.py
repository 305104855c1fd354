"""Registers what this room offers to the others."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.roles import (
    COORDINATOR,
    DIRECTOR,
    FIELD_WORKER,
    MONITOR,
    NATIONAL,
    YOUTH_COUNSELLOR,
    allow,
)

WORKERS = (FIELD_WORKER, YOUTH_COUNSELLOR, COORDINATOR, DIRECTOR, NATIONAL)


class CareConfig(AppConfig):
    name = "kinkeeper.mission.care"
    label = "care"
    verbose_name = _("the place where the child lives")

    def ready(self) -> None:
        from kinkeeper.mission.care.overlaps import watch

        allow("care.read", *WORKERS, MONITOR)
        allow("care.write", *WORKERS)
        allow("care.manage", DIRECTOR, NATIONAL)
        allow("care.decide", DIRECTOR, NATIONAL)
        allow("care.approve_young", NATIONAL)
        post_migrate.connect(watch, sender=self, dispatch_uid="care.overlaps")
        _offer()


def _offer() -> None:
    from kinkeeper.ground.access.roles import MONITORING
    from kinkeeper.ground.reports.offers import (
        FileSection,
        MenuEntry,
        MenuGroup,
        offer_menu,
        offer_section,
    )
    from kinkeeper.mission.care import due, lifeline, measures, sections
    from kinkeeper.mission.care.following.offers import offer_following

    offer_menu(
        MenuEntry(_("Villages"), "care_villages", "care.read", MONITORING, 10, MenuGroup.CARE)
    )
    offer_section(
        FileSection("people.person", "care", _("In care"), 12, "care/person.html", sections.person)
    )
    due.offer()
    measures.offer()
    lifeline.offer()
    offer_following()
