"""What the pages lay out: the eight dimensions in a row, the promises side by side, what is still
missing. Plain values for templates; no row is read here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.text import capfirst

from kinkeeper.mission.casework.actions.plans import MISSING
from kinkeeper.mission.casework.models import (
    Assessment,
    Commitment,
    Dimension,
    Goal,
    GoalState,
    Owner,
    Plan,
)
from kinkeeper.mission.casework.queries import Standing
from kinkeeper.mission.casework.queries.evidence import draft_of
from kinkeeper.mission.casework.rules import DIMENSIONS, WELL, doing_well_in, missing_in_plan

TONES = {
    GoalState.MET: "good", GoalState.NOT_MET: "bad", GoalState.IN_PROGRESS: "info",
    GoalState.DROPPED: "neutral",
}  # fmt: skip


@dataclass(frozen=True)
class Side:
    """What one side promised."""

    owner: str
    label: str
    promises: list[Commitment]


@dataclass(frozen=True)
class Level:
    """One dimension of one child, before and now."""

    label: str
    before: int | None
    now: int | None

    @property
    def moved(self) -> bool:
        return None not in (self.before, self.now) and self.before != self.now

    @property
    def well(self) -> bool:
        return (self.now or 0) >= WELL


def dimension_labels() -> list[str]:
    return [capfirst(str(Dimension(name).label)) for name in DIMENSIONS]


def levels_of(standing: Standing) -> list[Level]:
    together = zip(dimension_labels(), standing.before, standing.now, strict=True)
    return [Level(*row) for row in together]


def well_in(assessment: Assessment | None) -> int | None:
    """Number of dimensions at 3 or 4; None where nobody looked."""
    if assessment is None:
        return None
    return doing_well_in({name: getattr(assessment, name) for name in DIMENSIONS})


def goals_of(plan: Plan) -> list[tuple[Goal, str]]:
    """Goals with the tone of their state, in the order of the dimensions."""
    rows = sorted(plan.goals.all(), key=lambda g: (_place(g.dimension), g.pk))
    return [(goal, TONES[GoalState(goal.state)]) for goal in rows]


def _place(dimension: str) -> int:
    return DIMENSIONS.index(dimension) if dimension in DIMENSIONS else len(DIMENSIONS)


def sides_of(plan: Plan) -> list[Side]:
    """Family and programme always, the others where they promised something."""
    kept = sorted((c for c in plan.commitments.all() if not c.dropped_on), key=lambda c: c.pk)
    sides = [_side(owner, kept) for owner in Owner]
    return [s for s in sides if s.promises or s.owner in {Owner.FAMILY, Owner.PROGRAMME}]


def _side(owner: Owner, promises: Iterable[Commitment]) -> Side:
    mine = [c for c in promises if c.owner == owner]
    return Side(owner.value, capfirst(str(owner.label)), mine)


def missing_for_agreement(plan: Plan) -> list[str | Promise]:
    """Sentences of what the draft itself lacks; what the agreement form asks is not counted."""
    told = replace(draft_of(plan), explained_in="-", agreed_with="-")
    return [MISSING[code][1] for code in missing_in_plan(told)]
