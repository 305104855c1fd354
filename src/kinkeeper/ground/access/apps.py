"""Access: who may meet which rows, which fields, and a log of what was met."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "kinkeeper.ground.access"
    label = "access"

    def ready(self) -> None:
        from kinkeeper.ground.access.guard import AccessGuard
        from kinkeeper.ground.access.roles import ADMINISTRATOR, NATIONAL, ROLES, allow
        from kinkeeper.ground.records.guard import set_guard

        allow("places.read", *ROLES)
        allow("places.write", NATIONAL)
        allow("access.manage", ADMINISTRATOR)

        set_guard(AccessGuard())
