"""The list of a class with what its pages show of each pupil: marks, absences, results."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from kinkeeper.mission.education.models import ClassCall, Enrolment, ExamResult, Mark, TermResult
from kinkeeper.mission.education.rules import AWAY, THERE, share

SIGNS = {"present": "·", "absent": "A", "excused": "E", "late": "R"}


@dataclass(frozen=True)
class Cell:
    """What a call said: a sign for the eye, a word for the ear."""

    mark: str

    @property
    def sign(self) -> str:
        return SIGNS.get(self.mark, "")

    @property
    def label(self) -> str:
        return str(Mark(self.mark).label) if self.mark else ""

    @property
    def away(self) -> bool:
        return self.mark in AWAY


@dataclass(frozen=True)
class Pupil:
    """One line. share: whole percent of the calls at which the pupil was there."""

    row: Enrolment
    cells: tuple[Cell, ...]
    results: Mapping[int, Decimal]
    exam: ExamResult | None

    @property
    def share(self) -> int | None:
        said = [cell.mark for cell in self.cells if cell.mark]
        return share(sum(mark in THERE for mark in said), len(said))

    @property
    def terms(self) -> list[Decimal | None]:
        return [self.results.get(term) for term in (1, 2, 3)]


def roll_of(
    pupils: Iterable[Enrolment], calls: Sequence[ClassCall],
    results: Mapping[UUID, list[TermResult]], exams: Mapping[UUID, ExamResult],
) -> list[Pupil]:  # fmt: skip
    return [
        Pupil(
            pupil, tuple(Cell(call.marks.get(str(pupil.pk), "")) for call in calls),
            {row.term: row.average for row in results.get(pupil.pk, ())}, exams.get(pupil.pk),
        )
        for pupil in pupils
    ]  # fmt: skip
