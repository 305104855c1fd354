"""One locality being told, and what all its structures share."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.process.models import Stage
from kinkeeper.mission.community.models import Gathering, Membership, Paper, Structure
from kinkeeper.mission.community.process import process_of
from kinkeeper.site.demonstration.diary import Diary
from kinkeeper.site.demonstration.telling import Telling

NAMES = (
    "Benkadi", "Jigiya", "Sabougnouma", "Dèmè So", "Kanu", "Nyèta", "Sigida Kura", "Wassa",
    "Danaya", "Kotognongontala", "Badenya",
)  # fmt: skip
BEGAN = date(2017, 11, 6)
OVER = date(2020, 10, 1)
GOES_ON = 3
"""In so many localities the committee and the club are recorded up to today."""
LEADERS = ("Sira Kanté", "Oumou Sacko", "Mamadou Tounkara", "Nana Cissé", "Bréhima Dao")


def hundreds(francs: float, *, of: int = 100) -> int:
    """Rounded as people count money."""
    return of * round(francs / of)


@dataclass(frozen=True)
class Spot:
    """number: of the locality, 0 to 10. stories: the families of the project who live there."""

    diary: Diary
    rng: Random
    place: Place
    project: UUID
    number: int
    worker: Account
    decider: Account
    stories: tuple[Telling, ...]

    @property
    def goes_on(self) -> bool:
        return self.number < GOES_ON

    def tell(self, record: Any, on: date, *, late: int | None = None, **values: Any) -> bool:
        return self.diary.tell(record, on=on, by=self.worker, late=late, **values)

    def structure(self, sort: str, name: str, since: date, **details: Any) -> Structure:
        of = Structure(
            sort=sort, name=name, place=self.place, project=self.project, since=since, **details
        )
        self.tell(of, since, late=0)
        return of

    def count(self, of: Structure, on: date, counts: dict[str, dict[str, int]]) -> None:
        self.tell(Membership(structure=of, counted_on=on, counts=counts), on, late=1)

    def paper(self, of: Structure, kind: str, on: date, **details: Any) -> None:
        self.tell(Paper(structure=of, kind=kind, dated_on=on, **details), on, late=2)

    def walk(self, of: Structure, *steps: tuple[str, str, date, int]) -> None:
        """state, verb, day, days until something is due (0: nothing)."""
        process, stage = process_of(of), None
        for state, verb, on, due in steps:
            if on > self.diary.today:
                return
            two = bool(process.transition(verb).proposer)
            if stage is not None:
                self.tell(stage, on, late=1, until=on)
            stage = Stage(
                process=process.name, subject=of.pk, place=self.place, state=state, since=on,
                verb=verb, decided_by=self.decider if two else self.worker,
                proposed_by=self.worker if two else None,
                due_on=on + timedelta(days=due) if due else None,
            )  # fmt: skip
            self.tell(stage, on, late=1)

    def sit(self, of: Structure | None, kind: str, on: date, **details: Any) -> None:
        row = Gathering(
            structure=of, kind=kind, place=self.place, project=self.project, held_on=on, **details
        )
        self.tell(row, on, late=self.rng.choice((0, 1, 3, 6)))

    def heads(self, women: tuple[int, int], men: tuple[int, int], age: str) -> dict[str, Any]:
        pick = self.rng.randint
        return {"F": {age: pick(*women)}, "M": {age: pick(*men)}}

    def pupils(self) -> dict[str, dict[str, int]]:
        """A club's children by sex and age."""
        pick = self.rng.randint
        return {
            "F": {"6-11": pick(4, 9), "12-17": pick(5, 10)},
            "M": {"6-11": pick(4, 9), "12-17": pick(4, 9)},
        }
