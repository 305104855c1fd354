"""What this room puts on "My day": each line leads straight to the form that does it."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.process.queries import due, waiting_proposals
from kinkeeper.ground.reports.offers import DueLine, offer_due
from kinkeeper.mission.admission import process as p
from kinkeeper.mission.admission.models import Admission
from kinkeeper.mission.admission.queries import admissions_by_ids
from kinkeeper.mission.people.queries import reader_of

HORIZON_DAYS = 14
MOST = 60
# The step that ends the waiting in a state, and the capability of whoever does it.
NEXT: dict[str, tuple[str, str]] = {
    p.REFERRED: ("enquire", p.PROPOSE),
    p.EMERGENCY: ("enquire", p.PROPOSE),
    p.ENQUIRED: ("find_necessary", p.PROPOSE),
    p.NECESSARY: ("choose_care", p.PROPOSE),
    p.SUITED: ("authorise", p.PROPOSE),
    p.AUTHORISED: ("place", p.DECIDE),
}


def due_lines(by: Account, today: date) -> Iterator[DueLine]:
    """Decisions first, then what a time limit asks for."""
    if not (may(by, p.PROPOSE) or may(by, p.DECIDE)):
        return
    names = reader_of(by).names
    if may(by, p.DECIDE):
        yield from _decisions(by, names=names)
    yield from _stages(by, today, names=names)


def _decisions(by: Account, *, names: bool) -> Iterator[DueLine]:
    proposals = list(waiting_proposals(p.ADMISSION, by=by)[:MOST])
    known = admissions_by_ids(proposal.subject for proposal in proposals)
    for proposal in proposals:
        if found := known.get(proposal.subject):
            label = p.ADMISSION.transition(proposal.verb).label
            url = reverse("admission_step", args=[found.pk, proposal.verb])
            yield DueLine(proposal.since, label, who(found, names=names), url, tone="decision")


def _stages(by: Account, today: date, *, names: bool) -> Iterator[DueLine]:
    states = [s for s, (_verb, capability) in NEXT.items() if may(by, capability)]
    until = today + timedelta(days=HORIZON_DAYS + 1)
    stages = list(due(p.ADMISSION, by=by, until=until, states=states)[:MOST])
    known = admissions_by_ids(stage.subject for stage in stages)
    for stage in stages:
        if found := known.get(stage.subject):
            yield _line(stage, found, today, names=names)


def _line(stage: Stage, found: Admission, today: date, *, names: bool) -> DueLine:
    """The file itself: the next step, and whatever is missing for it, stand on top of it."""
    day = stage.due_on or stage.since
    late = day < today
    tone = "alarm" if late and found.emergency_on else "late" if late else "soon"
    return DueLine(
        day, p.ADMISSION.state(stage.state).due, who(found, names=names),
        reverse("admission", args=[found.pk]), tone=tone,
        act=p.ADMISSION.transition(NEXT[stage.state][0]).label,
    )  # fmt: skip


def who(found: Admission, *, names: bool) -> str:
    """The children by name for who may meet names, the code of the admission for the others."""
    children = [str(child.person) for child in found.children.all()] if names else []
    return f"{', '.join(children) or found.code} · {found.village}"


def offer() -> None:
    offer_due(due_lines)
