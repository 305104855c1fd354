"""The desk: two people judge a report; whoever is named, and the line, is left out of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import machine
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.process.actions import Told as Step
from kinkeeper.ground.process.actions import decline, move, propose
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.process.queries import open_proposals, stage_of
from kinkeeper.ground.process.table import Process
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.attachments import redraw
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.protection import limits
from kinkeeper.mission.protection import models as m
from kinkeeper.mission.protection.actions.naming import leave_out
from kinkeeper.mission.protection.actions.telling import (
    Heard,
    add_message,
    add_picture,
    set_due,
    tell,
)
from kinkeeper.mission.protection.files import remove
from kinkeeper.mission.protection.models.words import Answer, Risk
from kinkeeper.mission.protection.process import REPORT, TRIAGE
from kinkeeper.mission.protection.queries.messages import messages_of
from kinkeeper.mission.protection.queries.reports import (
    picture_bytes,
    pictures_of,
    register_of,
    story_of,
)
from kinkeeper.mission.protection.rules import clean_text
from kinkeeper.mission.protection.said import Story, Words
from kinkeeper.mission.protection.sealing import sealed

SEE_FILE = "→"
"""Stands where the process wants a sentence: the sentence itself is sealed in the file."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What the first of the two found; the second confirms or changes it. named: accounts."""

    risk: str
    safety: str
    named: tuple[Account, ...] = ()
    asked_who: bool = False
    kinds: tuple[str, ...] = ()
    ages: tuple[tuple[str, str], ...] = ()


def judge(told: m.Told, judged: Judged, *, by: Account) -> Proposal | Stage:
    """The first judges, the second confirms: risk, what is done at once, who is left out.

    Raises ValidationError with what is missing, Refused for somebody who is left out or who
    judged first.
    """
    story = story_of(told)
    kept = replace(
        story, risk=judged.risk, safety=clean_text(judged.safety), judged=str(by.pk),
        kinds=list(judged.kinds) or story.kinds, ages=dict(judged.ages) or story.ages,
        named=sorted({*story.named, *(str(account.pk) for account in judged.named)}),
    )  # fmt: skip
    shown = _proved(judged)
    second = "triage" in open_proposals(REPORT, told.pk)
    with transaction.atomic():
        write(told, by=by, sealed=sealed(told, kept, place=told.place_id))
        done = _step(told, "triage", by=by, evidence=shown, second=second)
        if isinstance(done, Stage):
            set_due(done, limits.TRIAGE[judged.risk], by=by)
        leave_out(told, judged.named)
    return done


def _proved(judged: Judged) -> set[str]:
    proofs = {
        "risk": judged.risk in Risk.values,
        "safety": clean_text(judged.safety),
        "conflict": judged.asked_who or judged.named,
    }
    return {code for code, proof in proofs.items() if proof}


def _step(
    told: m.Told, verb: str, *, by: Account, evidence: set[str], second: bool, reason: str = ""
) -> Proposal | Stage:
    process = register_of(told).process
    step = Step(day_of(process, told), reason)
    if second:
        return move(process, told, verb=verb, by=by, told=step, evidence=evidence)
    return propose(process, told, verb=verb, by=by, told=step, evidence=evidence)


def day_of(process: Process, subject: Record) -> date:
    """Today; the day of the present stage where the clock was set back since."""
    stage = stage_of(process, subject.pk)
    today = timezone.localdate()
    return max(today, stage.since) if stage else today


def conclude(report: m.Report, verb: str, *, by: Account, why: str, reason: str = "") -> Stage:
    """An outcome without a case, or the end. Raises ValidationError, Refused."""
    text = clean_text(why)
    shown = ({"why"} if text else set()) | answered(report)
    on = day_of(REPORT, report)
    with transaction.atomic():
        stage = move(REPORT, report, verb=verb, by=by, told=Step(on, reason), evidence=shown)
        if text:
            remember(report, text, by=by)
    return stage


def remember(told: m.Told, text: str, *, by: Account) -> None:
    """Why something was decided: sealed with the report, not shown to the reporter."""
    story = story_of(told)
    notes = f"{story.notes}\n{text}".strip()
    write(told, by=by, sealed=sealed(told, replace(story, notes=notes), place=told.place_id))


def answered(told: m.Told) -> set[str]:
    """Proved once the reporter was answered, or when nobody holds a receipt."""
    writers = told.messages.filter(writer__isnull=False)  # type: ignore[attr-defined]
    return {"answered"} if told.receipt is None or writers.exists() else set()


def answer(told: m.Told, code: str, *, by: Account) -> m.Line:
    """One of the fixed sentences, which reveal nothing. Raises ValidationError, Refused."""
    if code not in Answer.values:
        raise ValidationError({"code": _("Choose a sentence.")})
    return add_message(told, Words(code=code), by=by)


def decline_triage(report: m.Report, *, by: Account, why: str) -> Proposal:
    """The second does not agree: the first reads why in the file. Raises ValidationError."""
    text = clean_text(why)
    proposal = open_proposals(REPORT, report.pk).get("triage")
    if proposal is None or not text:
        raise ValidationError({"note": _("Say why, so that your colleague knows what to do.")})
    if not _may(report, TRIAGE, by):
        raise Refused
    with transaction.atomic():
        remember(report, text, by=by)
        return decline(proposal, by=by, told=Step(day_of(REPORT, report), note=SEE_FILE))


def pass_on(report: m.Report, *, by: Account) -> m.Concern:
    """It is about somebody of ours: a concern in the other register; this one keeps no more than
    that. Raises ValidationError, Refused."""
    story = story_of(report)
    with transaction.atomic():
        on = day_of(REPORT, report)
        move(REPORT, report, verb="pass_on", by=by, told=Step(on), evidence=set())
        kept = tell(Heard(place=report.place, story=story, staff=True))
        concern = kept.told
        leave_out(concern, _accounts(story.named))
        _move_along(report, concern)
        mark = report.receipt
        write(
            report,
            by=machine(),
            receipt=None,
            sealed=sealed(report, Story(), place=report.place_id),
        )
        write(concern, by=machine(), receipt=mark)
    assert isinstance(concern, m.Concern)  # noqa: S101 - staff=True
    return concern


def _move_along(report: m.Report, concern: m.Told) -> None:
    """What was written and the pictures, into the other register and out of this one."""
    by, empty = machine(), Words()
    for row, said in messages_of(report):
        if row.writer is None:
            add_message(concern, said, by=None)
        write(row, by=by, sealed=sealed(row, empty, place=report.place_id))
    for number, picture in enumerate(pictures_of(report)):
        add_picture(concern, redraw(picture_bytes(report, number)))
        remove(picture.file)
        write(picture, by=by, file="")


def _accounts(ids: Iterable[str]) -> list[Account]:
    return list(Account.objects.filter(pk__in=[UUID(pk) for pk in ids]))


def _may(told: m.Told, capability: str, by: Account) -> bool:
    return may(by, capability, told, purpose=register_of(told).purpose)
