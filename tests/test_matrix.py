"""Every address and every API operation, walked with the whole cast: the default is no."""

from dataclasses import fields
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from ninja.operation import Operation

from kinkeeper.ground.access.doors import OPEN, door_of
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.access.roles import EVERYBODY
from kinkeeper.site.api import api
from tests.cast import Cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LOGIN = ("account/", "static/", "api/")
SAMPLES = {"uuid": str(uuid4()), "str": "RECORDE", "int": "1", "slug": "x"}


def addresses() -> list[tuple[str, URLPattern]]:
    found: list[tuple[str, URLPattern]] = []

    def walk(patterns: list[URLPattern | URLResolver], prefix: str) -> None:
        for entry in patterns:
            route = prefix + str(entry.pattern)
            if isinstance(entry, URLResolver):
                walk(entry.url_patterns, route)
            elif not route.startswith(LOGIN):
                found.append((route, entry))

    walk(get_resolver().url_patterns, "")
    return found


def sample(route: str) -> str:
    """An address of this route that names nothing that exists."""
    parts = []
    for part in route.split("/"):
        if part.startswith("<"):
            kind = part.strip("<>").split(":")[0] if ":" in part else "str"
            parts.append(SAMPLES[kind])
        else:
            parts.append(part)
    return "/" + "/".join(parts)


def asked(client: Client, route: str) -> int:
    """Status of the address, posted to where it takes nothing else."""
    answer = client.get(sample(route))
    return (
        client.post(sample(route)).status_code if answer.status_code == 405 else answer.status_code
    )


def operations() -> list[tuple[str, Operation]]:
    return [
        (path, operation)
        for _prefix, router in api._routers
        for path, view in router.path_operations.items()
        for operation in view.operations
    ]


def test_there_are_addresses_and_operations_to_walk() -> None:
    assert len(addresses()) > 30
    assert len(operations()) > 8


def test_every_address_names_a_door() -> None:
    without = [route for route, entry in addresses() if door_of(entry.callback) is None]
    assert without == []


def test_every_operation_of_the_api_names_a_door() -> None:
    without = [path for path, operation in operations() if door_of(operation.view_func) is None]
    assert without == []


@pytest.mark.parametrize("name", [f.name for f in fields(Cast) if f.name != "machine"])
def test_nobody_passes_a_door_without_its_capability(name: str, cast: Cast, client: Client) -> None:
    """Whoever lacks the capability meets 404, also where something might be found."""
    account = getattr(cast, name)
    client.force_login(account, backend=BACKEND)
    for route, entry in addresses():
        capability, purpose = door_of(entry.callback) or ("", "")
        if capability in {OPEN, EVERYBODY}:
            continue
        answer = asked(client, route)
        if not may(account, capability, purpose=purpose):
            assert answer == 404, f"{name} at {route}: {answer}"
        assert answer < 500, f"{name} at {route}: {answer}"


@pytest.mark.parametrize("name", ["nobody", "claire", "oumar", "pierre", "awa"])
def test_nobody_reaches_an_operation_without_its_capability(
    name: str, cast: Cast, client: Client
) -> None:
    account = getattr(cast, name)
    client.force_login(account, backend=BACKEND)
    for path, operation in operations():
        capability, purpose = door_of(operation.view_func) or ("", "")
        if may(account, capability, purpose=purpose):
            continue
        address = "/api" + sample(path.replace("{", "<str:").replace("}", ">").lstrip("/"))
        for method in operation.methods:
            answer = client.generic(method, address, data="{}", content_type="application/json")
            assert answer.status_code in {403, 404, 422}, f"{name} {method} {path}"


def test_before_login_no_address_shows_anything(client: Client, cast: Cast) -> None:
    for route, entry in addresses():
        capability, _purpose = door_of(entry.callback) or ("", "")
        if capability == OPEN:
            continue
        assert asked(client, route) == 302, route
