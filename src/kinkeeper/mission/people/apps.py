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


class PeopleConfig(AppConfig):
    name = "kinkeeper.mission.people"
    label = "people"

    def ready(self) -> None:
        allow("people.read", *WORKERS, MONITOR)
        allow("people.write", *WORKERS)
