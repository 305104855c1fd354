"""Reports: measures offered by the mission rooms, tables, pictures and frozen figures."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "kinkeeper.ground.reports"
    label = "reports"

    def ready(self) -> None:
        from kinkeeper.ground.access.roles import (
            COORDINATOR,
            DIRECTOR,
            FINANCE,
            FUNDER,
            MONITOR,
            NATIONAL,
            allow,
        )

        allow("reports.read", COORDINATOR, DIRECTOR, NATIONAL, MONITOR, FINANCE, FUNDER)
        allow("reports.freeze", NATIONAL, MONITOR)
