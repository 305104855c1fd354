"""What every page's frame shows: the menu of this person, and whether people are invented."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, roles_of
from kinkeeper.ground.access.roles import EVERYBODY, OWN
from kinkeeper.ground.reports.offers import MenuEntry, MenuGroup, menu_entries

MY_DAY = MenuEntry(_("My day"), "my_day", EVERYBODY, OWN, 0)


@dataclass(frozen=True)
class Entry:
    label: str | Promise
    url: str
    current: bool


@dataclass(frozen=True)
class Part:
    """Entries under one heading of the menu."""

    label: str | Promise
    entries: list[Entry]


def frame(request: HttpRequest) -> dict[str, Any]:
    account = getattr(request, "user", None)
    known = account if isinstance(account, Account) else None
    menu = _menu(request, known) if known else []
    return {"menu": menu, "account": known, "demonstration": settings.DEMONSTRATION}


def _menu(request: HttpRequest, account: Account) -> list[Part]:
    allowed = _allowed(account)
    here = _longest(request.path, [reverse(e.url) for e in allowed])
    parts = (Part(g.value, [_entry(e, here) for e in allowed if e.group is g]) for g in MenuGroup)
    return [part for part in parts if part.entries]


def _allowed(account: Account) -> list[MenuEntry]:
    roles = roles_of(account)
    return [
        entry
        for entry in (MY_DAY, *menu_entries())
        if (not entry.roles or roles.intersection(entry.roles))
        and may(account, entry.capability, purpose=entry.purpose)
    ]


def _entry(entry: MenuEntry, here: str) -> Entry:
    url = reverse(entry.url)
    return Entry(entry.label, url, current=url == here)


def _longest(path: str, urls: list[str]) -> str:
    """The longest address that begins this one; "" when none does."""
    fitting = [url for url in urls if path.startswith(url) and (url != "/" or path == "/")]
    return max(fitting, key=len, default="")
