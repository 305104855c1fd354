"""Registers what this room offers to the others."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.roles import (
    COORDINATOR,
    DIRECTOR,
    FIELD_WORKER,
    FINANCE,
    FUNDER,
    MONITOR,
    NATIONAL,
    REPORTING,
    allow,
)

WORKERS = (FIELD_WORKER, COORDINATOR, DIRECTOR, NATIONAL)


class ProjectsConfig(AppConfig):
    name = "kinkeeper.mission.projects"
    label = "projects"
    verbose_name = _("projects")

    def ready(self) -> None:
        allow("projects.read", *WORKERS, MONITOR, FINANCE, FUNDER)
        allow("projects.write", NATIONAL)
        allow("projects.spend", FINANCE, NATIONAL)
        allow("projects.freeze", NATIONAL, MONITOR)
        allow("projects.values", COORDINATOR, DIRECTOR, NATIONAL, MONITOR)
        allow("projects.enter", COORDINATOR, DIRECTOR, MONITOR)
        allow("projects.approve", NATIONAL, MONITOR)
        allow("process.write", MONITOR)  # values and periods are monitoring's own processes
        allow("projects.rows", *WORKERS, MONITOR)
        allow("projects.export", COORDINATOR, DIRECTOR, NATIONAL, MONITOR, FINANCE, FUNDER)
        _register()
        _offer()


def _register() -> None:
    from kinkeeper.ground.process.table import register
    from kinkeeper.mission.projects.process import LIMITS, PERIOD, VALUE

    register(VALUE, *LIMITS)
    register(PERIOD)


def _offer() -> None:
    from kinkeeper.ground.interop.profile import offer_project_choices
    from kinkeeper.ground.reports.offers import MenuEntry, MenuGroup, offer_menu
    from kinkeeper.mission.community import queries as community
    from kinkeeper.mission.projects import due, facts
    from kinkeeper.mission.projects.frozen import offer_reports
    from kinkeeper.mission.projects.measures import offer_measures
    from kinkeeper.mission.projects.queries import choosable_projects, running_projects
    from kinkeeper.mission.strengthening.queries import offer_projects

    offer_menu(
        MenuEntry(_("Projects"), "projects", "projects.read", REPORTING, 50, MenuGroup.FIGURES)
    )
    offer_measures()
    offer_reports()
    due.offer()
    facts.offer()
    offer_projects(running_projects)
    community.offer_projects(running_projects)
    offer_project_choices(choosable_projects)
