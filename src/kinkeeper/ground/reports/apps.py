"""Reports: measures offered by the mission rooms, tables, pictures and frozen figures."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "kinkeeper.ground.reports"
    label = "reports"
