"""Doors for the JSON API: every operation names a capability and a purpose, or stays shut.

`router = DoorRouter()`, and between `@router.get(...)` and the function the line
`@api_door("people.read", purpose=CARE)`.
An address one of whose operations names no door is shut for everybody, like any other page.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import Http404, HttpRequest
from ninja import Router
from ninja.operation import Operation, PathView

from kinkeeper.ground.access.fencing import fence_for
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.fence.actions import fenced
from kinkeeper.ground.records.guard import Refused

F = TypeVar("F", bound=Callable[..., Any])


def api_door(capability: str, *, purpose: str) -> Callable[[F], F]:
    """The operation runs only for an account with the capability somewhere; else 404.

    Inside, `request.user` is the account and `request.purpose` the purpose.
    """

    def hang(operation: F) -> F:
        @wraps(operation)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            account = request.user
            if not isinstance(account, Account) or not may(account, capability, purpose=purpose):
                raise Http404
            request.purpose = purpose  # type: ignore[attr-defined]
            try:
                with fenced(fence_for(account)):
                    return operation(request, *args, **kwargs)
            except Refused as refusal:
                raise Http404 from refusal

        opened.door = (capability, purpose)  # type: ignore[attr-defined]
        return cast(F, opened)

    return hang


def doors_of(view: Any) -> dict[str, tuple[str, str]]:
    """The door of each method of an API address: {"GET": (capability, purpose), ...}."""
    return dict(getattr(view, "doors", {}))


class DoorPath(PathView):
    """An address of the API that carries the doors of its operations to the outside."""

    def get_view(self) -> Callable[..., Any]:
        view = super().get_view()
        doors = {m: _door(o) for o in self.operations for m in o.methods}
        named = {method: door for method, door in doors.items() if door}
        if named and len(named) == len(doors):
            view.doors = named  # type: ignore[attr-defined]
            view.door = next(iter(named.values()))  # type: ignore[attr-defined]
        return view

    def clone(self) -> "DoorPath":
        cloned = DoorPath()
        cloned.__dict__.update(super().clone().__dict__)
        return cloned


class DoorRouter(Router):
    """A router whose addresses are shut unless each operation has its door."""

    def add_api_operation(self, path: str, *args: Any, **kwargs: Any) -> None:
        self.path_operations.setdefault(path, DoorPath())
        super().add_api_operation(path, *args, **kwargs)


def _door(operation: Operation) -> tuple[str, str] | None:
    return getattr(operation.view_func, "door", None)
