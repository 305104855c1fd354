"""Sessions end after 15 idle minutes and after 12 hours; a second factor where it is required."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import has_second_factor, highest_class

BEGAN, LAST = "began", "last"
PERSONAL = 2
CLOCK_BACK = 5 * 60  # seconds; a session from the future would outlive its twelve hours


def limit_sessions(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, Account):
            if _over(request):
                logout(request)
                return redirect(settings.LOGIN_URL)
            if _needs_second_factor(request):
                return redirect("mfa_activate_totp")
            _speak(request)
        return get_response(request)

    return middleware


def _over(request: HttpRequest) -> bool:
    now = int(time.time())
    began = request.session.setdefault(BEGAN, now)
    last = request.session.get(LAST, now)
    if now - last > 60 or LAST not in request.session:
        request.session[LAST] = now
    return bool(
        now - last > settings.SESSION_IDLE_SECONDS
        or now - began > settings.SESSION_LONGEST_SECONDS
        or began - now > CLOCK_BACK
    )


def _needs_second_factor(request: HttpRequest) -> bool:
    """Whoever may meet personal values sets up a second factor first."""
    account = request.user
    if not settings.SECOND_FACTOR_REQUIRED or not isinstance(account, Account):
        return False
    if request.path.startswith(("/account/", "/static/", "/language/")):
        return False
    if highest_class(account) < PERSONAL or request.session.get("second_factor"):
        return False
    has = has_second_factor(account)
    request.session["second_factor"] = has
    return not has


def _speak(request: HttpRequest) -> None:
    """The account's own language stands over the browser's."""
    account = request.user
    if isinstance(account, Account) and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(account.language)
        request.LANGUAGE_CODE = account.language
