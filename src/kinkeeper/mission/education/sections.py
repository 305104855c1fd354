"""The part this room adds to the page of a child: its classes, results, absences, support."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.utils.timezone import localdate

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, may_meet, reaches
from kinkeeper.ground.process.table import Text
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.records.once_a_page import kept_on
from kinkeeper.mission.casework.queries import school_support
from kinkeeper.mission.education.models import Enrolment, ExamResult, TermResult
from kinkeeper.mission.education.process import ENROL, REASONS
from kinkeeper.mission.education.queries import exams_of, reads_school_of, results_of, school_way
from kinkeeper.mission.education.rules import scaled
from kinkeeper.mission.people.queries import may_be_child

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

TONES = {
    "promoted": "good", "graduated": "good", "repeats": "warn", "dropped_out": "bad",
    "excluded": "bad",
}  # fmt: skip
STEPS_OF_OUTCOME = {"dropped_out": "drop_out", "excluded": "exclude", "refused": "refuse"}


@dataclass(frozen=True)
class Line:
    """One year in a class."""

    row: Enrolment
    results: tuple[TermResult, ...] = ()
    exam: ExamResult | None = None

    @property
    def tone(self) -> str:
        return TONES.get(self.row.outcome, "neutral")

    @property
    def state(self) -> Text:
        """How the year ended, or that it goes on; empty for a place only asked for."""
        if self.row.until is not None:
            return str(self.row.get_outcome_display())
        return ""

    @property
    def reason(self) -> Text:
        """Class L3: why it dropped out, was excluded or not admitted."""
        verb = STEPS_OF_OUTCOME.get(self.row.outcome, "")
        return REASONS.get(verb, {}).get(self.row.why, "")

    @property
    def mean(self) -> str:
        """Mean of the terms out of 20, to compare the cycles; empty without results."""
        if not self.results:
            return ""
        points = [scaled(r.average, out_of=r.out_of) for r in self.results]
        return f"{sum(points) / len(points):.1f}"


def way_of(person: "Person", *, by: Account) -> list[Enrolment]:
    """The child's classes, latest first; empty for who may not meet them. Read once a page."""

    def read() -> list[Enrolment]:
        return school_way(person.pk) if reads_school_of(person, by=by) else []

    return kept_on(person, "education.way", by.pk, read)


def school(person: Record, by: Account) -> dict[str, Any] | None:
    """Left out for grown-ups who never were at school here, and for who may not meet it."""
    child = cast("Person", person)
    if not reads_school_of(child, by=by):
        return None
    way = way_of(child, by=by)
    may_enrol = child.died_on is None and reaches(by, ENROL, child.place)
    young = may_be_child(child, localdate()) or any(row.until is None for row in way)
    if not (way or young):
        return None
    results, exams = results_of(row.pk for row in way), exams_of(row.pk for row in way)
    open_ = [row for row in way if row.until is None]
    return {
        "child": child,
        "lines": [Line(r, tuple(results.get(r.pk, ())), exams.get(r.pk)) for r in way],
        "support": school_support(child.pk, by=by),
        "may_enrol": may_enrol and young and not any(not row.daycare for row in open_),
        "may_open": may(by, ENROL),
        "names": may_meet(Enrolment, "called", by=by),
        "sensitive": may_meet(Enrolment, "why", by=by),
    }
