"""Processes: one table each; from it come buttons, API verbs, due list, tests and diagram."""

from django.apps import AppConfig


class ProcessConfig(AppConfig):
    name = "kinkeeper.ground.process"
    label = "process"

    def ready(self) -> None:
        from kinkeeper.ground.access.roles import (
            ADMINISTRATOR,
            COORDINATOR,
            DIRECTOR,
            FIELD_WORKER,
            FINANCE,
            MONITOR,
            NATIONAL,
            YOUTH_COUNSELLOR,
            allow,
        )

        workers = (FIELD_WORKER, YOUTH_COUNSELLOR, COORDINATOR, DIRECTOR, NATIONAL)
        allow("process.read", *workers, MONITOR, FINANCE)
        allow("process.write", *workers)
        allow("process.limits", ADMINISTRATOR, NATIONAL)
