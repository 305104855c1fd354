"""Registers what this room offers to the others."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.roles import (
    COORDINATOR,
    DIRECTOR,
    FIELD_WORKER,
    MONITOR,
    NATIONAL,
    allow,
)

WORKERS = (FIELD_WORKER, COORDINATOR, DIRECTOR, NATIONAL)


class CaseworkConfig(AppConfig):
    name = "kinkeeper.mission.casework"
    label = "casework"
    verbose_name = _("the file of the family")

    def ready(self) -> None:
        from kinkeeper.ground.process.table import register_limits
        from kinkeeper.mission.casework.limits import LIMITS

        allow("casework.read", *WORKERS, MONITOR)
        allow("casework.write", *WORKERS)
        allow("casework.follow", FIELD_WORKER, COORDINATOR, DIRECTOR)
        register_limits(*LIMITS)
        self._offer()

    def _offer(self) -> None:
        from kinkeeper.ground.reports.offers import (
            FileSection,
            offer_due,
            offer_life,
            offer_life_of,
            offer_reading,
            offer_section,
        )
        from kinkeeper.mission.casework import field, sections
        from kinkeeper.mission.casework.duties import due_lines
        from kinkeeper.mission.casework.lifeline import family_facts, person_facts
        from kinkeeper.mission.casework.queries import FILE

        parts = (
            ("dimensions", _("Eight dimensions"), 30, sections.dimensions),
            ("plan", _("Plan"), 40, sections.plan),
            ("services", _("Services"), 50, sections.services),
            ("visits", _("Visits"), 60, sections.visits),
            ("reviews", _("Reviews"), 70, sections.reviews),
        )
        for code, label, order, context in parts:
            template = f"casework/part_{code}.html"
            offer_section(FileSection("people.family", code, label, order, template, context))
        offer_reading("people.family", FILE)
        offer_due(due_lines)
        offer_life_of("people.family", family_facts)
        offer_life("people.person", person_facts)
        field.offer()
