"""Interop: what comes in from other lists and what goes out."""

from django.apps import AppConfig


class InteropConfig(AppConfig):
    name = "kinkeeper.ground.interop"
    label = "interop"
