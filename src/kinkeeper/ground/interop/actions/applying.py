"""What was looked at and confirmed enters the register.

A short list enters whole or not at all. A long one enters in portions of whole families, so that
nobody else waits for the database; stopped on the way, it is continued and nothing enters twice.
"""

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.interop import keep
from kinkeeper.ground.interop.actions.checking import FEW, Tell, given_of
from kinkeeper.ground.interop.files import delete_file
from kinkeeper.ground.interop.models import Batch, State
from kinkeeper.ground.interop.profile import Done
from kinkeeper.ground.interop.queries import open_localities, open_questions, profile_of
from kinkeeper.ground.interop.said import said
from kinkeeper.ground.jobs.actions import enqueue

READY = (State.REVIEW, State.STOPPED)
LOG = logging.getLogger(__name__)
FAILED = gettext_lazy("Nothing has entered the register: something unexpected happened. Try again.")
HALF = gettext_lazy("The import stopped on the way. Continue it: nothing enters twice.")


def missing(batch: Batch) -> list[str]:
    """What must be decided before the import may be applied."""
    said_missing = []
    if places := open_localities(batch).count():
        said_missing.append(_("Localities to settle: %(count)d") % {"count": places})
    if questions := open_questions(batch):
        said_missing.append(_("Questions to answer: %(count)d") % {"count": questions})
    if batch.stale:
        said_missing.append(_("The lines must be checked again."))
    if not batch.confirmed:
        said_missing.append(_("The columns are not confirmed."))
    return said_missing


def start_applying(
    batch: Batch, *, by: Account, at_once: bool = False, tell: Tell | None = None
) -> Batch:
    """Apply now, or let the worker do it where the list is long and not `at_once`.

    Raises ValidationError with what is missing; pressing twice applies once.
    """
    if batch.state == State.REVIEW and (lacks := missing(batch)):
        raise ValidationError(lacks)
    if not keep.take_on(batch, READY):
        return batch
    if at_once or batch.total <= FEW:
        return apply(batch, by=by, tell=tell)
    keep.change(batch, done=0)
    enqueue(apply_job, str(batch.pk), str(by.pk))
    return batch


def apply_job(batch_id: str, account_id: str) -> None:
    batch = Batch.objects.get(pk=UUID(batch_id))
    if batch.state == State.APPLYING:
        apply(batch, by=Account.objects.get(pk=UUID(account_id)))


def apply(batch: Batch, *, by: Account, tell: Tell | None = None) -> Batch:
    """The work itself. What goes wrong stands in the batch as a sentence, never half a family."""
    short = batch.total <= FEW
    totals = Counter(batch.result.get("counts", {}))
    ledger = int(batch.result.get("ledger", 0))
    try:
        with _whole(short=short):
            for done in _portions(batch, by=by, tell=tell):
                totals.update(done.counts)
                ledger += done.ledger
                if not short:
                    keep.change(batch, result={"counts": dict(totals), "ledger": ledger})
    except Exception:
        # Whatever it was: the reader needs a sentence and a way on, the log the place.
        LOG.exception("import")
        state, sentence = (State.REVIEW, FAILED) if short else (State.STOPPED, HALF)
        return keep.change(batch, state=state, problem=said(sentence).kept())
    delete_file(batch.stored)
    result = {"counts": dict(totals), "ledger": ledger}
    return keep.close(batch, State.APPLIED, stored="", problem=None, result=result)


@contextmanager
def _whole(*, short: bool) -> Iterator[None]:
    if not short:
        yield
        return
    with transaction.atomic():
        yield


def _portions(batch: Batch, *, by: Account, tell: Tell | None) -> Iterator[Done]:
    by.__dict__.pop("_places_below", None)
    given = given_of(batch, by=by, tell=tell)
    for portion in profile_of(batch).portions(given):
        with transaction.atomic():
            done = portion()
            keep.keep_sources(batch, done.sources)
        yield done
