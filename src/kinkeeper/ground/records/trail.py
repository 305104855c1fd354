"""The ledger as the chain of the audit sees it: a digest for each line.

A line's values are digested with a salt of its own, which erasure destroys with them: from then
on nobody can find out by trying what stood there, and the line is still seen to be the same.
"""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from uuid import UUID

from django.utils import timezone

from kinkeeper.ground.audit.actions import Log, append, digest_of, offer_log
from kinkeeper.ground.records.models import Change, Outcome

NAME = "change"
SALT = 16
CHANGED = "the values are not those that were written"


def mark(change: Change) -> None:
    """Before the line is kept: what stands in it, digested."""
    change.salt = os.urandom(SALT)
    change.digest = _values(change)


def tie(changes: Iterable[Change]) -> None:
    """After the lines were kept, in the same transaction. Lines that say only their day have a
    link that says no more."""
    lines = list(changes)
    at = lines[0].recorded_at if len(lines) == 1 and _says_its_day(lines[0].recorded_at) else None
    append(NAME, [(change.seq, _line(change)) for change in lines], at=at)


def _says_its_day(at: datetime) -> bool:
    return timezone.localtime(at).time() == time()


def _line(change: Change, digest: str | None = None) -> str:
    return digest_of(
        change.seq, change.id, change.record, change.kind, change.version, change.base,
        change.actor, change.device, change.reason, change.occurred_on, change.recorded_at,
        change.changed, change.outcome, change.settles, change.digest if digest is None else digest,
    )  # fmt: skip


def _values(change: Change) -> str:
    sealed = bytes(change.sealed).hex() if change.sealed else ""
    return digest_of(change.after, sealed, salt=bytes(change.salt or b""))


def _digests(lines: list[int]) -> dict[int, str]:
    changes = list(Change.objects.filter(seq__in=lines))
    emptied = {change.record for change in changes if change.salt is None}
    erased = set(_erased(emptied))
    return {change.seq: _now(change, erased) for change in changes}


def _now(change: Change, erased: set[UUID]) -> str:
    """The line as it stands. Values may be missing only where the record was erased."""
    if change.salt is None:
        empty = not change.after and not change.sealed and change.record in erased
        return _line(change, None if empty else CHANGED)
    return _line(change, _values(change))


def _erased(records: set[UUID]) -> Iterator[UUID]:
    rows = Change.objects.filter(record__in=list(records), outcome=Outcome.ERASED)
    yield from rows.values_list("record", flat=True)


def _above(seq: int) -> set[int]:
    return set(Change.objects.filter(seq__gt=seq).values_list("seq", flat=True).iterator())


def offer() -> None:
    offer_log(Log(NAME, _digests, _above))
