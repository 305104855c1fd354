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

FIELD = (FIELD_WORKER, YOUTH_COUNSELLOR, COORDINATOR, DIRECTOR)


class PapersConfig(AppConfig):
    name = "kinkeeper.mission.papers"
    label = "papers"
    verbose_name = _("birth papers")

    def ready(self) -> None:
        allow("papers.read", *FIELD, NATIONAL)
        allow("papers.write", *FIELD)
        allow("papers.work", *FIELD)
        allow("papers.decide", COORDINATOR, DIRECTOR)
        _register()
        _offer()


def _register() -> None:
    from kinkeeper.ground.process.queries import ways_of
    from kinkeeper.ground.process.table import register
    from kinkeeper.ground.records.moving import goes_along
    from kinkeeper.mission.papers.limits import LIMITS
    from kinkeeper.mission.papers.models import BirthFile
    from kinkeeper.mission.papers.process import BIRTH_PAPERS
    from kinkeeper.mission.people.queries import Person

    register(BIRTH_PAPERS, *LIMITS)
    goes_along(Person, ways_of(BirthFile, "person"))


def _offer() -> None:
    from kinkeeper.ground.reports.offers import (
        FileSection,
        MenuEntry,
        offer_menu,
        offer_section,
    )
    from kinkeeper.mission.papers import due, lifeline, measures, sections

    offer_menu(MenuEntry(_("Birth papers"), "birth_papers", "papers.read", CARE, 67, roles=FIELD))
    offer_section(
        FileSection(
            "people.person", "papers", _("Birth papers"), 28, "papers/section.html",
            sections.papers,
        )
    )  # fmt: skip
    due.offer()
    lifeline.offer()
    measures.offer_measures()
