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

    def ready(self) -> None:
        allow("projects.read", *WORKERS, MONITOR, FINANCE, FUNDER)
        allow("projects.write", NATIONAL)
        allow("projects.spend", FINANCE, NATIONAL)
        allow("projects.freeze", NATIONAL, MONITOR)
        allow("projects.rows", *WORKERS, MONITOR)
        allow("projects.export", COORDINATOR, DIRECTOR, NATIONAL, MONITOR, FINANCE, FUNDER)
        _offer()


def _offer() -> None:
    from kinkeeper.ground.interop.profile import offer_project_choices
    from kinkeeper.ground.reports.offers import MenuEntry, MenuGroup, offer_menu
    from kinkeeper.mission.projects.frozen import offer_reports
    from kinkeeper.mission.projects.measures import offer_measures
    from kinkeeper.mission.projects.queries import choosable_projects, running_projects
    from kinkeeper.mission.strengthening.queries import offer_projects

    offer_menu(
        MenuEntry(_("Projects"), "projects", "projects.read", REPORTING, 50, MenuGroup.FIGURES)
    )
    offer_measures()
    offer_reports()
    offer_projects(running_projects)
    offer_project_choices(choosable_projects)
