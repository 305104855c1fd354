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


class StrengtheningConfig(AppConfig):
    name = "kinkeeper.mission.strengthening"
    label = "strengthening"

    def ready(self) -> None:
        allow("strengthening.read", *WORKERS, MONITOR)
        allow("strengthening.write", *WORKERS)
        allow("strengthening.propose", FIELD_WORKER, COORDINATOR, DIRECTOR)
        allow("strengthening.decide", COORDINATOR, DIRECTOR)
