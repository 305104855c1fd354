"""The measures of school, for any framework: their definitions, and what they are read from.

The children counted are those a project accompanies, whatever the kind of work, or the children in
care (see `casework.queries.participants`); daycare and nursery school are left to their own pages.
"""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.queries import Rows
from kinkeeper.ground.reports.figures import Asked, Figure, Text
from kinkeeper.ground.reports.measures import (
    Direction,
    Kind,
    Measure,
    Unit,
    kept,
    offer_measure,
)
from kinkeeper.mission.casework.queries import (
    Participant,
    children_in_care,
    crowd_of,
    participants,
    written_as,
)
from kinkeeper.mission.education import measures_rules as rules
from kinkeeper.mission.education.measures_rules import Called, Exam, Place, Schooling, Year
from kinkeeper.mission.education.models import (
    ClassCall,
    Enrolment,
    ExamResult,
    SchoolClass,
    SchoolYear,
)
from kinkeeper.mission.people.queries import ones, schooling_said

CHILDREN, CHILD = _("children"), _("child")
Formula = Callable[[Schooling, Asked], Figure]
Group = Callable[[Rows, UUID], Schooling]


def schooling_of(rows: Rows, project: UUID) -> Schooling:
    """Everything these measures count of a project, read once per page."""
    key = ("education.schooling", project)
    return kept(rows, key, lambda: _read(rows, participants(rows, project)))


def in_care(rows: Rows, _project: UUID) -> Schooling:
    """The same of the children in care, of whatever project."""
    key = "education.in_care"
    return kept(rows, key, lambda: _read(rows, children_in_care(rows)))


def _read(rows: Rows, taking_part: tuple[Participant, ...]) -> Schooling:
    one = ones(rows)
    written = written_as(one, taking_part)
    years = [Year(*row) for row in rows.of(SchoolYear, "id", "since", "until")]
    places = _places(rows, written, one)
    mine = frozenset(place.id for place in places)
    people = {place.id: place.person for place in places}
    exams = rows.of(ExamResult, "enrolment_id", "on", "outcome", enrolment_id=mine)
    calls = rows.of(ClassCall, "on", "marks", school_class_id=frozenset(_classes(rows, mine)))
    said = schooling_said(rows, written)
    return Schooling(
        crowd=crowd_of(rows, taking_part), years=tuple(years), places=places,
        exams=tuple(Exam(people[pupil], on, outcome) for pupil, on, outcome in exams),
        calls=tuple(Called(on, marks) for on, marks in calls),
        said={one.get(person, person): word for person, word in said.items()},
    )  # fmt: skip


def _places(rows: Rows, written: frozenset[UUID], one: Mapping[UUID, UUID]) -> tuple[Place, ...]:
    classes: dict[UUID, UUID] = dict(rows.of(SchoolClass, "id", "year_id"))
    found = rows.of(
        Enrolment, "id", "person_id", "school_class_id", "since", "until", "outcome",
        person_id=written, daycare=False,
    )  # fmt: skip
    return tuple(
        Place(pk, one.get(person, person), classes[at], since, until, outcome)
        for pk, person, at, since, until, outcome in found
        if since is not None and at in classes
    )


def _classes(rows: Rows, enrolments: frozenset[UUID]) -> set[UUID]:
    return {at for (at,) in rows.of(Enrolment, "school_class_id", id=enrolments)}


def _computed(formula: Formula, group: Group) -> Callable[[Rows, Asked], Figure]:
    def compute(rows: Rows, asked: Asked) -> Figure:
        return formula(group(rows, asked.project), asked)

    return compute


def _measure(
    code: str, label: Text, definition: Text, formula: Formula, *, kind: Kind = Kind.FLOW,
    direction: Direction = Direction.UP, group: Group = schooling_of, counts: Text = CHILDREN,
    one: Text = CHILD,
) -> Measure:  # fmt: skip
    return Measure(
        code=f"education.{code}", version=1, label=label, definition=definition,
        counts=counts, unit=Unit.PERCENT, kind=kind, direction=direction, additive=False,
        compute=_computed(formula, group), one=one,
    )  # fmt: skip


ENROLLED = _(
    "Counted: children from 6 to 17 years with a class in the school year of the last day (in the "
    "holidays, of the year that ended last) who had not dropped out, been excluded or refused. "
    "Out of: all children of that age on the last day who take part in the period. Who has no "
    "class and of whom nobody said whether it goes to school is counted as not recorded. Parity: "
    "the share of the girls divided by the share of the boys."
)
PROMOTED = _(
    "Counted: children who go up a class or finished their school at the end of the school year of "
    "the last day. Out of: these, those who repeat, and those who dropped out or were excluded. "
    "Coverage: these out of all children with a class in that year; an end that nobody recorded "
    "is in neither."
)
EXAMINED = _(
    "Counted: children admitted at the examination that ends their class (DEF, baccalauréat, CAP, "
    "BT), its result known in the period. Out of: those who sat it; who did not is told apart."
)
MEASURES = (
    _measure(
        "enrolled", _("Children of school age enrolled"), ENROLLED, rules.enrolled,
        kind=Kind.STOCK,
    ),
    _measure(
        "attendance", _("Attendance at school"),
        _("Counted: days on which a child was there, also late, of the classes called in the "
          "period. Out of: all days on which its class was called and it was on the list; excused "
          "days are days of school. Coverage: children called at least once out of those with a "
          "class in the period."),
        rules.attendance, counts=_("school days of children"), one=_("school day of a child"),
    ),
    _measure("promoted", _("Children who go up a class"), PROMOTED, rules.promoted),
    _measure("examined", _("Success at examinations"), EXAMINED, rules.examined),
    _measure(
        "dropped_out", _("Drop-out during the school year"),
        _("Counted: children who dropped out by the last day and had not come back. Out of: "
          "children in class within 30 days of the beginning of the school year of the last day."),
        rules.dropped_out, direction=Direction.DOWN,
    ),
    _measure(
        "enrolled_in_care", _("Children in care of school age enrolled"), ENROLLED, rules.enrolled,
        kind=Kind.STOCK, group=in_care,
    ),
    _measure(
        "promoted_in_care", _("Children in care who go up a class"), PROMOTED, rules.promoted,
        group=in_care,
    ),
    _measure(
        "examined_in_care", _("Children in care: success at examinations"), EXAMINED,
        rules.examined, group=in_care,
    ),
)  # fmt: skip


def offer_measures() -> None:
    """Called when the room is ready."""
    offer_measure(*MEASURES)
