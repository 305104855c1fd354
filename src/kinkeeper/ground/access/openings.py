"""Who opened what: the log of readings as the administrator reads it. Ids, times, doors - no names
of those who were met, no value of any record."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise

from kinkeeper.ground.access.models import Account, Reading
from kinkeeper.ground.access.queries import By, may
from kinkeeper.ground.access.roles import ADMINISTRATION, PURPOSES
from kinkeeper.ground.access.shown import title_of

CAPABILITY = "access.readings"
PAGE = 100


@dataclass(frozen=True)
class Wanted:
    """Which lines: of one account, of one day, about one record; all of them where empty."""

    account: UUID | None = None
    day: date | None = None
    record: UUID | None = None


@dataclass(frozen=True)
class Opening:
    """subject: the record whose own page it was. met: how many records stood on the page.
    part: the part of the programme the door belongs to, in words."""

    at: datetime
    who: str
    door: str
    part: str | Promise
    purpose: str | Promise
    kind: str
    subject: UUID | None
    met: int


def openings(wanted: Wanted, *, by: By, page: int = 1) -> tuple[list[Opening], bool]:
    """One page of the log, newest first, and whether another follows. Nothing for whoever may
    not read it."""
    if not may(by, CAPABILITY, purpose=ADMINISTRATION):
        return [], False
    rows = Reading.objects.order_by("-at", "-pk")
    if wanted.account:
        rows = rows.filter(account=wanted.account)
    if wanted.record:
        rows = rows.filter(subject=wanted.record)
    if wanted.day:
        start = timezone.make_aware(datetime.combine(wanted.day, datetime.min.time()))
        rows = rows.filter(at__gte=start, at__lt=start + timedelta(days=1))
    first = (max(page, 1) - 1) * PAGE
    found = list(rows[first : first + PAGE + 1])
    names = dict(
        Account.objects.filter(pk__in={r.account for r in found}).values_list("pk", "name")
    )
    return [_opening(row, names) for row in found[:PAGE]], len(found) > PAGE


def _opening(row: Reading, names: dict[UUID, str]) -> Opening:
    who, purpose = names.get(row.account, "–"), PURPOSES.get(row.purpose, row.purpose)
    part, met = title_of(row.door), len(row.records)
    return Opening(row.at, who, row.door, part, purpose, row.kind, row.subject, met)
