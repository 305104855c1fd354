"""What a person is told of who read her file: day, role, place, which part of it, what for.

Never a name of a colleague; and never a reading for protection or safeguarding: whoever hurts a
child may sit beside the one who is told, and must not learn from a list that somebody works on it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.apps import AppConfig, apps
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Grant, Reading
from kinkeeper.ground.access.roles import PROTECTION, PURPOSES, ROLES, SAFEGUARDING

MOST = 2000
UNSAID = (PROTECTION, SAFEGUARDING)


@dataclass(frozen=True)
class Stay:
    """A file counts as the person's from a day until a day (half-open; None: no end)."""

    file: UUID
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Shown:
    """One line to be read aloud. kind: of the record whose page it was. emergency: opened by
    somebody who had no right to this file otherwise."""

    day: date
    role: str | Promise
    place: str
    part: str | Promise
    kind: str
    purpose: str | Promise
    emergency: bool
    times: int = 1


def shown(stays: Iterable[Stay], *, near: str, since: date | None = None) -> list[Shown]:
    """Who opened these files, newest first, one line for equal ones of a day.

    near: path of the place of the file, to say which of several grants of a reader counted.
    The caller has asked whether the reader of this list may meet the person.
    """
    periods = {stay.file: stay for stay in stays}
    rows = Reading.objects.filter(subject__in=periods).exclude(purpose__in=UNSAID)
    if since:
        rows = rows.filter(at__date__gte=since)
    found = [row for row in rows.order_by("-at", "-pk")[:MOST] if _tells(row, periods)]
    grants = _grants({row.account for row in found})
    lines: dict[tuple[Any, ...], Shown] = {}
    for row in found:
        line = _line(row, grants.get(row.account, []), near=near, files=set(periods))
        key = (line.day, line.role, line.place, line.part, line.kind, line.purpose, line.emergency)
        before = lines.get(key)
        lines[key] = replace(before, times=before.times + 1) if before else line
    return list(lines.values())


def _tells(row: Reading, periods: dict[UUID, Stay]) -> bool:
    room = room_of(row.door)
    if room and not getattr(room, "told_to_the_person", True):
        return False
    stay, day = periods[row.subject or UUID(int=0)], _day(row.at)
    return (stay.since is None or stay.since <= day) and (stay.until is None or day < stay.until)


def _line(row: Reading, grants: list[Grant], *, near: str, files: set[UUID]) -> Shown:
    day = _day(row.at)
    held = [g for g in grants if g.since <= day and (g.until is None or day < g.until)]
    emergency = any(g.file in files and g.ends_at and row.at <= g.ends_at for g in held)
    fitting = [g for g in held if g.file is None and row.purpose in ROLES[g.role].purposes]
    best = sorted(fitting, key=lambda g: not (g.place and near.startswith(g.place.path)))
    role = ROLES[best[0].role].label if best else _("somebody who does not work here any more")
    place = best[0].place.name if best and best[0].place else ""
    return Shown(
        day, role, place, title_of(row.door), row.kind,
        PURPOSES.get(row.purpose, row.purpose), emergency,
    )  # fmt: skip


def _grants(accounts: set[UUID]) -> dict[UUID, list[Grant]]:
    found: dict[UUID, list[Grant]] = {}
    rows = Grant.objects.filter(account__in=accounts).select_related("place")
    for row in rows.order_by("since", "pk"):
        found.setdefault(row.account_id, []).append(row)
    return found


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()


def title_of(door: str) -> str | Promise:
    """Words for a door: the part of the programme it belongs to."""
    room = room_of(door)
    return room.verbose_name if room else _("the exchange of data")


def room_of(door: str) -> AppConfig | None:
    """The room whose page has this name of an address; None for the JSON API and what is gone."""
    module = _modules().get(door, "")
    return apps.get_containing_app_config(module) if module else None


@lru_cache(maxsize=1)
def _modules() -> dict[str, str]:
    return dict(_named(get_resolver().url_patterns))


def _named(patterns: Iterable[Any]) -> Iterable[tuple[str, str]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _named(one.url_patterns)
        elif isinstance(one, URLPattern) and one.name:
            yield one.name, one.callback.__module__
