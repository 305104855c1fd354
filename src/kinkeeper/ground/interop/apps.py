"""Interop: what comes in from other lists and what goes out."""

from django.apps import AppConfig


class InteropConfig(AppConfig):
    name = "kinkeeper.ground.interop"
    label = "interop"

    def ready(self) -> None:
        from kinkeeper.ground.access.roles import COORDINATOR, FIELD_WORKER, NATIONAL, allow
        from kinkeeper.ground.interop.exports.opening import open_exports

        open_exports()
        allow("interop.import", FIELD_WORKER, COORDINATOR, NATIONAL)
