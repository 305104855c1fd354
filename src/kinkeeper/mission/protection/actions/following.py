"""The reporter comes back with the receipt: reads an answer that reveals nothing, adds something.

A wrong receipt, one that expired and one never given are answered alike; after some wrong ones the
page is shut for a quarter of an hour, also for a right one.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.fence.actions import lifted
from kinkeeper.ground.process.queries import limit_days
from kinkeeper.mission.protection import limits
from kinkeeper.mission.protection.actions.telling import add_message
from kinkeeper.mission.protection.marks import receipt_mark
from kinkeeper.mission.protection.models import Concern, Report, Told
from kinkeeper.mission.protection.models.words import Answer
from kinkeeper.mission.protection.queries.messages import messages_of
from kinkeeper.mission.protection.rules import typed_receipt
from kinkeeper.mission.protection.said import Words
from kinkeeper.mission.protection.throttle import GUESSING

RECEIPT = "the receipt, not an account, opens these few lines"


@dataclass(frozen=True)
class Line:
    on: date
    mine: bool
    text: str


@dataclass(frozen=True)
class Followed:
    """What the reporter may read: the fixed sentences, and what she added herself."""

    lines: tuple[Line, ...]


@lifted(RECEIPT)
def follow(receipt: str, *, address: str) -> Followed:
    """Raises ValidationError, with one sentence for every reason why not."""
    return _read(_found(receipt, address))


@lifted(RECEIPT)
def add(receipt: str, text: str, *, address: str) -> Followed:
    """Raises ValidationError as `follow`, or for a text that is empty or too long."""
    told = _found(receipt, address)
    add_message(told, Words(text=text), by=None)
    return _read(told)


def _found(receipt: str, address: str) -> Told:
    if GUESSING.is_shut(address):
        raise ValidationError(_("Too many tries. Wait a quarter of an hour, then try again."))
    digits = typed_receipt(receipt)
    told = _told_with(digits) if digits else None
    if told is None:
        GUESSING.count(address)
        raise ValidationError(
            _("No open report has this number. Look at the sixteen digits again, one by one.")
        )
    return told


def _told_with(digits: str) -> Told | None:
    mark = receipt_mark(digits)
    since = timezone.localdate() - timedelta(days=limit_days(limits.RECEIPT) or 0)
    for model in (Report, Concern):
        found = model.objects.filter(receipt=mark, received_on__gte=since).first()
        if found is not None:
            return found
    return None


def _read(told: Told) -> Followed:
    first = Line(told.received_on, mine=False, text=str(Answer.RECEIVED.label))
    return Followed(
        (first, *(_line(row.on, row.writer_id is None, said) for row, said in messages_of(told)))
    )


def _line(on: date, mine: bool, said: Words) -> Line:  # noqa: FBT001
    fixed: dict[str, object] = dict(Answer.choices)
    return Line(on, mine=mine, text=said.text if mine else str(fixed.get(said.code, "")))
