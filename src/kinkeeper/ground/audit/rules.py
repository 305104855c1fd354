"""Digests of lines and the hash that ties each link to the one before. Pure."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

FIRST = "0" * 64


def digest_of(*values: Any, salt: bytes = b"") -> str:
    """SHA-256 over values as one JSON text that is the same whatever engine kept them."""
    text = json.dumps(_plain(list(values)), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(salt + text.encode()).hexdigest()


def joined(digests: Iterable[str]) -> str:
    """One digest for the lines of a link, in their order."""
    return hashlib.sha256("".join(digests).encode()).hexdigest()


def hash_of(
    before: str, *, number: int, at: datetime, log: str, lines: Sequence[int], digest: str
) -> str:
    """The hash of a link: it holds all before it."""
    return digest_of(before, number, at, log, lines, digest)


def _plain(value: Any) -> Any:
    """PostgreSQL gives a whole number back where 2.0 went in; days and times as one text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | UUID):
        return str(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    return value
