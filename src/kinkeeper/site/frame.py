"""What every page's frame shows: the menu of this person, and whether people are invented."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.access.roles import EVERYBODY, OWN
from kinkeeper.ground.reports.offers import MenuEntry, menu_entries

MY_DAY = MenuEntry(_("My day"), "my_day", EVERYBODY, OWN, 0)


@dataclass(frozen=True)
class Entry:
    label: str | Promise
    url: str
    current: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    account = getattr(request, "user", None)
    known = account if isinstance(account, Account) else None
    menu = _menu(request, known) if known else []
    return {"menu": menu, "account": known, "demonstration": settings.DEMONSTRATION}


def _menu(request: HttpRequest, account: Account) -> list[Entry]:
    allowed = [
        e for e in (MY_DAY, *menu_entries()) if may(account, e.capability, purpose=e.purpose)
    ]
    found = [Entry(e.label, reverse(e.url), current=False) for e in allowed]
    return [Entry(e.label, e.url, _current(request.path, e.url, found)) for e in found]


def _current(path: str, url: str, entries: list[Entry]) -> bool:
    """The entry with the longest address that begins this one."""
    fitting = [e.url for e in entries if path.startswith(e.url) and (e.url != "/" or path == "/")]
    return bool(fitting) and url == max(fitting, key=len)
