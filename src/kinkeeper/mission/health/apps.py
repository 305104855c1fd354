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


class HealthConfig(AppConfig):
    name = "kinkeeper.mission.health"
    label = "health"
    verbose_name = _("health")

    def ready(self) -> None:
        allow("health.read", *FIELD, NATIONAL)
        allow("health.write", *FIELD)
        allow("health.screen", *FIELD)
        allow("health.decide", COORDINATOR, DIRECTOR)
        allow("health.protocol", NATIONAL)
        _register()
        _offer()


def _register() -> None:
    from kinkeeper.ground.process.queries import ways_of
    from kinkeeper.ground.process.table import register
    from kinkeeper.ground.records.moving import goes_along
    from kinkeeper.mission.health.limits import LIMITS
    from kinkeeper.mission.health.models import NutritionCase
    from kinkeeper.mission.health.process import MALNUTRITION
    from kinkeeper.mission.people.queries import Person

    register(MALNUTRITION, *LIMITS)
    goes_along(Person, ways_of(NutritionCase, "person"))


def _offer() -> None:
    from kinkeeper.ground.reports.offers import (
        FileSection,
        MenuEntry,
        offer_menu,
        offer_section,
    )
    from kinkeeper.mission.health import due, field, lifeline, measures, sections
    from kinkeeper.mission.health.caring import heard
    from kinkeeper.mission.health.caring import measures as caring_measures
    from kinkeeper.mission.health.caring import offers as caring
    from kinkeeper.mission.health.vaccines import measures as vaccine_measures
    from kinkeeper.mission.health.vaccines import offers as vaccines

    offer_menu(MenuEntry(_("Nutrition"), "nutrition", "health.read", CARE, 65, roles=FIELD))
    offer_section(
        FileSection(
            "people.person", "growth", _("Growth and nutrition"), 30, "health/section.html",
            sections.growth,
        )
    )  # fmt: skip
    vaccines.offer()
    caring.offer()
    heard.listen()
    caring_measures.offer_measures()
    vaccine_measures.offer_measures()
    due.offer()
    lifeline.offer()
    measures.offer_measures()
    field.offer()
