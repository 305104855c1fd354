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


class FoodConfig(AppConfig):
    name = "kinkeeper.mission.food"
    label = "food"
    verbose_name = _("food")

    def ready(self) -> None:
        from kinkeeper.ground.process.table import register_limits
        from kinkeeper.mission.food.limits import LIMITS

        allow("food.read", *WORKERS, NATIONAL)
        allow("food.write", *WORKERS)
        allow("food.alerts", COORDINATOR, DIRECTOR)
        allow("food.settings", NATIONAL)
        register_limits(*LIMITS)
        _offer()


def _offer() -> None:
    from kinkeeper.ground.instruments.listeners import on_answers
    from kinkeeper.ground.reports.offers import (
        FileSection,
        MenuEntry,
        offer_due,
        offer_life_of,
        offer_menu,
        offer_reading,
        offer_section,
    )
    from kinkeeper.mission.food import due, lifeline, measures, sections
    from kinkeeper.mission.food.actions import FOOD, WATER, take_answers
    from kinkeeper.mission.food.queries import SURVEYS

    for code in (FOOD, WATER):
        on_answers(code, take_answers)
    offer_menu(MenuEntry(_("Food and water"), "food", "food.read", CARE, 66, roles=WORKERS))
    offer_section(
        FileSection(
            "people.family", "food", _("Food and water"), 80, "food/section.html", sections.food
        )
    )
    offer_reading("people.family", SURVEYS)
    offer_due(due.due_lines)
    offer_life_of("people.family", lifeline.facts)
    measures.offer_measures()
