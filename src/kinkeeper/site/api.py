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
    _hoist(schema, schema["components"]["schemas"])
    return schema


def _hoist(part: Any, schemas: dict[str, Any]) -> None:
    """A schema that brings its own definitions: they stand with the others, where `$ref` finds
    them; within an OpenAPI document "#/$defs" would be looked for at its root."""
    if isinstance(part, list):
        for one in part:
            _hoist(one, schemas)
    if isinstance(part, dict):
        for name, own in part.pop("$defs", {}).items():
            schemas.setdefault(name, own)
        if str(part.get("$ref", "")).startswith("#/$defs/"):
            part["$ref"] = part["$ref"].replace("#/$defs/", "#/components/schemas/")
        for one in list(part.values()):
            _hoist(one, schemas)


_mount()
