"""Somebody is named: that person and the line do not see a report, concern or case from then on."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinkeeper.ground.access.actions import machine
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.access.roles import PROTECTION
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.protection import models as m
from kinkeeper.mission.protection.marks import mark_of
from kinkeeper.mission.protection.process import TRIAGE
from kinkeeper.mission.protection.queries.reports import story_of
from kinkeeper.mission.protection.rules import Report as Reports
from kinkeeper.mission.protection.rules import line_of
from kinkeeper.mission.protection.sealing import sealed


def leave_out(subject: Record, named: Iterable[Account]) -> list[UUID]:
    """The named and their line do not see it from now on. Ids of those newly left out."""
    marks = {mark_of("account", pk): pk for pk in whole_line(named)}
    return [marks[mark] for mark in leave_out_marks(subject, marks)]


def whole_line(named: Iterable[Account]) -> frozenset[UUID]:
    """The named with everybody above and below them today."""
    return line_of([account.pk for account in named], _lines())


def leave_out_marks(subject: Record, marks: Iterable[str]) -> list[str]:
    """As `leave_out`, for those whose marks are known; the new ones among them."""
    known = set(m.LeftOut.objects.filter(subject=subject.pk).values_list("mark", flat=True))
    place = subject.place  # type: ignore[attr-defined]
    new = sorted(set(marks) - known)
    for mark in new:
        write(m.LeftOut(subject=subject.pk, place=place), by=machine(), mark=mark)
    if isinstance(subject, m.Case):
        _without_worker(subject)
    return new


def _without_worker(case: m.Case) -> None:
    """A case whose worker is left out waits for another."""
    if case.worker_id is None:
        return
    mark = mark_of("account", case.worker_id)
    if m.LeftOut.objects.filter(subject=case.pk, mark=mark).exists():
        write(case, by=machine(), worker=None)


def _lines() -> list[Reports]:
    today = timezone.localdate()
    rows = m.Superior.objects.filter(since__lte=today).exclude(until__lte=today)
    return [Reports(*pair) for pair in rows.values_list("account_id", "superior_id")]


def name_more(subject: m.Report | m.Case, named: Iterable[Account], *, by: Account) -> None:
    """It turns out later who is concerned: left out of the report, of each case it feeds and of
    the other reports of these. Raises Refused."""
    if not may(by, TRIAGE, subject, purpose=PROTECTION):
        raise Refused
    people = list(named)
    with transaction.atomic():
        for one in _together(subject):
            if isinstance(one, m.Report):
                _name_in(one, people)
            leave_out(one, people)


def _together(subject: m.Report | m.Case) -> list[m.Report | m.Case]:
    links = m.CaseReport.objects.all()
    met = (
        links.filter(case=subject) if isinstance(subject, m.Case) else links.filter(report=subject)
    )
    cases = {subject.pk, *met.values_list("case", flat=True)}
    reports = list(m.Report.objects.filter(cases__case__in=cases).select_related("place"))
    found = {row.pk: row for row in m.Case.objects.filter(pk__in=cases).select_related("place")}
    return list({subject.pk: subject, **found, **{row.pk: row for row in reports}}.values())


def _name_in(report: m.Report, people: list[Account]) -> None:
    story = story_of(report)
    named = sorted({*story.named, *(str(account.pk) for account in people)})
    kept = replace(story, named=named)
    write(report, by=machine(), sealed=sealed(report, kept, place=report.place_id))
