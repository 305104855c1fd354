"""Every address names a capability and a purpose; one without is shut.

`@door("people.read", purpose=CARE)` on a view; `open_to_all` for the few pages before login.
Inside the view `request.by` is the account and `request.purpose` the purpose.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import resolve

from kinkeeper.ground.access.actions import refused
from kinkeeper.ground.access.fencing import fence_for
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.access.roles import EVERYBODY
from kinkeeper.ground.fence.actions import fenced
from kinkeeper.ground.records.guard import Refused

OPEN = "open to all"


class Asked(HttpRequest):
    """A request that came through a door."""

    user: Account
    purpose: str


View = Callable[..., HttpResponseBase]


def door(capability: str, *, purpose: str) -> Callable[[View], View]:
    """The view runs only for an account with the capability somewhere; else 404."""

    def hang(view: View) -> View:
        @wraps(view)
        def opened(request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not _known(request):
                return redirect_to_login(request.get_full_path())
            if capability != EVERYBODY and not may(request.user, capability, purpose=purpose):
                raise Http404
            request.purpose = purpose
            try:
                with fenced(fence_for(request.user)):
                    return view(request, *args, **kwargs)
            except Refused as refusal:
                raise Http404 from refusal

        opened.door = (capability, purpose)  # type: ignore[attr-defined]
        return opened

    return hang


def _known(request: HttpRequest) -> bool:
    return isinstance(request.user, Account)


def open_to_all(view: View) -> View:
    """For the pages before login: they show nothing of anybody."""
    view.door = (OPEN, "")  # type: ignore[attr-defined]
    return view


def door_of(view: Any) -> tuple[str, str] | None:
    return cast(tuple[str, str] | None, getattr(view, "door", None))


NO_HOUR = "tell"
LOGIN_PAGES = ("account_", "mfa_", "django_tasks")


def guard_doors(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Shuts every address whose view names no door, and writes down each refusal."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == 404 and request.resolver_match and not _is_told(request):
            refused(request.user, door=request.resolver_match.view_name or "")
        return response

    middleware.process_view = _shut  # type: ignore[attr-defined]
    return middleware


def _is_told(request: HttpRequest) -> bool:
    """Whoever tells something without a name leaves no hour, in no log."""
    name = (request.resolver_match.view_name or "") if request.resolver_match else ""
    return name.startswith(NO_HOUR) and not _known(request)


def _shut(
    request: HttpRequest, view: Any, _args: list[Any], _kwargs: dict[str, Any]
) -> HttpResponse | None:
    name = (request.resolver_match.view_name or "") if request.resolver_match else ""
    if door_of(view) or name.startswith(LOGIN_PAGES):
        return None
    raise Http404


def door_at(path: str) -> tuple[str, str] | None:
    return door_of(resolve(path).func)
