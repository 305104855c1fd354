"""Every address names a capability and a purpose; one without is shut."""

from collections.abc import Iterator, Sequence
from inspect import getclosurevars, isfunction
from typing import Any

from django.urls import URLPattern, URLResolver
from ninja.operation import PathView

Pattern = URLPattern | URLResolver


def walk(patterns: Sequence[Pattern], prefix: str = "") -> Iterator[tuple[str, str, Any]]:
    """(address, name, view) of every pattern below."""
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, address)
        else:
            yield address, pattern.name or "", pattern.callback


def without_door(
    patterns: Sequence[Pattern], *, login_pages: tuple[str, ...], shut: dict[str, str]
) -> list[str]:
    """Addresses, and operations of the API, that name no door. `shut`: names known to be shut."""
    return [
        f"/{address} ({name}) names no door"
        for address, name, view in walk(patterns)
        if name not in shut and not name.startswith(login_pages)
        if not all(getattr(asked, "door", None) for asked in asked_of(view))
    ]


def asked_of(view: Any) -> list[Any]:
    """The functions behind a view: one, or an API address's operations, one for each verb."""
    if not isfunction(view):
        return [view]
    owner = getclosurevars(view).nonlocals.get("self")
    return [o.view_func for o in owner.operations] if isinstance(owner, PathView) else [view]
