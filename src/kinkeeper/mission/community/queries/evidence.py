"""What records prove for the next step of a structure."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from kinkeeper.ground.process.queries import limit_days, stage_of
from kinkeeper.ground.process.table import Need
from kinkeeper.mission.community import process as p
from kinkeeper.mission.community.asking import capacity_questions
from kinkeeper.mission.community.limits import MEET
from kinkeeper.mission.community.models import Capacity, Gathering, Structure
from kinkeeper.mission.community.models.gatherings import Kind
from kinkeeper.mission.community.models.structures import PaperKind, Role
from kinkeeper.mission.community.queries.savings import open_cycle
from kinkeeper.mission.community.queries.structures import (
    capacities_of,
    members_of,
    norms,
    paper_in_force,
)
from kinkeeper.mission.community.rules import Means, means, met

YEAR = timedelta(days=365)
LEAST, FULL = 3, 5
"""Priorities of an improvement plan (domain 2.10)."""


def evidence(of: Structure) -> frozenset[str]:
    """Codes of needs that are proved today."""
    stage = stage_of(p.process_of(of), of.pk)
    since = stage.since if stage else of.since
    proofs = PROOFS[p.process_of(of).name]
    found = {need.code for need, proved in proofs.items() if proved(of, since)}
    if p.process_of(of) is p.ORGANISATION:
        found |= met(means_of(of, timezone.localdate()), norms())
    return frozenset(found)


def means_of(of: Structure, day: date) -> Means:
    """What the organisation did by itself in the twelve months before the day."""
    rows = Gathering.objects.filter(
        structure=of, mistaken=False, held_on__lte=day, held_on__gt=day - YEAR
    )
    held = list(rows.only("kind", "cost_xof", "own_xof", "without_staff"))
    costed = [g for g in held if g.cost_xof]
    return Means(
        governance=_governance(of),
        own_xof=sum(g.own_xof or 0 for g in costed),
        cost_xof=sum(g.cost_xof or 0 for g in costed),
        activities_alone=sum(1 for g in held if g.without_staff and g.kind in PROTECTIVE),
        safeguarding=paper_in_force(of, PaperKind.SAFEGUARDING, day) is not None,
    )


PROTECTIVE = frozenset({Kind.ACTIVITY.value, Kind.AWARENESS.value})
"""Kinds that are an activity for the protection of children (P-11, CO-2)."""


def _governance(of: Structure) -> Decimal | None:
    last = next(reversed(capacities_of(of)), None)
    if last is None:
        return None
    return means(last.scores, capacity_questions(last.questionnaire).domain_of).get("A")


def works(of: Structure, day: date) -> bool:
    """It met in the last quarter, names whom it refers to, and did something (domain 2.12)."""
    days = limit_days(MEET) or 92
    rows = of.gatherings.filter(mistaken=False, held_on__lte=day)
    recent = rows.filter(held_on__gte=day - timedelta(days=days))
    acted = rows.exclude(kind=Kind.TRAINING).exists()
    return bool(of.refers_to.strip()) and recent.exists() and acted


def plan_is_whole(of: Structure) -> bool:
    """Three to five priorities for the last assessment."""
    last = next(reversed(capacities_of(of)), None)
    return last is not None and LEAST <= of.priorities.filter(capacity=last).count() <= FULL


def _again(of: Structure, since: date) -> bool:
    rows = [c for c in capacities_of(of) if c.held_on > since]
    first = next(iter(capacities_of(of)), None)
    return any(first is not None and c.questionnaire == first.questionnaire for c in rows)


def _scored(of: Structure, _since: date) -> bool:
    return Capacity.objects.filter(structure=of, mistaken=False).exists()


def _acted(of: Structure, since: date) -> bool:
    rows = of.gatherings.filter(mistaken=False, kind__in=PROTECTIVE)
    return rows.filter(held_on__gte=since).exists()


def _has_paper(kind: str) -> "Proof":
    return lambda of, _since: paper_in_force(of, kind, timezone.localdate()) is not None


def _trained(of: Structure, _since: date) -> bool:
    return of.gatherings.filter(mistaken=False, kind=Kind.TRAINING).exists()


def _led(of: Structure, _since: date) -> bool:
    return any(m.role == Role.PRESIDENT for m in members_of(of, timezone.localdate()))


def _met(of: Structure, _since: date) -> bool:
    cycle = open_cycle(of)
    return cycle is not None and cycle.meetings.exists()


def _shared(of: Structure, since: date) -> bool:
    return of.cycles.filter(until__gte=since, share_out__isnull=False).exists()


Proof = Callable[[Structure, date], bool]
_COUNTED: dict[Need, Proof] = {p.COUNTED: lambda of, _since: of.counts.exists()}
PROOFS: dict[str, dict[Need, Proof]] = {
    p.ORGANISATION.name: _COUNTED | {
        p.MANDATES: _led,
        p.RECEIPT: _has_paper(PaperKind.RECEIPT),
        p.AGREEMENT: _has_paper(PaperKind.AGREEMENT),
        p.SCORED: _scored,
        p.PLANNED: lambda of, _since: plan_is_whole(of),
        p.ACTED: _acted,
        p.AGAIN: _again,
    },
    p.CIRCLE.name: _COUNTED | {
        p.TRAINED: _trained,
        p.WORKS: lambda of, _since: works(of, timezone.localdate()),
    },
    p.SAVINGS.name: _COUNTED | {
        p.BYLAWS: _has_paper(PaperKind.BYLAWS),
        p.OPENED: lambda of, _since: open_cycle(of) is not None,
        p.MET: _met,
        p.SHARED: _shared,
    },
    p.GROUND.name: {
        p.LAND: _has_paper(PaperKind.LAND),
        p.RULE: lambda of, _since: of.rules.exists(),
        p.YIELDS: lambda of, _since: of.harvests.exists() or of.stock.exists(),
        p.GAVE: lambda of, _since: of.gifts.exists(),
    },
}  # fmt: skip
