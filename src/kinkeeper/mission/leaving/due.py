"""What this room puts on "My day": each line leads straight to the form that does it."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import colleagues, may
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.reports.offers import DueLine, Text, offer_due
from kinkeeper.mission.leaving import process as p
from kinkeeper.mission.leaving.queries import (
    Way,
    contacts_due,
    open_allowances,
    overdue_stages,
    proposals_to_decide,
    unpaid_of,
    ways_by_ids,
)
from kinkeeper.mission.people.queries import reader_of

IsMine = Callable[[Way], bool]
HORIZON_DAYS = 14
MOST = 60
# Where the work that ends the waiting in a state is done, and what its button says.
DONE: dict[str, tuple[str, Text]] = {
    **dict.fromkeys(p.HOMES, ("youth_plan", _("Open the plan"))),
    p.PLANNED: ("youth_handover", _("Open the handover sheet")),
    p.LOST: ("youth_contact", _("Record an attempt")),
}
CONTACT, ALLOWANCE = _("Contact after leaving"), _("Pay the allowance")


def due_lines(by: Account, today: date) -> Iterator[DueLine]:
    """Decisions first, then contacts, then what a time limit or a period asks for."""
    names = reader_of(by).names
    if may(by, p.DECIDE):
        yield from _decisions(by, names=names)
    if may(by, p.PROPOSE):
        is_mine = _mine(by)
        yield from _contacts(by, today, is_mine, names=names)
        yield from _stages(by, today, is_mine, names=names)
        yield from _allowances(by, today, is_mine, names=names)


def _decisions(by: Account, *, names: bool) -> Iterator[DueLine]:
    proposals = list(proposals_to_decide(by)[:MOST])
    known = ways_by_ids(proposal.subject for proposal in proposals)
    for proposal in proposals:
        if youth := known.get(proposal.subject):
            yield DueLine(
                proposal.since, p.WAY.transition(proposal.verb).label, _who(youth, names=names),
                reverse("youth_step", args=[youth.pk, proposal.verb]), tone="decision",
            )  # fmt: skip


def _contacts(by: Account, today: date, is_mine: IsMine, *, names: bool) -> Iterator[DueLine]:
    until = today + timedelta(days=HORIZON_DAYS + 1)
    mine = [row for row in contacts_due(by, today, until) if is_mine(row.way)]
    for row in mine[:MOST]:
        day = row.due[1] if row.due else today
        yield DueLine(
            day, CONTACT, _who(row.way, names=names),
            reverse("youth_contact", args=[row.way.pk]), tone=_tone(day, today),
            act=_("Record the contact"),
        )  # fmt: skip


def _stages(by: Account, today: date, is_mine: IsMine, *, names: bool) -> Iterator[DueLine]:
    stages = list(overdue_stages(by, until=today + timedelta(days=HORIZON_DAYS + 1)))
    known = ways_by_ids(stage.subject for stage in stages)
    mine = [s for s in stages if (youth := known.get(s.subject)) and is_mine(youth)]
    for stage in mine[:MOST]:
        yield _stage_line(stage, known[stage.subject], today, names=names)


def _stage_line(stage: Stage, youth: Way, today: date, *, names: bool) -> DueLine:
    state, day = p.WAY.state(stage.state), stage.due_on or stage.since
    if stage.state in DONE:
        name, act = DONE[stage.state]
        url = reverse(name, args=[youth.pk])
    else:
        url, act = reverse("youth_step", args=[youth.pk, "accompany"]), _("Begin the aftercare")
    return DueLine(day, state.due, _who(youth, names=names), url, tone=_tone(day, today), act=act)


def _allowances(by: Account, today: date, is_mine: IsMine, *, names: bool) -> Iterator[DueLine]:
    """One line a person: the oldest period that is not paid."""
    for allowance in open_allowances(by)[:MOST]:
        due = unpaid_of(allowance, today)
        if due and is_mine(allowance.way):
            yield DueLine(
                due[0], ALLOWANCE, _who(allowance.way, names=names),
                reverse("youth_pay", args=[allowance.pk]), tone=_tone(due[0], today),
                act=_("Pay"),
            )  # fmt: skip


def _mine(by: Account) -> IsMine:
    """Whoever decides sees all; a counsellor those whom she accompanies or nobody does, also
    because who did has left."""
    everything, here = may(by, p.DECIDE), colleagues(by, p.PROPOSE)

    def is_mine(youth: Way) -> bool:
        named = {youth.worker_id, youth.follower_id}
        return everything or by.pk in named or not named & here

    return is_mine


def _tone(day: date, today: date) -> str:
    return "late" if day < today else "soon"


def _who(youth: Way, *, names: bool) -> str:
    person = youth.person
    return f"{person if names else person.code} · {person.place}"


def offer() -> None:
    offer_due(due_lines)
