"""What this room puts on "My day": each line leads straight to the form that does it."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.reports.offers import DueLine, Text, offer_due
from kinkeeper.mission.people.queries import reader_of
from kinkeeper.mission.strengthening import process as p
from kinkeeper.mission.strengthening.accompanying import mine
from kinkeeper.mission.strengthening.models import Enrolment
from kinkeeper.mission.strengthening.queries import (
    enrolments_by_ids,
    losses_to_take_up,
    overdue_stages,
    proposals_to_decide,
)

HORIZON_DAYS = 14
MOST = 60
# The step that ends the waiting in a state, and the capability of whoever does it.
NEXT: dict[str, tuple[str, str]] = {
    p.IDENTIFIED: ("screen", p.PROPOSE),
    p.SCREENED: ("assess", p.PROPOSE),
    p.WAITING: ("recheck", p.DECIDE),
    p.ASSESSED: ("admit", p.PROPOSE),
    p.ADMITTED: ("agree_plan", p.PROPOSE),
    p.PLANNED: ("start", p.PROPOSE),
    p.ACTIVE: ("prepare_exit", p.PROPOSE),
    p.SUSPENDED_STATE: ("resume", p.DECIDE),
    p.PREPARED: ("exit", p.PROPOSE),
    p.EXITED: ("follow_up", p.PROPOSE),
    p.FOLLOWED: ("follow_up", p.PROPOSE),
}


def due_lines(by: Account, today: date) -> Iterator[DueLine]:
    """Losses of care first, then decisions, then what a time limit asks for."""
    if not may(by, p.PROPOSE):
        return
    names = reader_of(by).names
    if may(by, p.DECIDE):
        yield from _losses(by, names=names)
        yield from _decisions(by, names=names)
    yield from _stages(by, today, names=names)


def _losses(by: Account, *, names: bool) -> Iterator[DueLine]:
    for loss in losses_to_take_up(by)[:MOST]:
        yield DueLine(
            loss.happened_on, _("A child lost parental care"),
            str(loss.person) if names else loss.person.code,
            reverse("loss_take_up", args=[loss.pk]), tone="alarm", act=_("Take up"),
        )  # fmt: skip


def _decisions(by: Account, *, names: bool) -> Iterator[DueLine]:
    proposals = list(proposals_to_decide(by)[:MOST])
    known = enrolments_by_ids(proposal.subject for proposal in proposals)
    for proposal in proposals:
        if enrolment := known.get(proposal.subject):
            yield DueLine(
                proposal.since, p.FAMILY.transition(proposal.verb).label,
                _who(enrolment, names=names),
                reverse("family_step", args=[enrolment.family_id, proposal.verb]),
                tone="decision",
            )  # fmt: skip


def _stages(by: Account, today: date, *, names: bool) -> Iterator[DueLine]:
    """A coordinator sees all; a field worker those she accompanies or nobody does."""
    states = [s for s, (_verb, capability) in NEXT.items() if may(by, capability)]
    until = today + timedelta(days=HORIZON_DAYS + 1)
    waiting = overdue_stages(by, until=until, states=states)
    stages = list((waiting if may(by, p.DECIDE) else mine(waiting, by))[:MOST])
    known = enrolments_by_ids(stage.subject for stage in stages)
    for stage in stages:
        if stage.subject in known:
            yield _stage_line(stage, known[stage.subject], today, names=names)


def _stage_line(stage: Stage, enrolment: Enrolment, today: date, *, names: bool) -> DueLine:
    state = p.FAMILY.state(stage.state)
    day = stage.due_on or stage.since
    verb = NEXT[stage.state][0]
    address = "exit_contact" if verb == "follow_up" else "family_step"
    values = [enrolment.family_id] if verb == "follow_up" else [enrolment.family_id, verb]
    return DueLine(
        day, state.due, _who(enrolment, names=names), reverse(address, args=values),
        tone="late" if day < today else "soon", act=_act(verb),
    )  # fmt: skip


def _act(verb: str) -> Text:
    return _("Record the contact") if verb == "follow_up" else p.FAMILY.transition(verb).label


def _who(enrolment: Enrolment, *, names: bool) -> str:
    family = enrolment.family
    return f"{family.name if names else family.code} · {family.place}"


def offer() -> None:
    offer_due(due_lines)
