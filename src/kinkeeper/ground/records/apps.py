"""Records: the one write door and the ledger of every change."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "kinkeeper.ground.records"
    label = "records"
