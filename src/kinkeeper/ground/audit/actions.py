"""Links are added here, in the transaction that wrote the lines they cover."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from kinkeeper.ground.audit.logs import Log, offer_log
from kinkeeper.ground.audit.models import Link
from kinkeeper.ground.audit.rules import FIRST, digest_of, hash_of, joined
from kinkeeper.ground.fence.actions import lifted

AT_ONCE = 500
PLACES = "links that wait take their places in the chain"
LOCK = 0x6B696E6B  # one of PostgreSQL's advisory locks, ours


def append(log: str, lines: Sequence[tuple[int, str]], *, at: datetime | None = None) -> None:
    """lines: (primary key, digest) of each. Call inside the transaction that wrote them.

    at: where the link may not say the hour, the beginning of the day.
    """
    moment = at or timezone.now()
    for start in range(0, len(lines), AT_ONCE):
        _add(log, lines[start : start + AT_ONCE], moment)


def _add(log: str, lines: Sequence[tuple[int, str]], at: datetime) -> None:
    keys = [key for key, _digest in lines]
    link = Link(at=at, log=log, lines=keys, digest=joined(digest for _key, digest in lines))
    if connection.vendor == "sqlite":
        _place(link, *_head())  # the transaction that writes is alone
    else:
        transaction.on_commit(settle, robust=True)
    link.save(force_insert=True)


def settle() -> int:
    """Links that wait take their places, in the order in which they came. Returns how many."""
    with lifted(PLACES), transaction.atomic():
        _alone()
        waiting = list(Link.objects.filter(number=None).order_by("id"))
        number, before = _head() if waiting else (0, FIRST)
        for link in waiting:
            _place(link, number, before)
            number, before = number + 1, link.hash
        Link.objects.bulk_update(waiting, ["number", "hash"], batch_size=200)
        return len(waiting)


def _place(link: Link, number: int, before: str) -> None:
    link.number = number + 1
    link.hash = hash_of(
        before, number=link.number, at=link.at, log=link.log, lines=link.lines, digest=link.digest
    )


def _head() -> tuple[int, str]:
    rows = Link.objects.filter(number__isnull=False).order_by("-number")
    return rows.values_list("number", "hash").first() or (0, FIRST)  # type: ignore[return-value]


def _alone() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


__all__ = ["Log", "append", "digest_of", "offer_log", "settle"]
