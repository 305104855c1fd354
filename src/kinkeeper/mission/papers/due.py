"""What birth papers add to *My day*."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.urls import reverse

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.process.queries import due, waiting_proposals
from kinkeeper.ground.reports.offers import DueLine, offer_due
from kinkeeper.mission.papers import process as p
from kinkeeper.mission.papers.models import BirthFile
from kinkeeper.mission.papers.queries import files_by_ids
from kinkeeper.mission.people.queries import reader_of

HORIZON = timedelta(days=8)
MOST = 60
# The step that each stage waits for.
NEXT: Mapping[str, str] = {
    p.NO_ACT: "declare",
    p.DECLARED: "issue",
    p.ISSUED: "collect",
    p.LATE: "request",
    p.REQUESTED: "judge",
    p.JUDGED: "transcribe",
    p.TRANSCRIBED: "collect",
}


def due_lines(by: Account, today: date) -> Iterator[DueLine]:
    """Decisions first, then what a time limit asks for."""
    if not may(by, p.WORK):
        return
    names = reader_of(by).names
    if may(by, p.DECIDE):
        yield from _decisions(by, names=names)
    stages = list(due(p.BIRTH_PAPERS, by=by, until=today + HORIZON, states=NEXT)[:MOST])
    known = files_by_ids(stage.subject for stage in stages)
    for stage in stages:
        if found := known.get(stage.subject):
            yield _line(stage, found, today, names=names)


def _decisions(by: Account, *, names: bool) -> Iterator[DueLine]:
    proposals = list(waiting_proposals(p.BIRTH_PAPERS, by=by)[:MOST])
    known = files_by_ids(proposal.subject for proposal in proposals)
    for proposal in proposals:
        if found := known.get(proposal.subject):
            yield DueLine(
                proposal.since, p.BIRTH_PAPERS.transition(proposal.verb).label,
                _who(found, names=names), reverse("birth_step", args=[found.pk, proposal.verb]),
                tone="decision",
            )  # fmt: skip


def _line(stage: Stage, found: BirthFile, today: date, *, names: bool) -> DueLine:
    day = stage.due_on or stage.since
    verb = NEXT[stage.state]
    if verb == "declare" and day < today:
        verb = "expire"  # the thirty days are over
    return DueLine(
        day, p.BIRTH_PAPERS.state(stage.state).due, _who(found, names=names),
        reverse("birth_step", args=[found.pk, verb]), tone="late" if day < today else "soon",
        act=p.BIRTH_PAPERS.transition(verb).label,
    )  # fmt: skip


def _who(found: BirthFile, *, names: bool) -> str:
    child = found.person
    return f"{child if names else child.code} · {child.place}"


def offer() -> None:
    offer_due(due_lines)
