"""One family being told: who accompanies it, how its story goes, where it stands."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from uuid import UUID

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.process.models import Stage
from kinkeeper.mission.casework.models import Commitment, Goal, Plan
from kinkeeper.mission.strengthening.models import Enrolment, TargetPerson
from kinkeeper.site.demonstration.diary import Diary
from kinkeeper.site.demonstration.households import Household

PROCESS = "strengthening.family"
DIMENSIONS = (
    "care", "food", "shelter", "health", "education", "livelihood", "protection", "wellbeing",
)  # fmt: skip
ALONE = {"reopen", "archive"}
"""Decisions that nobody proposes."""
CORE = {"care", "food", "livelihood", "protection"}


@dataclass(frozen=True)
class Fate:
    """How the story goes. `stop`: the last state of a way that is not finished.

    months: from admission to exit. lost: months after admission when a child lost care.
    relapse: months after exit when the family comes back.
    """

    entry: date
    reason: str = ""
    months: int = 0
    stop: str = ""
    lost: int = 0
    lost_late: int = 0
    relapse: int = 0


@dataclass
class Telling:
    diary: Diary
    house: Household
    fate: Fate
    worker: Account
    decider: Account
    project: UUID | None = None
    reopens: Enrolment | None = None
    enrolment: Enrolment = field(init=False)
    plan: Plan | None = None
    goals: list[Goal] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    stage: Stage | None = None
    scores: dict[str, float] = field(default_factory=dict)
    targets: list[TargetPerson] = field(default_factory=list)

    @property
    def rng(self) -> Random:
        return self.diary.rng

    @property
    def place(self) -> Place:
        place: Place = self.house.family.place
        return place

    @property
    def end(self) -> date:
        """The day of the exit, or a day far ahead."""
        return self.after(self.fate.months * 30 or 12000)

    def after(self, days: int) -> date:
        return self.fate.entry + timedelta(days=days)

    def stand(
        self, state: str, verb: str, on: date, *, due: int = 0, by: Account | None = None,
        reason: str = "",
    ) -> bool:  # fmt: skip
        """Close the open stage, open the next; a decision has its proposer."""
        decider = by or self.worker
        if on > self.diary.today:
            return False
        stage = Stage(
            process=PROCESS, subject=self.enrolment.pk, place=self.place, state=state, since=on,
            verb=verb, reason=reason, decided_by=decider,
            proposed_by=self.worker if by and verb not in ALONE else None,
            due_on=on + timedelta(days=due) if due else None,
        )  # fmt: skip
        if self.stage is not None:
            self.diary.tell(self.stage, on=on, by=decider, late=1, until=on)
        self.diary.tell(stage, on=on, by=decider, late=1)
        self.stage = stage
        return True
