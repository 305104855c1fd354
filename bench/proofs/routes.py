"""Every address of the program and every operation of the API, with the door each declares."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from kinkeeper.ground.access.doors import door_of
from kinkeeper.site.api import api

LIBRARY = ("account/", "static/", "api/")
OPEN = "open to all"


@dataclass(frozen=True)
class Route:
    """method: the one that the operation takes; "" for a page."""

    path: str
    method: str
    door: tuple[str, str] | None
    operation: Any = None

    @property
    def name(self) -> str:
        return f"{self.method or 'PAGE'} {self.path}"

    @property
    def parameters(self) -> list[str]:
        parts = self.path.replace("{", "<").replace("}", ">").split("<")[1:]
        return [part.split(">")[0].split(":")[-1] for part in parts]


def routes() -> list[Route]:
    return [*pages(), *operations()]


def pages() -> Iterator[Route]:
    def walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[Route]:
        for entry in patterns:
            at = prefix + str(entry.pattern)
            if isinstance(entry, URLResolver):
                yield from walk(entry.url_patterns, at)
            elif not at.startswith(LIBRARY):
                yield Route(f"/{at}", "", door_of(entry.callback))

    yield from walk(get_resolver().url_patterns, "")


def operations() -> Iterator[Route]:
    for _prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                for method in operation.methods:
                    door = door_of(operation.view_func)
                    yield Route(f"/api{path}", method, door, operation)


def declared_doors() -> dict[str, tuple[str, str]]:
    return {route.name: route.door or ("", "") for route in routes()}


def filled(path: str, values: dict[str, str]) -> str:
    """The address with its parameters put in."""
    out, rest = "", path.replace("{", "<").replace("}", ">")
    while "<" in rest:
        before, _, rest = rest.partition("<")
        inside, _, rest = rest.partition(">")
        out += before + values[inside.split(":")[-1]]
    return out + rest
