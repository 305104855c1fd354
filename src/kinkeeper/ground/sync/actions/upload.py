"""What a phone wrote, taken in its order by the same actions that the office's forms call.

Nothing is taken twice: a change has the id the phone gave it, and its answer is kept with the facts
in one transaction. Nothing is dropped: whatever is wrong with a change, the phone is told and keeps
it to be corrected.
"""

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pydantic
from django.core.exceptions import NON_FIELD_ERRORS, ObjectDoesNotExist, ValidationError
from django.db import DataError, IntegrityError
from django.utils.translation import gettext as _

from kinkeeper.ground.access.queries import may
from kinkeeper.ground.records.actions import once
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.records.origin import from_device
from kinkeeper.ground.sync import keep
from kinkeeper.ground.sync.misread import misread
from kinkeeper.ground.sync.models import Device, Outcome, Taken
from kinkeeper.ground.sync.offers import Doubted, Sent, Took, verb
from kinkeeper.ground.sync.queries import piece_of
from kinkeeper.ground.sync.rules import outcome_of

Sentences = dict[str, list[str]]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SentChange:
    """As it came: id and verb, what the writer had seen (version), and the values."""

    id: UUID
    verb: str
    values: Mapping[str, Any]
    base: int = 0


@dataclass(frozen=True)
class Answer:
    """What became of it. sentences: by field, what is wrong and what to do. doubts: codes of what
    is only unusual, to be named once somebody looked again."""

    id: UUID
    outcome: str
    record: UUID | None = None
    version: int = 0
    sentences: Sentences = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)


def take_changes(device: Device, changes: Iterable[SentChange]) -> list[Answer]:
    """One answer for each change, in their order. Each is a transaction of its own, so that a
    server that dies in between has taken the first ones whole and the others not at all."""
    with from_device(str(device.pk)):
        return [_take(device, change) for change in changes]


def _take(device: Device, change: SentChange) -> Answer:
    known = Taken.objects.filter(id=change.id).first()
    if known and known.device_id != device.pk:
        return _refused(change, {"": [_not_yours()]})
    doubts: list[str] = []
    try:
        return _taken(device, change)
    except (Refused, ObjectDoesNotExist):
        wrong = {"": [_not_yours()]}
    except pydantic.ValidationError as problem:
        wrong = misread(problem)
    except Doubted as asked:
        wrong, doubts = sentences(asked), asked.codes
    except ValidationError as problem:
        wrong = sentences(problem)
    except (DataError, ArithmeticError, ValueError) as fault:
        wrong = {"": [_not_possible(change, fault)]}
    except IntegrityError:
        wrong = {"": [_("Something like this stands in the register already: look there first.")]}
    keep.answered(device, change.id, verb=change.verb[:60], outcome=Outcome.REFUSED)
    return _refused(change, wrong, doubts)


def _taken(device: Device, change: SentChange) -> Answer:
    written: list[str] = []

    def write() -> str:
        written.append(_write(device, change))
        return written[0]

    said = json.loads(once(change.id, write))
    if not written:
        keep.drop_pieces(device, named_in=json.dumps(change.values, default=str))
    answer = Answer(change.id, said["o"], UUID(said["r"]) if said["r"] else None, said["v"])
    keep.answered(
        device, change.id, verb=change.verb, outcome=answer.outcome, record=answer.record,
        version=answer.version,
    )  # fmt: skip
    return answer


def _write(device: Device, change: SentChange) -> str:
    """Runs inside the transaction of `once`; its answer is what the phone is told, also again."""
    wanted = verb(change.verb)
    if wanted is None or not may(device.account, wanted.capability):
        raise Refused
    used: list[UUID] = []

    def file(pk: UUID) -> bytes:
        used.append(pk)
        return piece_of(device, pk)

    took = wanted.take(Sent(device.account, change.values, change.base, file))
    for pk in used:
        keep.drop_piece(pk)
    return _packed(took, change.base)


def _packed(took: Took, base: int) -> str:
    record = took.record
    version = record.version if record else 0
    outcome = outcome_of(clashed=took.clash is not None, base=base, version=version)
    return json.dumps({"o": outcome, "r": str(record.pk) if record else "", "v": version})


def _refused(change: SentChange, wrong: Sentences, doubts: Iterable[str] = ()) -> Answer:
    return Answer(change.id, Outcome.REFUSED.value, sentences=wrong, doubts=list(doubts))


def _not_yours() -> str:
    return _("This is not in your files any more, or you may not do it. Ask your coordinator.")


def _not_possible(change: SentChange, fault: Exception) -> str:
    """A value that no check foresaw: it must not stop all that the phone wrote after it."""
    log.error("a change of a phone failed: %s, %s", change.verb[:60], type(fault).__name__)
    return _("The office cannot take these values: look at them again, or ask your coordinator.")


def sentences(problem: ValidationError) -> Sentences:
    if not hasattr(problem, "error_dict"):
        return {"": [str(sentence) for sentence in problem.messages]}
    said = problem.message_dict.items()
    return {
        name if name != NON_FIELD_ERRORS else "": [str(s) for s in found] for name, found in said
    }
