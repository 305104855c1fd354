"""A case: opened from a report, assessed, planned, followed, handed over, closed, opened again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import machine
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import accounts_with, may
from kinkeeper.ground.access.roles import PROTECTION
from kinkeeper.ground.places.queries import place as place_by_id
from kinkeeper.ground.process.actions import Told as Step
from kinkeeper.ground.process.actions import begin, decline, move, propose
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.process.queries import open_proposals, stage_of
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.protection import limits
from kinkeeper.mission.protection import models as m
from kinkeeper.mission.protection.actions.naming import leave_out_marks
from kinkeeper.mission.protection.actions.telling import set_due
from kinkeeper.mission.protection.actions.triage import SEE_FILE, day_of
from kinkeeper.mission.protection.marks import mark_of
from kinkeeper.mission.protection.models.words import Basis, Entry, Risk
from kinkeeper.mission.protection.process import CASE, CLOSED, DECIDE, NEW, REOPENED, REPORT, WORK
from kinkeeper.mission.protection.queries.cases import evidence, file_of
from kinkeeper.mission.protection.queries.reports import story_of
from kinkeeper.mission.protection.rules import clean_text, new_reference
from kinkeeper.mission.protection.said import File, Words
from kinkeeper.mission.protection.sealing import sealed

LONGEST_ENTRY = 10_000


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Why a file may be opened or shared. Without consent: a reason, and who allows it."""

    basis: str
    note: str = ""


def open_case(report: m.Report, *, by: Account, worker: Account, ground: Ground) -> m.Case:
    """The supervisor opens a case for the children of a report and names who works on it.

    Raises ValidationError with what is missing, Refused.
    """
    story = story_of(report)
    problem = ground_problem(ground)
    shown = (set() if problem else {"basis"}) | ({"worker"} if _can_work(worker, report) else set())
    on = day_of(REPORT, report)
    with transaction.atomic():
        move(REPORT, report, verb="open_case", by=by, told=Step(on), evidence=shown)
        case = m.Case(reference=new_reference("P"), place=report.place, opened_on=on)
        kept = File(
            risk=story.risk, children=[clean_text(story.who)] if story.who else [],
            persons=story.children, kinds=story.kinds, summary=story.story, village=story.village,
            basis=ground.basis, basis_note=clean_text(ground.note), approved_by=str(by.pk),
        )  # fmt: skip
        write(case, by=by, worker=worker, sealed=sealed(case, kept, place=case.place_id))
        _link(case, report, kept)
        stage = begin(CASE, case, verb="open", place=case.place, by=by, told=Step(on))
        set_due(stage, limits.ASSESS[_level(kept.risk)], by=by)
    return case


def join_case(report: m.Report, case: m.Case, *, by: Account) -> m.Case:
    """Another report of the same matter feeds a case that is open. Raises ValidationError."""
    on = day_of(REPORT, report)
    story, kept = story_of(report), file_of(case)
    with transaction.atomic():
        move(REPORT, report, verb="join_case", by=by, told=Step(on), evidence=set())
        more = replace(
            kept, persons=sorted({*kept.persons, *story.children}),
            kinds=sorted({*kept.kinds, *story.kinds}),
        )  # fmt: skip
        write(case, by=by, sealed=sealed(case, more, place=case.place_id))
        _link(case, report, more)
        note(case, Entry.INCIDENT, story.story, by=by)
    return case


def ground_problem(ground: Ground) -> str:
    """Consent is enough; the best interests without it need a reason (domain rule 21)."""
    if ground.basis not in Basis.values:
        return _("Choose on what the file is opened.")
    if ground.basis == Basis.OVERRIDE and not clean_text(ground.note):
        return _("Without consent, write why the best interests of the child ask for it.")
    return ""


def add_entry(case: m.Case, *, kind: str, words: Words, by: Account) -> m.CaseEntry:
    """A note, assessment, plan, follow-up, conference ...; a risk said in it is the case's from
    now on. Raises ValidationError, Refused."""
    if kind not in Entry.values:
        raise ValidationError({"kind": _("Choose what it is.")})
    text = clean_text(words.text)
    if not text:
        raise ValidationError({"text": _("Write something first.")})
    if len(text) > LONGEST_ENTRY:
        said = _("Shorter, please: at most %(most)d characters.") % {"most": LONGEST_ENTRY}
        raise ValidationError({"text": said})
    with transaction.atomic():
        entry = note(case, kind, text, by=by, risk=words.risk)
        if words.risk in Risk.values:
            _set_risk(case, words.risk, by=by)
    return entry


def name_children(case: m.Case, children: Iterable[str], *, by: Account) -> m.Case:
    """The children of the case, as they are called in it. Raises ValidationError, Refused."""
    names = [name for name in map(clean_text, children) if name]
    if not names:
        raise ValidationError({"children": _("Write at least one child, or what it is called.")})
    kept = replace(file_of(case), children=names)
    return write(case, by=by, sealed=sealed(case, kept, place=case.place_id))


def note(case: m.Case, kind: str, text: str, *, by: Account, risk: str = "") -> m.CaseEntry:
    entry = m.CaseEntry(case=case, kind=kind)
    said = Words(text=text, risk=risk)
    return write(
        entry, by=by, on=timezone.localdate(), writer=by,
        sealed=sealed(entry, said, place=case.place_id),
    )  # fmt: skip


def _set_risk(case: m.Case, risk: str, *, by: Account) -> None:
    kept = file_of(case)
    if kept.risk == risk:
        return
    write(case, by=by, sealed=sealed(case, replace(kept, risk=risk), place=case.place_id))
    stage = stage_of(CASE, case.pk)
    if stage and stage.state in {NEW, REOPENED}:
        set_due(stage, limits.ASSESS[risk], by=by)


def take_step(case: m.Case, verb: str, *, by: Account, reason: str = "", text: str = "") -> Stage:
    """Take a step of the table; what is written with it is sealed in an entry.

    Raises ValidationError with everything that is missing, Refused.
    """
    on = day_of(CASE, case)
    with transaction.atomic():
        _say(case, verb, text, by=by)
        stage = move(CASE, case, verb=verb, by=by, told=Step(on, reason), evidence=evidence(case))
        if stage.state in {CLOSED, REOPENED}:
            write(case, by=by, until=on if stage.state == CLOSED else None)
        if stage.state == REOPENED:
            set_due(stage, limits.ASSESS[_level(file_of(case).risk)], by=by)
    return stage


def propose_step(
    case: m.Case, verb: str, *, by: Account, reason: str = "", text: str = ""
) -> Proposal:
    """As `take_step`, for a step that another decides."""
    with transaction.atomic():
        _say(case, verb, text, by=by)
        return propose(
            CASE, case, verb=verb, by=by, told=Step(day_of(CASE, case), reason),
            evidence=evidence(case),
        )  # fmt: skip


def decline_step(case: m.Case, verb: str, *, by: Account, why: str) -> Proposal:
    """The supervisor does not agree; the reason is sealed in the file."""
    text = clean_text(why)
    proposal = open_proposals(CASE, case.pk).get(verb)
    if proposal is None or not text:
        raise ValidationError({"note": _("Say why, so that your colleague knows what to do.")})
    if not may(by, CASE.transition(verb).capability, case, purpose=PROTECTION):
        raise Refused
    with transaction.atomic():
        note(case, Entry.NOTE, text, by=by)
        return decline(proposal, by=by, told=Step(day_of(CASE, case), note=SEE_FILE))


def _say(case: m.Case, verb: str, text: str, *, by: Account) -> None:
    words = clean_text(text)
    if words:
        note(case, Entry.CLOSING if verb == "close" else Entry.NOTE, words, by=by)


def hand_over(case: m.Case, *, to: Account, by: Account) -> m.Case:
    """Another works on the case from now on. Raises ValidationError, Refused."""
    if not may(by, DECIDE, case, purpose=PROTECTION):
        raise Refused
    if not _can_work(to, case):
        raise ValidationError({"worker": _("This person cannot work on cases here.")})
    return write(case, by=by, worker=to)


def _can_work(worker: Account, subject: m.Report | m.Case) -> bool:
    """Holds the capability there, and is not left out."""
    from_register = m.LeftOut.objects.filter(subject=subject.pk, mark=mark_of("account", worker.pk))
    here = accounts_with(WORK, place_by_id(subject.place_id)).filter(pk=worker.pk)
    return here.exists() and not from_register.exists()


def _link(case: m.Case, report: m.Report, kept: File) -> None:
    """The report, the marks of registered children, and whoever is left out of the report."""
    write(m.CaseReport(case=case, report=report), by=machine())
    mark_children(case, kept.persons)
    marks = m.LeftOut.objects.filter(subject=report.pk).values_list("mark", flat=True)
    leave_out_marks(case, marks)


def mark_children(case: m.Case, persons: Iterable[str]) -> None:
    known = set(m.CaseChild.objects.filter(case=case).values_list("mark", flat=True))
    for mark in sorted({mark_of("person", UUID(pk)) for pk in persons} - known):
        write(m.CaseChild(case=case), by=machine(), mark=mark)


def _level(risk: str) -> str:
    return risk if risk in Risk.values else Risk.HIGH.value
