"""Phones: what they may carry and send, and which there are."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.roles import COORDINATOR, DIRECTOR, FIELD_WORKER, NATIONAL, allow


class SyncConfig(AppConfig):
    name = "kinkeeper.ground.sync"
    label = "sync"
    verbose_name = _("phones")

    def ready(self) -> None:
        allow("sync.carry", FIELD_WORKER, COORDINATOR, DIRECTOR)
        allow("sync.devices", COORDINATOR, DIRECTOR, NATIONAL)

        from kinkeeper.ground.access.fencing import also_read

        also_read("sync.device", "sync.carry")

        from kinkeeper.ground.sync.actions.carried_by_hand import offer_export_key

        offer_export_key()
