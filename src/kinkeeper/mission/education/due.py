"""What school and daycare add to *My day*."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, may_meet
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.process.queries import due, waiting_proposals
from kinkeeper.ground.reports.offers import DueLine, offer_due
from kinkeeper.mission.education.models import Enrolment
from kinkeeper.mission.education.process import (
    APPLIED,
    CALL,
    DECIDE,
    DROPPED,
    ENROL,
    EXCLUDED,
    SCHOOL,
)
from kinkeeper.mission.education.queries import (
    absences,
    enrolments_by_ids,
    hand_overs_asked,
    late_today,
    papers_due,
)
from kinkeeper.mission.education.rules import LongAbsence

HORIZON = timedelta(days=15)
MOST = 60
NEXT = {APPLIED: "accept", DROPPED: "come_back", EXCLUDED: "readmit"}


def due_lines(by: Account, today: date) -> Iterator[DueLine]:
    """At the gate first, then decisions, absences, and what a time limit asks for."""
    if not may(by, CALL):
        return
    yield from _gate(by)
    if may(by, DECIDE):
        yield from _decisions(by)
    for found, long in absences(by, today)[:MOST]:
        yield DueLine(
            long.since, _("Look into a long absence from school"), _who(found, by),
            reverse("absence_look", args=[found.pk]), tone="late", note=_days(long),
            act=gettext_lazy("Note what was found"),
        )  # fmt: skip
    if may(by, ENROL):
        yield from _papers(by, today)
        yield from _stages(by, today)


def _gate(by: Account) -> Iterator[DueLine]:
    for day in hand_overs_asked(by)[:MOST]:
        yield DueLine(
            day.on, _("Somebody who is not on the list wants to fetch a child"),
            _who(day.enrolment, by), reverse("daycare_agree", args=[day.pk]), tone="alarm",
            act=gettext_lazy("Decide"),
        )  # fmt: skip
    for day in late_today(by, timezone.now())[:MOST]:
        yield DueLine(
            day.on, _("A child has not been fetched from daycare"), _who(day.enrolment, by),
            reverse("daycare_out", args=[day.pk]), tone="alarm",
            act=gettext_lazy("Note the departure"),
        )  # fmt: skip


def _decisions(by: Account) -> Iterator[DueLine]:
    proposals = list(waiting_proposals(SCHOOL, by=by)[:MOST])
    known = enrolments_by_ids(proposal.subject for proposal in proposals)
    for proposal in proposals:
        if found := known.get(proposal.subject):
            yield DueLine(
                proposal.since, SCHOOL.transition(proposal.verb).label, _who(found, by),
                reverse("school_step", args=[found.pk, proposal.verb]), tone="decision",
            )  # fmt: skip


def _papers(by: Account, today: date) -> Iterator[DueLine]:
    for found in papers_due(by, today + HORIZON)[:MOST]:
        day = found.papers_by or today
        yield DueLine(
            day, _("Papers for school are still to follow"), _who(found, by),
            reverse("school_papers", args=[found.pk]), tone="late" if day < today else "soon",
            act=gettext_lazy("Papers seen"),
        )  # fmt: skip


def _stages(by: Account, today: date) -> Iterator[DueLine]:
    stages = list(due(SCHOOL, by=by, until=today + HORIZON, states=NEXT)[:MOST])
    known = enrolments_by_ids(stage.subject for stage in stages)
    for stage in stages:
        if found := known.get(stage.subject):
            yield _stage_line(stage, found, by, today)


def _stage_line(stage: Stage, found: Enrolment, by: Account, today: date) -> DueLine:
    day = stage.due_on or stage.since
    return DueLine(
        day, SCHOOL.state(stage.state).due, _who(found, by),
        reverse("school_step", args=[found.pk, NEXT[stage.state]]),
        tone="late" if day < today else "soon",
    )  # fmt: skip


def _days(long: LongAbsence) -> str:
    if long.run > 1:
        said = ngettext("%(n)s school day in a row", "%(n)s school days in a row", long.run)
        return said % {"n": long.run}
    said = ngettext("%(n)s school day within 30", "%(n)s school days within 30", long.month)
    return said % {"n": long.month}


def _who(found: Enrolment, by: Account) -> str:
    """Class and school, never where the child lives: teachers read these lines too."""
    name = found.called if may_meet(Enrolment, "called", by=by) else found.person.code
    return f"{name} · {found.school_class} · {found.school_class.facility}"


def offer() -> None:
    offer_due(due_lines)
