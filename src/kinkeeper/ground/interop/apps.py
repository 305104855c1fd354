"""Interop: what comes in from other lists and what goes out."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InteropConfig(AppConfig):
    name = "kinkeeper.ground.interop"
    label = "interop"
    verbose_name = _("lists and exports")

    def ready(self) -> None:
        from kinkeeper.ground.access.roles import COORDINATOR, FIELD_WORKER, NATIONAL, allow
        from kinkeeper.ground.interop.exports.opening import open_exports

        open_exports()
        allow("interop.import", FIELD_WORKER, COORDINATOR, NATIONAL)
