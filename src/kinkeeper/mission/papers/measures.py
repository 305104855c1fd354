"""CI-1 and CI-2: birth acts in hand, and acts obtained, for any framework."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
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
    offer_measure,
)
from kinkeeper.mission.casework.queries import (
    Participant,
    by_care,
    by_project,
    crowd_of,
    written_as,
)
from kinkeeper.mission.papers import measures_rules as rules
from kinkeeper.mission.papers.measures_rules import Children, Got, Spell
from kinkeeper.mission.papers.models import BirthFile
from kinkeeper.mission.papers.rules import PROCESS
from kinkeeper.mission.people.queries import birth_acts, ones

CHILDREN, CHILD = _("children"), _("child")
Group = Callable[[Rows, UUID], Children]


def _read(rows: Rows, taking_part: tuple[Participant, ...]) -> Children:
    one = ones(rows)
    written = written_as(one, taking_part)
    owner: dict[UUID, UUID] = dict(rows.of(BirthFile, "id", "person_id", person_id=written))
    return Children(
        **vars(crowd_of(rows, taking_part)),
        answers=birth_acts(rows, {p.person for p in taking_part}),
        spells=tuple(_spells(rows, owner, one)),
        got=tuple(_got(rows, written, one)),
    )


def _spells(rows: Rows, owner: Mapping[UUID, UUID], one: Mapping[UUID, UUID]) -> Iterable[Spell]:
    found = rows.of(Stage, "subject", "state", "since", "until", process=frozenset({PROCESS}))
    for subject, state, since, until in found:
        if person := owner.get(subject):
            yield Spell(one.get(person, person), state, since, until)


def _got(rows: Rows, persons: frozenset[UUID], one: Mapping[UUID, UUID]) -> Iterable[Got]:
    found: Iterable[tuple[UUID, date | None, bool]] = rows.of(
        BirthFile, "person_id", "got_on", "judged", person_id=persons
    )
    for person, on, judged in found:
        if on is not None:
            yield Got(one.get(person, person), on, judged)


of_project = by_project("papers.children", _read)
in_care = by_care("papers.children", _read)


def _measure(
    code: str, label: Text, definition: Text, formula: Callable[[Children, Asked], Figure], *,
    unit: Unit, kind: Kind, group: Group = of_project,
) -> Measure:  # fmt: skip
    def compute(rows: Rows, asked: Asked) -> Figure:
        return formula(group(rows, asked.project), asked)

    return Measure(
        code=f"papers.{code}", version=1, label=label, definition=definition, counts=CHILDREN,
        one=CHILD, unit=unit, kind=kind, direction=Direction.UP, additive=False, compute=compute,
    )  # fmt: skip


MEASURES = (
    _measure(
        "act_in_hand", _("Children with their birth act in hand"),
        _("Counted: children with volet n° 3 in hand on the last day; a judgment alone is no "
          "act. Out of: children the project accompanies on that day whose papers were asked "
          "about. Coverage: these out of all children it accompanies that day. Apart: declared "
          "but the act not collected; under way; no act. Where no file tells the day, the "
          "answer noted with the child counts."),
        rules.in_hand, unit=Unit.PERCENT, kind=Kind.STOCK,
    ),
    _measure(
        "acts_obtained", _("Birth acts obtained"),
        _("Children the project accompanies in the period whose act (volet n° 3) came into "
          "their hands in the period, each once. Apart: after a judgment, and after a "
          "declaration in time."),
        rules.obtained, unit=Unit.NUMBER, kind=Kind.FLOW,
    ),
    _measure(
        "act_in_hand_in_care", _("Children in care with their birth act in hand"),
        _("As children with their birth act in hand, among the children in care on the last "
          "day, by the place of the village to which they belong."),
        rules.in_hand, unit=Unit.PERCENT, kind=Kind.STOCK, group=in_care,
    ),
    _measure(
        "acts_obtained_in_care", _("Birth acts obtained by children in care"),
        _("As birth acts obtained, among the children in care at least one day of the period."),
        rules.obtained, unit=Unit.NUMBER, kind=Kind.FLOW, group=in_care,
    ),
)  # fmt: skip


def offer_measures() -> None:
    """Called when the room is ready."""
    offer_measure(*MEASURES)
