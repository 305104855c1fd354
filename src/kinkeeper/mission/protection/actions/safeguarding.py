"""A concern about somebody of ours: the child is made safe first, two judge, two decide.

Nobody who is named, nor the line, meets it; help to the child never waits for the enquiry.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.access.roles import SAFEGUARDING
from kinkeeper.ground.process.actions import Told as Step
from kinkeeper.ground.process.actions import decline, move, propose
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.process.queries import open_proposals
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.protection import models as m
from kinkeeper.mission.protection.actions.naming import leave_out
from kinkeeper.mission.protection.actions.triage import SEE_FILE, day_of
from kinkeeper.mission.protection.process import ASKED, CONCERN, HANDLE
from kinkeeper.mission.protection.rules import clean_text
from kinkeeper.mission.protection.said import Words
from kinkeeper.mission.protection.sealing import sealed


def take_step(
    concern: m.Concern, verb: str, *, by: Account, text: str = "", reason: str = ""
) -> Stage:
    """Take or confirm a step; its words are sealed. Raises ValidationError, Refused."""
    with transaction.atomic():
        shown = _write(concern, verb, text, by=by)
        step = Step(day_of(CONCERN, concern), reason)
        return move(CONCERN, concern, verb=verb, by=by, told=step, evidence=shown)


def propose_step(
    concern: m.Concern, verb: str, *, by: Account, text: str = "", reason: str = ""
) -> Proposal:
    with transaction.atomic():
        shown = _write(concern, verb, text, by=by)
        step = Step(day_of(CONCERN, concern), reason)
        return propose(CONCERN, concern, verb=verb, by=by, told=step, evidence=shown)


def decline_step(concern: m.Concern, verb: str, *, by: Account, why: str) -> Proposal:
    proposal = open_proposals(CONCERN, concern.pk).get(verb)
    if proposal is None or not clean_text(why):
        raise ValidationError({"note": _("Say why, so that your colleague knows what to do.")})
    if not may(by, HANDLE, concern, purpose=SAFEGUARDING):
        raise Refused
    with transaction.atomic():
        add_entry(concern, why, code="declined", by=by)
        step = Step(day_of(CONCERN, concern), note=SEE_FILE)
        return decline(proposal, by=by, told=step)


def add_entry(concern: m.Concern, text: str, *, by: Account, code: str = "note") -> m.ConcernEntry:
    words = clean_text(text)
    if not words:
        raise ValidationError({"text": _("Write something first.")})
    row = m.ConcernEntry(concern=concern)
    said = Words(code=code, text=words)
    return write(
        row, by=by, on=timezone.localdate(), writer=by,
        sealed=sealed(row, said, place=concern.place_id),
    )  # fmt: skip


def name_people(concern: m.Concern, named: Iterable[Account], *, by: Account) -> list[object]:
    """From now on the named and their line do not see it. Raises Refused."""
    if not may(by, HANDLE, concern, purpose=SAFEGUARDING):
        raise Refused
    return list(leave_out(concern, named))


def _write(concern: m.Concern, verb: str, text: str, *, by: Account) -> set[str]:
    if not clean_text(text):
        return set()
    add_entry(concern, text, code=verb, by=by)
    return set(ASKED.get(verb, frozenset()))
