"""What evacuations put on "My day": decisions, time limits, names not accounted for, reviews."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.reports.offers import DueLine, offer_due
from kinkeeper.mission.emergency import process as p
from kinkeeper.mission.emergency.queries import (
    Movement,
    counts,
    leg_in,
    lines_of,
    manifest_of,
    movements,
    movements_by_ids,
    next_review,
    overdue,
    to_decide,
)

HORIZON_DAYS = 7
ON_THE_WAY = frozenset({p.DEPARTED, p.RETURNING})


def due_lines(by: Account, today: date) -> Iterator[DueLine]:
    if not may(by, "emergency.read"):
        return
    yield from _decisions(by)
    yield from _stages(by, today)
    for row in movements(by=by):
        if row.stage and row.stage.state in ON_THE_WAY:
            yield from _uncounted(row.movement, row.stage)
        elif row.stage and row.stage.state in p.AWAY:
            yield from _review(row.movement, row.stage, today)


def _decisions(by: Account) -> Iterator[DueLine]:
    proposals = to_decide(by)
    known = movements_by_ids(proposal.subject for proposal in proposals)
    for proposal in proposals:
        if movement := known.get(proposal.subject):
            yield DueLine(
                proposal.since, p.MOVEMENT.transition(proposal.verb).label, _what(movement),
                reverse("evacuation_step", args=[movement.pk, proposal.verb]), tone="decision",
            )  # fmt: skip


def _stages(by: Account, today: date) -> Iterator[DueLine]:
    stages = overdue(by, until=today + timedelta(days=HORIZON_DAYS + 1))
    known = movements_by_ids(stage.subject for stage in stages)
    for stage in stages:
        if movement := known.get(stage.subject):
            day = stage.due_on or stage.since
            yield DueLine(
                day, p.MOVEMENT.state(stage.state).due, _what(movement),
                reverse("evacuation", args=[movement.pk]), tone="late" if day < today else "soon",
                act=_("Open"),
            )  # fmt: skip


def _uncounted(movement: Movement, stage: Stage) -> Iterator[DueLine]:
    """A count that was begun on the way and does not come out."""
    manifest = manifest_of(movement, leg_in(stage.state))
    for count in counts(manifest, lines_of(manifest)) if manifest else ():
        number = count.reckoning.difference
        if count.begun and number:
            text = ngettext(
                "%(count)d person is not accounted for", "%(count)d people are not accounted for",
                number,
            )  # fmt: skip
            yield DueLine(
                count.checkpoint.held_on or stage.since, text % {"count": number}, _what(movement),
                reverse("checkpoint", args=[count.checkpoint.pk]), tone="alarm", act=_("Count"),
            )  # fmt: skip


def _review(movement: Movement, stage: Stage, today: date) -> Iterator[DueLine]:
    day = next_review(movement, _away_since(movement, stage))
    if day <= today + timedelta(days=HORIZON_DAYS):
        yield DueLine(
            day, _("Monthly review of those who are away"), _what(movement),
            reverse("evacuation_review", args=[movement.pk]),
            tone="late" if day < today else "soon", act=_("Hold the review"),
        )  # fmt: skip


def _away_since(movement: Movement, stage: Stage) -> date:
    arrived = Stage.objects.filter(
        process=p.MOVEMENT.name, subject=movement.pk, state=p.ARRIVED
    ).first()
    return arrived.since if arrived else stage.since


def _what(movement: Movement) -> str:
    return f"{movement.code} · {movement.village.name}"


def offer() -> None:
    offer_due(due_lines)
