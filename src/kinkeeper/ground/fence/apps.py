"""The fence: what the database itself refuses, whatever the program asks of it."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class FenceConfig(AppConfig):
    name = "kinkeeper.ground.fence"
    label = "fence"

    def ready(self) -> None:
        from kinkeeper.ground.fence.actions import stand_again

        connection_created.connect(stand_again, dispatch_uid="fence")
