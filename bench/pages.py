"""The main pages at a national office's size, asked for in this process as a logged-in account.

`python -m bench pages` with KINKEEPER_DATA (or DATABASE_URL) at a large office; it must have been
built by `python -m bench office`. CPU is that of this process: on SQLite it holds the
database's work, on PostgreSQL it does not.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from django.db import connection
from django.db.models import Count
from django.utils import timezone

from bench.machine import keep, on_this_engine
from bench.requests import ask, logged_in
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.mission.casework.models import Visit
from kinkeeper.mission.people.models import Family, Membership, Person
from kinkeeper.mission.projects.models import Indicator

FILES = 12
THEN, KNOWN = "2018-12-31", "2019-01-15"


@dataclass(frozen=True)
class Page:
    """What is asked, by whom, and which target of bench.targets it must meet."""

    name: str
    who: str
    addresses: Sequence[str]
    kind: str


def main(only: str = "") -> None:

    found = [measured(page) for page in pages() if only in page.name]
    size = {"families": Family.objects.count(), "people": Person.objects.count()}
    scopes = {who: visible(Family, by=_account(who)).count() for who in ("oumar", "awa", "mariam")}
    if only:
        return
    keep(
        on_this_engine("pages"),
        {"database": _database(), "office": size, "families_in_scope": scopes, "pages": found},
        command="python -m bench pages",
    )


def _database() -> str:

    if connection.vendor == "sqlite":
        return "SQLite"
    return "PostgreSQL " + ".".join(map(str, divmod(connection.pg_version, 10000)))


def _account(who: str) -> Account:
    return Account.objects.get(email=f"{who}@demo.invalid")


def measured(page: Page) -> dict[str, Any]:
    """A page that fails is a figure too: `failed` says how, and the others are still measured."""
    account = _account(page.who)
    row: dict[str, Any] = {"page": page.name, "as": page.who, "kind": page.kind}
    try:
        row |= ask(logged_in(account), page.addresses).summary()
    except Exception as error:  # noqa: BLE001 - whatever a page throws belongs into the table
        row["failed"] = f"{type(error).__name__}: {error}"[:300]
    print(row, file=sys.stderr, flush=True)
    return row


def pages() -> Iterator[Page]:
    yield from lists()
    yield from files()
    yield from programme()
    yield from project()


def lists() -> Iterator[Page]:
    for who in ("awa", "mariam"):
        yield Page("my day", who, ["/"], "day")
        for kind in ("families", "people"):
            yield Page(f"{kind}, list", who, [f"/{kind}/", f"/{kind}/?page=3"], "list")
            for text in ("traore", "kulibali", "mahamadou", "aminata diarra"):
                yield Page(f"{kind}, search “{text}”", who, [f"/{kind}/?q={text}"], "search")


def files() -> Iterator[Page]:
    """Families with the most reviews behind them, and any others, each once."""
    rng = Random(11)
    for who in ("awa", "mariam"):
        account = _account(who)
        ids = list(visible(Family, by=account).order_by("code").values_list("pk", flat=True))
        chosen = rng.sample(ids, FILES)
        kin = Membership.objects.filter(family__in=chosen, until=None).order_by("pk")
        members = rng.sample(list(kin.values_list("person", flat=True)), FILES)
        yield Page("family page", who, [f"/families/{pk}/" for pk in chosen], "family")
        yield Page("person page", who, [f"/people/{pk}/" for pk in members], "person")
        busiest = _busiest(account)
        yield Page("family page, the longest", who, [f"/families/{busiest}/"], "family")


def _busiest(account: Any) -> Any:

    rows = visible(Visit, by=account).values("family").annotate(count=Count("pk"))
    return rows.order_by("-count", "family").values_list("family", flat=True)[0]


def programme() -> Iterator[Page]:
    past = timezone.localdate() - timedelta(days=200)
    for who in ("oumar", "awa", "mariam"):
        yield Page("programme, today", who, ["/programme/"], "past day")
        yield Page("programme, a past day", who, [f"/programme/?on={past}"], "past day")
        yield Page("programme, end of 2018", who, [f"/programme/?on={THEN}"], "past day")


def project() -> Iterator[Page]:

    sheet = "/projects/RECORDE/"
    yield Page("RECORDE, at its end", "mariam", [sheet], "framework")
    yield Page("RECORDE on 31/12/2018", "mariam", [f"{sheet}?on={THEN}"], "framework")
    known = f"{sheet}?on={THEN}&known={KNOWN}"
    yield Page("RECORDE on 31/12/2018 as known on 15/01/2019", "mariam", [known], "as known")
    yield Page("RECORDE for its funder", "pierre", [sheet], "framework")
    counted = Indicator.objects.filter(project__code="RECORDE").exclude(measure="")
    codes = list(counted.order_by("order").values_list("code", flat=True))
    rows = [f"{sheet}indicators/{code}/rows/?on={THEN}" for code in codes]
    yield Page("RECORDE, rows behind a number", "mariam", rows, "rows")
