"""The chain over the logs: what was read, written and refused cannot be changed unseen."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "kinkeeper.ground.audit"
    label = "audit"
