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


class CaseworkConfig(AppConfig):
    name = "kinkeeper.mission.casework"
    label = "casework"

    def ready(self) -> None:
        allow("casework.read", *WORKERS, MONITOR)
        allow("casework.write", *WORKERS)
