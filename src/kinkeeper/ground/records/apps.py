"""Records: the one write door and the ledger of every change."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "kinkeeper.ground.records"
    label = "records"

    def ready(self) -> None:
        from kinkeeper.ground.records import masking, once_a_request, trail

        once_a_request.listen()
        trail.offer()
        masking.mask_all()
