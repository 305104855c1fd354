"""Access: who may meet which rows, which fields, and a log of what was met."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "kinkeeper.ground.access"
    label = "access"

    def ready(self) -> None:
        from kinkeeper.ground.access import trail
        from kinkeeper.ground.access.guard import AccessGuard
        from kinkeeper.ground.access.roles import (
            ADMINISTRATOR,
            COORDINATOR,
            DIRECTOR,
            FIELD_WORKER,
            NATIONAL,
            ROLES,
            YOUTH_COUNSELLOR,
            allow,
        )
        from kinkeeper.ground.records.guard import set_guard

        allow("places.read", *ROLES)
        allow("places.write", NATIONAL)
        allow("access.manage", ADMINISTRATOR)
        allow("access.readings", COORDINATOR, ADMINISTRATOR)
        allow("records.files", FIELD_WORKER, YOUTH_COUNSELLOR, COORDINATOR, DIRECTOR)
        allow("records.consents", FIELD_WORKER, YOUTH_COUNSELLOR, COORDINATOR, DIRECTOR)

        set_guard(AccessGuard())
        trail.offer()
