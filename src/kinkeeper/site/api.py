"""The JSON API: one router per room, OpenAPI 3.1. Every operation names its door."""

import json
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.utils import translation
from ninja import NinjaAPI
from ninja.security import django_auth

api = NinjaAPI(
    title="Kinkeeper",
    version="1",
    description="One record for every child and family. Default: no.",
    auth=django_auth,
    urls_namespace="api",
    docs_url=None,
)


def _mount() -> None:
    for config in apps.get_app_configs():
        name = f"{config.name}.api"
        if config.name.startswith("kinkeeper.") and config.label != "site" and find_spec(name):
            api.add_router("", import_module(name).router, tags=[config.label])


def description() -> dict[str, Any]:
    """OpenAPI 3.1, in English whatever the reader's language, the same on every machine."""
    with translation.override("en"):
        schema: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    return schema


_mount()
