"""A body that an operation of the API accepts, made from its own description."""

from functools import cache
from typing import Any

from bench.proofs.routes import Route
from kinkeeper.site.api import description

EXAMPLES = {"date": "2026-01-15", "date-time": "2026-01-15T10:00:00Z", "uuid": "", "email":
            "a@exemple.invalid"}  # fmt: skip


@cache
def contract() -> dict[str, Any]:
    return description()


def schema_of(route: Route) -> dict[str, Any]:
    said = contract()["paths"].get(route.path, {}).get(route.method.lower(), {})
    content = said.get("requestBody", {}).get("content", {})
    return dict(content.get("application/json", {}).get("schema", {}))


def body_for(route: Route) -> Any:
    schema = schema_of(route)
    return example(schema) if schema else {}


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = contract()["components"]["schemas"][schema["$ref"].split("/")[-1]]
    return schema


def example(schema: dict[str, Any], *, every: bool = False) -> Any:
    """The least that is asked for; with `every`, all that may be said."""
    schema = resolved(schema)
    for choice in ("anyOf", "oneOf", "allOf"):
        if choice in schema:
            kinds = [s for s in schema[choice] if s.get("type") != "null"]
            return example(kinds[0], every=every) if kinds else None
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    return _plain(schema, every=every)


def _plain(schema: dict[str, Any], *, every: bool) -> Any:
    kind = schema.get("type")
    if kind == "object" or "properties" in schema:
        wanted = schema.get("properties", {}) if every else schema.get("required", [])
        return {name: example(schema["properties"][name], every=every) for name in wanted}
    if kind == "array":
        return [example(schema.get("items", {}), every=every)] if schema.get("minItems") else []
    if kind in {"integer", "number"}:
        return max(1, schema.get("minimum", 1))
    if kind == "boolean":
        return True
    return _text(schema)


def _text(schema: dict[str, Any]) -> str:
    made = EXAMPLES.get(schema.get("format", ""), "texte")
    if schema.get("format") == "uuid":
        return "01900000-0000-7000-8000-000000000000"
    return made[: schema.get("maxLength", 100)].ljust(schema.get("minLength", 0), "x")
