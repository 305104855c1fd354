"""Registers what this room offers to the others."""

from django.apps import AppConfig

from kinkeeper.ground.access.roles import (
    COORDINATOR,
    DIRECTOR,
    FIELD_WORKER,
    FINANCE,
    FUNDER,
    MONITOR,
    NATIONAL,
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
