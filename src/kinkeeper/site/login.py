"""Who may open an account: nobody by themselves; an administrator invites."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class StaffOnly(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False


def typed_address(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Whom somebody tried to be: counted with the address they came from, never alone."""
    held = credentials or {}
    return str(held.get("email") or held.get("username") or request.POST.get("login", "")).lower()
