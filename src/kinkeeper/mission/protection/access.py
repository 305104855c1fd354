"""Who is left out of what, whatever they hold: hung into `access`, asked by every reading,
counting and writing of this room's rows and of the stages of its processes."""

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from django.db.models import Q, QuerySet

from kinkeeper.ground.access.fencing import also_read
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import By, may, narrow, visible
from kinkeeper.ground.access.roles import EVERYBODY, PROTECTION, SAFEGUARDING
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.protection import models as m
from kinkeeper.mission.protection.marks import mark_of
from kinkeeper.mission.protection.process import DECIDE, PROCESSES

# Path from each kind to the report, concern or case that somebody may be left out of.
SUBJECTS: dict[type[Record], str] = {
    m.Report: "pk", m.ReportMessage: "report", m.ReportPicture: "report",
    m.Concern: "pk", m.ConcernMessage: "concern", m.ConcernEntry: "concern",
    m.ConcernPicture: "concern",
}  # fmt: skip
OF_CASE: dict[type[Record], str] = {
    m.Case: "", m.CaseReport: "case__", m.CaseChild: "case__", m.CaseEntry: "case__",
    m.Referral: "case__", m.Opening: "case__",
}  # fmt: skip
REGISTERS: dict[str, tuple[type[Record], ...]] = {
    PROTECTION: (m.Report, m.Case), SAFEGUARDING: (m.Concern,),
}  # fmt: skip
NAMES = [process.name for process in PROCESSES]


def left_out(by: By) -> QuerySet[m.LeftOut, UUID]:
    """Ids of everything this account does not see because it, or its line, is named."""
    mark = mark_of("account", by.pk) if isinstance(by, Account) else ""
    return m.LeftOut.objects.filter(mark=mark).values_list("subject", flat=True)


def kept_from(subjects: Iterable[UUID], accounts: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """Which of these accounts are left out of which of these."""
    marks = {mark_of("account", pk): pk for pk in accounts}
    found: dict[UUID, set[UUID]] = {}
    rows = m.LeftOut.objects.filter(subject__in=set(subjects), mark__in=set(marks))
    for subject, mark in rows.values_list("subject", "mark"):
        found.setdefault(subject, set()).add(marks[mark])
    return found


def own_cases(at: str, by: By) -> Q:
    """A worker sees the own cases and those nobody works on; whoever decides sees the area's."""
    if not isinstance(by, Account):
        return Q(pk__in=[])
    key = f"{at}pk__in" if at else "pk__in"
    seen = ~Q(**{key: left_out(by)})
    if may(by, DECIDE, purpose=PROTECTION):
        return seen
    return seen & (Q(**{f"{at}worker": by}) | Q(**{f"{at}worker__isnull": True}))


def _subject(path: str, by: By) -> Q:
    return ~Q(**{f"{path}__in": left_out(by)})


def of_processes(by: By) -> Q:
    """Stages and proposals of protection only where the report, case or concern is met."""
    met = ~Q(process__in=NAMES)
    if not isinstance(by, Account):
        return met
    for purpose, kinds in REGISTERS.items():
        if may(by, f"{purpose}.read", purpose=purpose):
            for model in kinds:
                met |= Q(subject__in=visible(model, by=by, purpose=purpose).values("pk"))
    return met


def hang() -> None:
    """Called when the room is ready."""
    also_read(m.LeftOut.about.kind, "protection.read", "safeguarding.read")
    also_read(m.Contact.about.kind, EVERYBODY)
    for model, path in SUBJECTS.items():
        narrow(model, partial(_subject, path))
    for model, at in OF_CASE.items():
        narrow(model, partial(own_cases, at))
    for model in (Stage, Proposal):
        narrow(model, of_processes)
