"""May this step be taken, and if not, what is missing? Plain values, no database."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from kinkeeper.ground.process.table import (
    ALREADY_PROPOSED,
    NO_PROPOSAL,
    OTHER_PERSON,
    Process,
    Text,
    Transition,
)


@dataclass(frozen=True)
class Situation:
    """Where a subject stands: its state, what exists, and who proposed what.

    proposed: verb -> account that proposed it. holds: capabilities of the person here.
    """

    state: str
    evidence: Set[str]
    proposed: dict[str, UUID]
    person: UUID
    holds: Set[str]


@dataclass(frozen=True)
class Step:
    """A button. `missing` is empty when it may be pressed; `proposal` when it only proposes."""

    transition: Transition
    proposal: bool
    missing: tuple[Text, ...]

    @property
    def verb(self) -> str:
        return self.transition.verb

    @property
    def label(self) -> Text:
        return self.transition.propose_label if self.proposal else self.transition.label

    @property
    def possible(self) -> bool:
        return not self.missing


def steps(process: Process, at: Situation) -> list[Step]:
    """Every step this person could take from here, with what is missing for each."""
    found = []
    for transition in process.leaving(at.state):
        if transition.proposer and transition.proposer in at.holds:
            found.append(Step(transition, True, missing_to_propose(transition, at)))
        if transition.capability in at.holds:
            found.append(Step(transition, False, missing_to_do(transition, at)))
    return found


def missing_to_propose(transition: Transition, at: Situation) -> tuple[Text, ...]:
    missing = tuple(n.missing for n in transition.needs if n.code not in at.evidence)
    waiting = (ALREADY_PROPOSED,) if transition.verb in at.proposed else ()
    return missing + waiting


def missing_to_do(transition: Transition, at: Situation) -> tuple[Text, ...]:
    missing = tuple(n.missing for n in transition.needs if n.code not in at.evidence)
    if not transition.proposer:
        return missing
    proposer = at.proposed.get(transition.verb)
    if proposer is None:
        return (*missing, NO_PROPOSAL)
    return (*missing, OTHER_PERSON) if proposer == at.person else missing


def due_date(since: date, days: int | None) -> date | None:
    return None if days is None else since + timedelta(days=days)


def diagram(process: Process) -> str:
    """The table as a Mermaid state diagram, for the documentation."""
    lines = ["stateDiagram-v2"]
    for t in process.transitions:
        lines += [f"    {source} --> {t.target}: {t.verb}" for source in t.sources or ("[*]",)]
    return "\n".join(lines)
