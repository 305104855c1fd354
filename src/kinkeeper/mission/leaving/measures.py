"""The measures of youth with their exact definitions (Y-1 to Y-6), and how facts are read."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.models import Stage
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
from kinkeeper.mission.care.queries import care_of
from kinkeeper.mission.leaving import measures_rules as rules
from kinkeeper.mission.leaving.measures_facts import (
    Agreed,
    Course,
    Left,
    Met,
    Stood,
    Youth,
    youth_in,
)
from kinkeeper.mission.leaving.models import Contact, Exit, IndependencePlan, RhythmSet, Way
from kinkeeper.mission.leaving.reckoning import DEFAULT, PROCESS, Rhythm
from kinkeeper.mission.people.queries import ones

Formula = Callable[[Youth, Asked], Figure]


def youth_of(rows: Rows) -> Youth:
    """Everything; a person written twice counts under the record that is kept."""
    return Youth(
        care=kept(rows, "care.everything", lambda: care_of(rows)),
        ways=tuple(_ways(rows, ones(rows))),
        plans=tuple(
            Agreed(w, on) for w, on in rows.of(IndependencePlan, "way_id", "agreed_on") if on
        ),
        exits=tuple(_exits(rows)),
        contacts=tuple(_contacts(rows)),
        stages=tuple(_stages(rows)),
        rhythm=_rhythm(rows),
    )


def _ways(rows: Rows, one: Mapping[UUID, UUID]) -> Iterable[Course]:
    """The latest last: a person has one way, unless the first one ended without an exit."""
    found = rows.of(Way, "id", "person_id", "planned_on", "since")
    for pk, person, planned, _since in sorted(found, key=lambda row: row[3]):
        yield Course(pk, one.get(person, person), planned)


def _exits(rows: Rows) -> Iterable[Left]:
    found = rows.of(Exit, "id", "way_id", "placement_id", "on", "birth_act", "identity")
    return (Left(*row) for row in found)


def _contacts(rows: Rows) -> Iterable[Met]:
    found = rows.of(Contact, "exit_id", "held_on", "activity", "reached")
    return (Met(left, on, activity) for left, on, activity, reached in found if reached)


def _stages(rows: Rows) -> Iterable[Stood]:
    return (
        Stood(*row) for row in rows.of(Stage, "subject", "state", "since", "until", process=PROCESS)
    )


def _rhythm(rows: Rows) -> Rhythm:
    names = ("months", "attempts", "channels", "house_age", "leaving_age", "ahead")
    found = rows.of(RhythmSet, *names)
    return Rhythm(tuple(found[0][0]), *found[0][1:]) if found else DEFAULT


def _computed(formula: Formula) -> Callable[[Rows, Asked], Figure]:
    def compute(rows: Rows, asked: Asked) -> Figure:
        youth = kept(rows, "leaving.everything", lambda: youth_of(rows))
        if asked.places is not None:
            youth = youth_in(youth, asked.places)
        return formula(youth, asked)

    return compute


YOUNG, ONE = _("young people"), _("young person")


def _measure(
    code: str, label: Text, definition: Text, formula: Formula, *, unit: Unit = Unit.PERCENT,
    kind: Kind = Kind.FLOW, direction: Direction = Direction.UP,
) -> Measure:  # fmt: skip
    return Measure(
        code=f"leaving.{code}", version=1, label=label, definition=definition, counts=YOUNG,
        unit=unit, kind=kind, direction=direction, additive=False, compute=_computed(formula),
        one=ONE,
    )  # fmt: skip


MEASURES = (
    _measure(
        "plan_early", _("Independence plans begun in time"),
        _("Counted: young people whose first independence plan was agreed at least 24 months "
          "before the day on which they are to leave. Out of: young people in care on the last "
          "day who are to leave within 24 months of it, or should have left. The day is the one "
          "planned; without one, the day on which the usual age of leaving is reached."),
        rules.started_early, kind=Kind.STOCK,
    ),
    _measure(
        "independent", _("Young people who became independent"),
        _("Different young people whose placement ended in the period with the reason “lives "
          "independently”, each once. Age: on the day of leaving."),
        rules.independent, unit=Unit.NUMBER, direction=Direction.NONE,
    ),
    _measure(
        "independent_ever", _("Young people who have become independent since the beginning"),
        _("Different young people whose placement had ended by the last day with the reason “lives "
          "independently”, since the first records; each once, whoever left twice too. Never the "
          "sum of years. Age: on the day of leaving."),
        rules.independent_ever, unit=Unit.NUMBER, kind=Kind.CUMULATIVE, direction=Direction.NONE,
    ),
    _measure(
        "kept_up", _("Young people in aftercare contacted within six months"),
        _("Counted: those who were reached at least once in the six months before the last day, "
          "that day included; attempts in vain do not count. Out of: young people who have left "
          "and whose aftercare is not closed on the last day, the lost ones too, without those "
          "who are in care again."),
        rules.kept_up, kind=Kind.STOCK,
    ),
    _measure(
        "busy_after_a_year", _("At school, in training or at work a year after leaving"),
        _("Counted: young people at school, in training, at work or in their own business at "
          "their last contact from 9 to 15 months after leaving. Out of: young people who left "
          "to live independently, for whom the twelfth month lies in the period, with such a "
          "contact by the last day. Coverage: these out of all who left so at that time."),
        rules.busy_after_a_year,
    ),
    _measure(
        "papers_at_exit", _("Birth certificate and identity card in hand at the exit"),
        _("Counted: young people to whom both were handed over. Out of: young people who left in "
          "the period to live independently, with a handover on record. Coverage: these out of "
          "all who left so in the period."),
        rules.papers_in_hand,
    ),
)  # fmt: skip


def offer_measures() -> None:
    """Called when the room is ready."""
    offer_measure(*MEASURES)
