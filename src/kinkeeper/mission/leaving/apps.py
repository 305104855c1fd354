"""Registers what this room offers to the others."""

from django.apps import AppConfig

from kinkeeper.ground.access.roles import (
    COORDINATOR,
    DIRECTOR,
    FIELD_WORKER,
    MONITOR,
    NATIONAL,
    YOUTH_COUNSELLOR,
    allow,
)

CLOSE = (YOUTH_COUNSELLOR, COORDINATOR, DIRECTOR)
DAILY = (YOUTH_COUNSELLOR, DIRECTOR, NATIONAL)


class LeavingConfig(AppConfig):
    name = "kinkeeper.mission.leaving"
    label = "leaving"

    def ready(self) -> None:
        allow("leaving.read", FIELD_WORKER, *CLOSE, NATIONAL, MONITOR)
        allow("leaving.write", *CLOSE, NATIONAL)
        allow("leaving.propose", *CLOSE)
        allow("leaving.decide", DIRECTOR, NATIONAL)
        # The money is the child's: its own people only, and no office above them.
        allow("leaving.savings", YOUTH_COUNSELLOR, DIRECTOR)
        allow("leaving.settings", NATIONAL)
        _register()


def _register() -> None:
    from kinkeeper.ground.process.table import register
    from kinkeeper.mission.leaving.limits import LIMITS
    from kinkeeper.mission.leaving.process import WAY

    register(WAY, *LIMITS)
