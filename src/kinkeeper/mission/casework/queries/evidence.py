"""What the file proves, as codes that the processes of other rooms ask for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.casework.models import Assessment, GoalState, Plan
from kinkeeper.mission.casework.queries.file import FamilyFile, cached_file, levels, whole_file
from kinkeeper.mission.casework.queries.household import child_ids
from kinkeeper.mission.casework.rules import (
    BASELINE,
    DIMENSIONS,
    EXIT,
    Draft,
    Seen,
    complete,
    good_reviews,
    plan_ready,
)


@dataclass(frozen=True)
class Proof:
    """What is dated on or after the day that counts. children: of the household today."""

    file: FamilyFile
    since: date
    children: frozenset[UUID]

    def counts(self, day: date | None) -> bool:
        return day is not None and day >= self.since

    def family(self) -> list[Seen]:
        return [seen_of(a) for a in self._assessments() if a.person_id is None]

    def assessed(self) -> set[UUID]:
        """Members of whom at least one dimension was seen."""
        return {a.person_id for a in self._assessments() if a.person_id and any(levels(a))}

    def complete_at(self, occasion: str) -> bool:
        return any(s.occasion == occasion and complete(s.scores) for s in self.family())

    def plan(self) -> Plan | None:
        """The newest that is not ended, draft or agreed."""
        rows = (p for p in self.file.plans if p.until is None and self.counts(p.since))
        return next(rows, None)

    def _assessments(self) -> list[Assessment]:
        return [a for a in self.file.assessments if self.counts(a.held_on)]


def _ready(proof: Proof) -> bool:
    plan = proof.plan()
    return plan is not None and plan_ready(draft_of(plan))


def _agreed(proof: Proof) -> bool:
    plan = proof.plan()
    return plan is not None and plan.agreed_on is not None


def _children(proof: Proof) -> bool:
    return bool(proof.children) and proof.children <= proof.assessed()


EVIDENCE: dict[str, Callable[[Proof], bool]] = {
    "home_visit": lambda p: any(p.counts(v.held_on) for v in p.file.visits),
    "baseline": lambda p: p.complete_at(BASELINE),
    "children_assessed": _children,
    "plan_ready": _ready,
    "plan_agreed": _agreed,
    "first_service": lambda p: any(p.counts(s.done_on) for s in p.file.services),
    "review_held": lambda p: any(p.counts(r.held_on) for r in p.file.reviews),
    "two_good_reviews": lambda p: good_reviews(p.family()),
    "exit_assessment": lambda p: p.complete_at(EXIT),
}


def evidence_of(family: Record, *, since: date | None = None) -> frozenset[str]:
    """Codes of what exists, of `EVIDENCE`. since: only what is dated on or after that day.

    Nobody's scope is asked: whoever shows more than these codes asks `access` for the rows.
    """
    return _proved(whole_file(family), family, since)


def evidence_on_page(family: Record, *, by: Account, since: date | None = None) -> frozenset[str]:
    """The same from the file that the page has read already."""
    return _proved(cached_file(family, by=by), family, since)


def _proved(file: FamilyFile, family: Record, since: date | None) -> frozenset[str]:
    proof = Proof(file, since or date.min, child_ids(family))
    return frozenset(code for code, proves in EVIDENCE.items() if proves(proof))


def seen_of(assessment: Assessment) -> Seen:
    scores = {name: getattr(assessment, name) for name in DIMENSIONS}
    return Seen(assessment.held_on, assessment.occasion, scores)


def draft_of(plan: Plan) -> Draft:
    """What the plan holds, without what was given up."""
    promises = [c for c in plan.commitments.all() if c.dropped_on is None]
    return Draft(
        goals=sum(1 for goal in plan.goals.all() if goal.state != GoalState.DROPPED),
        owners=[c.owner for c in promises],
        explained_in=plan.explained_in,
        agreed_with=plan.agreed_with,
    )
