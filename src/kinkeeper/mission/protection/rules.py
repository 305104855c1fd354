"""Receipts, references, lines of command, follow-up by risk: plain values, no database."""

import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

RECEIPT_DIGITS = 16
LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789"
# Marks that turn text around, join or hide it: what is read must be what was written.
UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
FALSE_STARTS = re.compile(r"\D")


def new_receipt() -> str:
    """16 random digits (53 bits), said and written like a telephone number (GlobaLeaks)."""
    return "".join(secrets.choice("0123456789") for _digit in range(RECEIPT_DIGITS))


def spaced(receipt: str) -> str:
    return " ".join(receipt[i : i + 4] for i in range(0, len(receipt), 4))


def typed_receipt(text: str) -> str:
    """The digits of what was typed; "" when they are not sixteen."""
    digits = FALSE_STARTS.sub("", text)
    return digits if len(digits) == RECEIPT_DIGITS and digits.isascii() else ""


def new_reference(letter: str) -> str:
    """`S-7K3QB`: says nothing of place, time or order."""
    return f"{letter}-" + "".join(secrets.choice(LETTERS) for _sign in range(6))


def clean_text(text: str) -> str:
    """Without marks nobody sees; lines and tabs stay."""
    return UNSEEN.sub("", text.replace("\r\n", "\n")).strip()


@dataclass(frozen=True)
class Report:
    """Somebody (`account`) reports to somebody (`superior`)."""

    account: UUID
    superior: UUID


def line_of(named: Iterable[UUID], lines: Iterable[Report]) -> frozenset[UUID]:
    """The named, everybody above them and everybody below them (domain 2.8: the person and his
    line are left out). Rings in what was recorded do no harm."""
    up: dict[UUID, set[UUID]] = {}
    down: dict[UUID, set[UUID]] = {}
    for line in lines:
        up.setdefault(line.account, set()).add(line.superior)
        down.setdefault(line.superior, set()).add(line.account)
    first = frozenset(named)
    return _reached(first, up) | _reached(first, down)


def _reached(first: frozenset[UUID], steps: Mapping[UUID, set[UUID]]) -> frozenset[UUID]:
    found, ahead = set(first), list(first)
    while ahead:
        for one in steps.get(ahead.pop(), set()) - found:
            found.add(one)
            ahead.append(one)
    return frozenset(found)


HIGH, MEDIUM, LOW = "high", "medium", "low"
YES, NO, UNKNOWN = "yes", "no", "unknown"


def urgency(danger: str) -> str:
    """How soon a report must be looked at before anybody judged its risk."""
    return MEDIUM if danger == NO else HIGH


def follow_up_due(
    opened_on: date, seen_on: Iterable[date], risk: str, days: Mapping[str, int]
) -> date:
    """`days` between two contacts by level of risk; an unknown level counts as high."""
    last = max([opened_on, *seen_on])
    return last + timedelta(days=days.get(risk, days[HIGH]))


def is_expired(verified_on: date | None, today: date, days: int) -> bool:
    """An entry of the directory nobody verified for so long is not shown (domain rule 19)."""
    return verified_on is None or verified_on + timedelta(days=days) < today


SENT, ACCEPTED, REJECTED, DONE = "pending", "accepted", "rejected", "done"
ANSWERS: Mapping[str, frozenset[str]] = {
    SENT: frozenset({ACCEPTED, REJECTED, DONE}),
    ACCEPTED: frozenset({DONE, REJECTED}),
    REJECTED: frozenset(),
    DONE: frozenset(),
}


def may_become(status: str, wanted: str) -> bool:
    return wanted in ANSWERS.get(status, frozenset())
