"""Readings and refusals as the chain of the audit sees them."""

from collections.abc import Callable, Iterable
from typing import Any

from kinkeeper.ground.access.models import Reading, Refusal
from kinkeeper.ground.audit.actions import Log, append, digest_of, offer_log

READING, REFUSAL = "reading", "refusal"


def tie_readings(rows: Iterable[Reading]) -> None:
    """In the transaction that kept them."""
    append(READING, [(row.pk, _reading(row)) for row in rows])


def tie_refusal(row: Refusal) -> None:
    append(REFUSAL, [(row.pk, _refusal(row))])


def _reading(row: Reading) -> str:
    return digest_of(
        row.pk, row.at, row.account, row.purpose, row.door, row.kind, row.records, row.subject
    )


def _refusal(row: Refusal) -> str:
    return digest_of(row.pk, row.at, row.account, row.door)


def _log(name: str, model: type[Any], digest: Callable[[Any], str]) -> Log:
    def digests(lines: list[int]) -> dict[int, str]:
        return {row.pk: digest(row) for row in model.objects.filter(pk__in=lines)}

    def above(line: int) -> set[int]:
        return set(model.objects.filter(pk__gt=line).values_list("pk", flat=True).iterator())

    return Log(name, digests, above)


def offer() -> None:
    offer_log(_log(READING, Reading, _reading))
    offer_log(_log(REFUSAL, Refusal, _refusal))
