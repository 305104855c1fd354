"""What the community adds to *My day*: decisions, steps, meetings not recorded, papers that run
out, capacity to assess again. Each line leads to the sheet that does it."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, visible
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.process.queries import due, limit_days, waiting_proposals
from kinkeeper.ground.process.table import Process, Text
from kinkeeper.ground.reports.offers import DueLine, offer_due
from kinkeeper.mission.community import process as p
from kinkeeper.mission.community.limits import AGAIN, LATE, MEET, RUNS_OUT
from kinkeeper.mission.community.models import Cycle, Paper, Structure
from kinkeeper.mission.community.models.structures import PaperKind, Sort
from kinkeeper.mission.community.queries import structures_by_ids

HORIZON = timedelta(days=8)
MOST = 100
# The step a stage waits for. Those whose time limit says only "go and see" lead to the page.
NEXT: dict[str, str] = {
    p.IDENTIFIED: "map", p.MAPPED: "partner", p.PARTNER: "assess", p.ASSESSED: "plan",
    p.PLAN_AGREED: "start", p.READY: "declare", p.FORESEEN: "", p.ELECTED: "train",
    p.TAUGHT: "work", p.DORMANT: "work", p.MOBILISED: "constitute", p.CONSTITUTED: "open",
    p.MATURE: "share", p.SHARED_OUT: "again", p.AGREED_LAND: "equip", p.EQUIPPED: "produce",
    p.PRODUCING: "keep", p.SUSPENDED: "",
}  # fmt: skip

ON_THE_WAY = (p.PLAN_AGREED, p.IMPLEMENTING, p.REASSESSED)


def due_lines(by: Account, today: date) -> Iterator[DueLine]:
    """Decisions first, then what a time limit asks for, then what runs out or is not recorded."""
    if not may(by, p.PROPOSE):
        return
    for process in p.PROCESSES:
        if may(by, p.DECIDE):
            yield from _decisions(process, by)
        yield from _stages(process, by, today)
    yield from _papers(by, today)
    yield from _assessments(by, today)
    yield from _sittings(by, today)
    yield from _meetings(by, today)


def _decisions(process: Process, by: Account) -> Iterator[DueLine]:
    proposals: list[Proposal] = list(waiting_proposals(process, by=by)[:MOST])
    known = structures_by_ids(proposal.subject for proposal in proposals)
    for proposal in proposals:
        if of := known.get(proposal.subject):
            yield DueLine(
                proposal.since, process.transition(proposal.verb).label, who(of),
                reverse("structure_step", args=[of.pk, proposal.verb]), tone="decision",
            )  # fmt: skip


def _stages(process: Process, by: Account, today: date) -> Iterator[DueLine]:
    mine = [state.code for state in process.states if state.code in NEXT]
    stages: list[Stage] = list(due(process, by=by, until=today + HORIZON, states=mine)[:MOST])
    known = structures_by_ids(stage.subject for stage in stages)
    for stage in stages:
        of = known.get(stage.subject)
        if of and stage.due_on:
            yield _stage_line(process, stage, of, stage.due_on, today)


def _stage_line(process: Process, stage: Stage, of: Structure, day: date, today: date) -> DueLine:
    verb = NEXT[stage.state]
    url = reverse("structure_step", args=[of.pk, verb]) if verb else _page(of)
    act: Text = process.transition(verb).label if verb else _("Look")
    return DueLine(
        day, process.state(stage.state).due, who(of), url, tone=_tone(day, today), act=act
    )


def _papers(by: Account, today: date) -> Iterator[DueLine]:
    """The newest legal receipt of an organisation runs out, or has."""
    warned = today + timedelta(days=limit_days(RUNS_OUT) or 0)
    rows = visible(Paper, by=by).filter(kind=PaperKind.RECEIPT, structure__until=None)
    newest = {
        row.structure_id: row
        for row in rows.order_by("dated_on").select_related("structure__place")
    }
    for paper in newest.values():
        if paper.until and paper.until <= warned:
            yield _line(
                paper.until, _("The legal receipt runs out"), paper.structure, "paper", today
            )


def _assessments(by: Account, today: date) -> Iterator[DueLine]:
    """Of organisations on their way; who is autonomous assesses itself when it wants to."""
    days = timedelta(days=limit_days(AGAIN) or 365)
    moving = visible(Stage, by=by).filter(
        process=p.ORGANISATION.name, state__in=ON_THE_WAY, until=None
    )
    rows = _open(by, Sort.ORGANISATION).filter(pk__in=moving.values("subject"))
    rows = rows.filter(capacities__mistaken=False)
    for of in rows.annotate(last=Max("capacities__held_on")):
        if of.last + days < today + HORIZON:
            yield _line(of.last + days, _("Assess the capacity again"), of, "capacity", today)


def _sittings(by: Account, today: date) -> Iterator[DueLine]:
    """A committee or club that works, and of which no session is recorded for a quarter."""
    days = timedelta(days=limit_days(MEET) or 92)
    working = visible(Stage, by=by).filter(process=p.CIRCLE.name, state=p.WORKING, until=None)
    rows = _open(by, Sort.COMMITTEE, Sort.CLUB).filter(pk__in=working.values("subject"))
    for of in rows.annotate(last=Max("gatherings__held_on")):
        day = (of.last or of.since) + days
        if day < today + HORIZON:
            yield _line(day, _("No session is recorded"), of, "gathering", today)


def _meetings(by: Account, today: date) -> Iterator[DueLine]:
    """The usual day of a savings group went by, and no meeting is recorded."""
    rows = visible(Cycle, by=by).filter(until=None, structure__until=None)
    late = limit_days(LATE) or 0
    for cycle in rows.select_related("structure__place").annotate(last=Max("meetings__held_on")):
        day = (cycle.last or cycle.since) + timedelta(days=cycle.every_days + late)
        if day <= today:
            yield _line(day, _("No meeting is recorded"), cycle.structure, "meeting", today)


def _open(by: Account, *sorts: str) -> "QuerySet[Structure]":
    return visible(Structure, by=by).filter(until=None, sort__in=sorts).select_related("place")


def _line(day: date, what: Text, of: Structure, sheet: str, today: date) -> DueLine:
    name = "capacity_new" if sheet == "capacity" else f"structure_{sheet}"
    url = reverse(name, args=[of.pk])
    return DueLine(day, what, who(of), url, tone=_tone(day, today), act=_("Record"))


def _tone(day: date, today: date) -> str:
    return "late" if day < today else "soon"


def _page(of: Structure) -> str:
    return reverse("structure", args=[of.pk])


def who(of: Structure) -> str:
    return f"{of.name} · {of.place}"


def offer() -> None:
    offer_due(due_lines)
