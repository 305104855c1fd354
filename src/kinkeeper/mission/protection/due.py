"""What protection puts on *My day*: only for those who may do it, and without any name."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.access.roles import OWN, PROTECTION, SAFEGUARDING
from kinkeeper.ground.process.models import Proposal
from kinkeeper.ground.process.queries import waiting_proposals
from kinkeeper.ground.process.table import Process
from kinkeeper.ground.reports.offers import DueLine, offer_due
from kinkeeper.mission.protection.access import kept_from
from kinkeeper.mission.protection.process import CASE, CLOSED, CONCERN, REPORT
from kinkeeper.mission.protection.queries import (
    CONCERNS,
    REPORTS,
    caseload,
    listed,
    on_duty,
    openings_for,
    to_ask_after,
    to_verify,
    unanswered,
)
from kinkeeper.mission.protection.queries.reports import Register, Row

MOST = 60
STEP = {REPORT.name: "report_step", CASE.name: "case_step", CONCERN.name: "concern_step"}


def due_lines(by: Account, today: date) -> Iterator[DueLine]:
    if may(by, "protection.read", purpose=PROTECTION):
        yield from _decisions(by, REPORT)
        yield from _decisions(by, CASE)
        yield from _told(by, REPORTS, today, "protection_report")
        yield from _cases(by, today)
        yield from _closed(by, today)
        yield from _referrals(by, today)
    if may(by, "safeguarding.read", purpose=SAFEGUARDING):
        yield from _decisions(by, CONCERN)
        yield from _told(by, CONCERNS, today, "concern")
    yield from _opened(by)
    if may(by, "protection.directory_write", purpose=OWN):
        yield from _directory(by, today)


def _decisions(by: Account, process: Process) -> Iterator[DueLine]:
    for proposal in waiting_proposals(process, by=by)[:MOST]:
        yield DueLine(
            proposal.since, process.transition(proposal.verb).label, "",
            _where(process, proposal), tone="decision",
        )  # fmt: skip


def _where(process: Process, proposal: Proposal) -> str:
    return reverse(STEP[process.name], args=[proposal.subject, proposal.verb])


def _told(by: Account, register: Register, today: date, page: str) -> Iterator[DueLine]:
    """Those on the rota; where nobody is, everybody of the desk: no report waits unseen."""
    rows = listed(register, by=by, today=today)
    for row in (_on_turn(rows, by) if register is REPORTS else rows)[:MOST]:
        who, url = f"{row.told} · {row.told.place}", reverse(page, args=[row.told.pk])
        yield _line(row.due_on, row.state.due, who, url, today)


def _on_turn(rows: list[Row], by: Account) -> list[Row]:
    """Without those that another on the rota sees; who is named in a report does not count."""
    rota = {row.told.place_id: row.told.place for row in rows}
    duty = {pk: {one.pk for one in on_duty(place)} for pk, place in rota.items()}
    unseen = kept_from({row.told.pk for row in rows}, set().union(*duty.values()))
    found = []
    for row in rows:
        on = duty[row.told.place_id] - unseen.get(row.told.pk, set())
        if not on or by.pk in on:
            found.append(row)
    return found


def _cases(by: Account, today: date) -> Iterator[DueLine]:
    """The own cases; and for whoever decides those whose worker left, or may no longer do it."""
    told = [load for load in caseload(by) if load.worker in {None, by}]
    for load in told[:MOST]:
        case = load.case
        who, page = f"{case} · {case.place}", reverse("protection_case", args=[case.pk])
        if load.worker is None:
            yield DueLine(
                today, _("Nobody works on this case: hand it over"), who, page, tone="late"
            )
        else:
            yield _line(load.due_on, load.what or _("Follow-up of the child"), who, page, today)


def _closed(by: Account, today: date) -> Iterator[DueLine]:
    """The contact after the closing: to who worked on it, or may decide where that person left."""
    own = [row for row in to_ask_after(by, today) if row[2] in {None, by}]
    for case, due_on, _worker in own[:MOST]:
        who, url = f"{case} · {case.place}", reverse("protection_case", args=[case.pk])
        yield _line(due_on, CASE.state(CLOSED).due, who, url, today)


def _referrals(by: Account, today: date) -> Iterator[DueLine]:
    own = [row for row in unanswered(by, today) if row.case.worker_id == by.pk]
    for row in own[:MOST]:
        url = reverse("referral_answer", args=[row.pk])
        yield DueLine(
            row.sent_on, _("Ask the service about a referral"), f"{row.case}", url, tone="late"
        )


def _opened(by: Account) -> Iterator[DueLine]:
    """What was opened to this person: "something to read", and nothing else."""
    for row in openings_for(by):
        url = reverse("protection_received", args=[row.pk])
        yield DueLine(row.until, _("A colleague asks you for something: read it"), "", url)


def _directory(by: Account, today: date) -> Iterator[DueLine]:
    for entry, expires in to_verify(by, today)[:MOST]:
        url = reverse("contact_verify", args=[entry.pk])
        who = f"{entry.name} · {entry.place}"
        yield _line(expires, _("Verify a service of the directory"), who, url, today)


def _line(day: date | None, what: Any, who: str, url: str, today: date) -> DueLine:
    on = day or today
    return DueLine(on, what, who, url, tone="late" if on < today else "soon")


def offer() -> None:
    offer_due(due_lines)
