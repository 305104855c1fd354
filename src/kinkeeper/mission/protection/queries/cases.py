"""Cases: the caseload, what is overdue, one file; and what is open to a receiver."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.access.roles import PROTECTION
from kinkeeper.ground.fence.actions import lifted
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.process.queries import limit_days
from kinkeeper.ground.process.table import State
from kinkeeper.mission.protection import limits
from kinkeeper.mission.protection.access import left_out
from kinkeeper.mission.protection.marks import mark_of
from kinkeeper.mission.protection.models import (
    Case,
    CaseChild,
    CaseEntry,
    Opening,
    Referral,
    Report,
)
from kinkeeper.mission.protection.models.words import Basis, Entry, Status
from kinkeeper.mission.protection.process import CASE, CLOSED, WORK
from kinkeeper.mission.protection.queries.areas import desk
from kinkeeper.mission.protection.queries.reports import open_stages
from kinkeeper.mission.protection.rules import follow_up_due
from kinkeeper.mission.protection.said import File, Shared
from kinkeeper.mission.protection.sealing import opened, opened_all, rows_with

MOST = 500
FOLLOWED = (Entry.FOLLOW_UP, Entry.REVIEW, Entry.CONFERENCE)


@dataclass(frozen=True)
class Load:
    """A line of the caseload: no name of a child; due: the nearest of stage and follow-up.

    worker: None also where the one who is named left, or may no longer do it.
    """

    case: Case
    risk: str
    state: State
    due_on: date
    what: Any
    late: bool
    worker: Account | None


def cases(by: Account) -> QuerySet[Case]:
    return visible(Case, by=by, purpose=PROTECTION).select_related("place", "worker")


def case(pk: UUID, *, by: Account) -> Case | None:
    return cases(by).filter(pk=pk).first()


def file_of(found: Case) -> File:
    return opened(found, File, place=found.place_id)


def evidence(found: Case) -> set[str]:
    """What is proved, for the needs of the table: since the last opening."""
    since = _since(found)
    kinds = set(CaseEntry.objects.filter(case=found, on__gte=since).values_list("kind", flat=True))
    proofs = {
        "assessment": Entry.ASSESSMENT in kinds,
        "plan": Entry.PLAN in kinds,
        "help": Entry.SERVED in kinds or found.referrals.exists(),
        "told": Entry.CLOSING in kinds,
    }
    return {code for code, proof in proofs.items() if proof}


def _since(found: Case) -> date:
    stage = open_stages(CASE, [found.pk]).get(found.pk)
    return stage.since if stage and stage.verb == "reopen" else found.opened_on


def caseload(by: Account, *, over: bool = False) -> list[Load]:
    """Open cases by what is due first; with `over` the closed ones."""
    rows = list(cases(by).filter(until__isnull=not over))
    return _loads(rows, opened_all(rows, File, place=lambda row: row.place_id))


def _loads(rows: Iterable[Case], files: Mapping[UUID, File]) -> list[Load]:
    listed = list(rows)
    stages = open_stages(CASE, {row.pk for row in listed})
    contacts, days = _contacts(listed), follow_days()
    at: dict[UUID, set[UUID]] = {}

    def contact_due(row: Case) -> date:
        seen = contacts.get(row.pk, ())
        return follow_up_due(row.opened_on, seen, files[row.pk].risk, days)

    def working(row: Case) -> set[UUID]:
        if row.place_id not in at:
            at[row.place_id] = {one.pk for one in desk(row.place, WORK)}
        return at[row.place_id]

    found = []
    for row in listed:
        if stage := stages.get(row.pk):
            load = _load(row, files[row.pk], stage, contact_due(row), working(row))
            found.append(_asked_after(load, _after(stage, contacts.get(row.pk, ()))))
    return sorted(found, key=lambda load: (load.due_on, load.case.reference))


def _load(row: Case, kept: File, stage: Any, contact: date, here: set[UUID]) -> Load:
    today = timezone.localdate()
    state = CASE.state(stage.state)
    if stage.state == CLOSED:
        contact = stage.due_on or date.max
    first = stage.due_on is not None and stage.due_on <= contact
    due = stage.due_on if first else contact
    return Load(row, kept.risk, state, due, state.due if first else "", late=due < today,
                worker=row.worker if row.worker_id in here else None)  # fmt: skip


def _after(stage: Stage, contacts: Iterable[date]) -> date | None:
    """The first contact after the closing of a case, if there was one."""
    after = [on for on in contacts if on > stage.since]
    return min(after, default=None) if stage.state == CLOSED else None


def _asked_after(load: Load, on: date | None) -> Load:
    """A closed case says when it was asked after, instead of when that was due."""
    return replace(load, due_on=on, what=_("asked after"), late=False) if on else load


def to_ask_after(by: Account, today: date) -> list[tuple[Case, date, Account | None]]:
    """Closed cases whose contact after the closing is due and not made, with who works on them."""
    closed = Stage.objects.filter(
        process=CASE.name, until=None, state=CLOSED, due_on__lte=today,
        subject__in=cases(by).filter(until__isnull=False).values("pk"),
    )  # fmt: skip
    stages = {stage.subject: stage for stage in closed}
    made = _contacts(cases(by).filter(pk__in=stages))
    found = []
    for row in cases(by).filter(pk__in=stages):
        due = stages[row.pk].due_on
        if due and not _after(stages[row.pk], made.get(row.pk, ())):
            here = row.worker in desk(row.place, WORK)
            found.append((row, due, row.worker if here else None))
    return sorted(found, key=lambda one: (one[1], one[0].reference))


def follow_days() -> dict[str, int]:
    return {risk: limit_days(key) or 0 for risk, key in limits.FOLLOW.items()}


def _contacts(rows: Iterable[Case]) -> dict[UUID, list[date]]:
    found: dict[UUID, list[date]] = {}
    entries = CaseEntry.objects.filter(case__in=list(rows), kind__in=FOLLOWED)
    for pk, on in entries.values_list("case_id", "on"):
        found.setdefault(pk, []).append(on)
    return found


def with_text(by: Account, text: str) -> list[Load]:
    """Cases in whose file the text stands; opened and looked through inside the reader's scope,
    since an index of names would tell who has the database (design: no blind index)."""
    met = cases(by).order_by()
    # A place's id is made of text once for each area, not once for each of thousands of cases.
    at = dict(met.values_list("place__path", "place").distinct())
    rows = met.values_list("pk", "sealed", "place__path").iterator(chunk_size=MOST)
    hits = rows_with(Case, ((pk, said, at[path]) for pk, said, path in rows), text)
    hits |= set(met.filter(reference__icontains=text).values_list("pk", flat=True))
    found = list(cases(by).filter(pk__in=list(hits)[:MOST]))
    return _loads(found, opened_all(found, File, place=lambda row: row.place_id))


def referrals_of(found: Case) -> list[tuple[Referral, Shared]]:
    rows = list(found.referrals.select_related("contact").order_by("sent_on", "pk"))
    said = opened_all(rows, Shared, place=lambda _row: found.place_id)
    return [(row, said[row.pk]) for row in rows]


def openings_of(found: Case) -> list[tuple[Opening, Shared]]:
    rows = list(found.openings.select_related("account").order_by("since", "pk"))
    said = opened_all(rows, Shared, place=lambda _row: found.place_id)
    return [(row, said[row.pk]) for row in rows]


def referral(pk: UUID, *, by: Account) -> Referral | None:
    rows = visible(Referral, by=by, purpose=PROTECTION)
    return rows.select_related("case__place", "contact").filter(pk=pk).first()


def opening_of(pk: UUID, *, by: Account) -> Opening | None:
    """One opening of a case this account works on or decides."""
    rows = visible(Opening, by=by, purpose=PROTECTION).select_related("case__place", "account")
    return rows.filter(pk=pk).first()


def told_on_consent(found: Case) -> list[Referral]:
    """Services that were told something because of a consent, and are not done with it."""
    going = {Status.SENT, Status.ACCEPTED}
    rows = [(row, said) for row, said in referrals_of(found) if row.status in going]
    return [row for row, said in rows if said.basis != Basis.OVERRIDE]


def unanswered(by: Account, today: date) -> list[Referral]:
    """Referrals sent longer ago than the limit and not answered."""
    rows = visible(Referral, by=by, purpose=PROTECTION).filter(
        status=Status.SENT, case__until__isnull=True
    )
    days = limit_days(limits.CHASE) or 0
    found = rows.select_related("case__place").order_by("sent_on")
    return [row for row in found if (today - row.sent_on).days >= days]


def cases_of_child(person: UUID, *, by: Account) -> list[Case]:
    marks = CaseChild.objects.filter(mark=mark_of("person", person)).values("case")
    return list(cases(by).filter(pk__in=marks).order_by("opened_on"))


def reports_of(found: Case, *, by: Account) -> list[Report]:
    rows = visible(Report, by=by, purpose=PROTECTION).filter(cases__case=found)
    return list(rows.order_by("received_on"))


def openings_for(by: Account) -> list[Opening]:
    """Files that are open to this account today."""
    today = timezone.localdate()
    rows = Opening.objects.filter(account=by, since__lte=today, until__gt=today)
    with lifted("a colleague meets what was opened to her by name"):
        return list(rows.exclude(case__in=left_out(by)).select_related("case").order_by("until"))


def opening(pk: UUID, *, by: Account) -> tuple[Opening, Shared] | None:
    found = next((row for row in openings_for(by) if row.pk == pk), None)
    return (found, opened(found, Shared, place=found.case.place_id)) if found else None


def loads_by_worker(by: Account) -> list[tuple[Account, int]]:
    counts: dict[Account, int] = {}
    for row in cases(by).filter(until=None, worker__isnull=False):
        counts[row.worker] = counts.get(row.worker, 0) + 1
    return sorted(counts.items(), key=lambda pair: pair[0].name)
