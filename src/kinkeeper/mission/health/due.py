"""What the follow-up of malnourished children adds to *My day*."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.process.queries import due, waiting_proposals
from kinkeeper.ground.process.table import Text
from kinkeeper.ground.reports.offers import DueLine, offer_due
from kinkeeper.mission.health.models import NutritionCase
from kinkeeper.mission.health.process import (
    ADMITTED,
    DECIDE,
    DISCHARGED,
    FOUND,
    MALNUTRITION,
    REFERRED,
    SCREEN,
)
from kinkeeper.mission.health.queries import cases_by_ids
from kinkeeper.mission.health.standing import MEASURE
from kinkeeper.mission.people.queries import reader_of

HORIZON = timedelta(days=8)
MOST = 200
# The step a stage waits for; measuring the child comes first where the step must be proved.
NEXT = {FOUND: "refer", REFERRED: "admit", ADMITTED: "", DISCHARGED: ""}


def due_lines(by: Account, today: date) -> Iterator[DueLine]:
    """Decisions first, then what a time limit asks for."""
    if not may(by, SCREEN):
        return
    names = reader_of(by).names
    if may(by, DECIDE):
        yield from _decisions(by, names=names)
    stages = list(due(MALNUTRITION, by=by, until=today + HORIZON, states=NEXT)[:MOST])
    known = cases_by_ids(stage.subject for stage in stages)
    for stage in stages:
        if found := known.get(stage.subject):
            yield _line(stage, found, today, names=names)


def _decisions(by: Account, *, names: bool) -> Iterator[DueLine]:
    proposals = list(waiting_proposals(MALNUTRITION, by=by)[:MOST])
    known = cases_by_ids(proposal.subject for proposal in proposals)
    for proposal in proposals:
        if found := known.get(proposal.subject):
            yield DueLine(
                proposal.since, MALNUTRITION.transition(proposal.verb).label,
                _who(found, names=names),
                reverse("nutrition_step", args=[found.pk, proposal.verb]), tone="decision",
            )  # fmt: skip


def _line(stage: Stage, found: NutritionCase, today: date, *, names: bool) -> DueLine:
    day = stage.due_on or stage.since
    url, act = _where(stage, found)
    return DueLine(
        day, MALNUTRITION.state(stage.state).due, _who(found, names=names), url,
        tone="late" if day < today else "soon", act=act,
    )  # fmt: skip


def _where(stage: Stage, found: NutritionCase) -> tuple[str, Text]:
    verb = NEXT[stage.state]
    if not verb:
        return reverse("measure", args=[found.person_id]), MEASURE[1]
    return (
        reverse("nutrition_step", args=[found.pk, verb]),
        MALNUTRITION.transition(verb).label,
    )


def _who(found: NutritionCase, *, names: bool) -> str:
    child = found.person
    return f"{child if names else child.code} · {child.place}"


def offer() -> None:
    offer_due(due_lines)
