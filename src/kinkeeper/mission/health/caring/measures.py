"""HE-1 access to care, children with a disability, and sessions with groups, for any framework."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.queries import Rows
from kinkeeper.ground.reports.figures import Asked, Detail, Figure, Text, ratio
from kinkeeper.ground.reports.measures import (
    Direction,
    Kind,
    Measure,
    Unit,
    offer_measure,
)
from kinkeeper.mission.casework.queries import (
    Crowd,
    Participant,
    by_care,
    by_project,
    crowd_of,
    people,
    written_as,
)
from kinkeeper.mission.health.caring.rules import CARE_DAYS, cared_in_time
from kinkeeper.mission.health.models import Consultation, Functioning
from kinkeeper.mission.people.queries import ones

CHILDREN, CHILD = _("children"), _("child")


@dataclass(frozen=True, slots=True)
class Ill:
    """A child was ill from a day on; seen_on: None while nobody saw it."""

    person: UUID
    since: date
    seen_on: date | None


@dataclass(frozen=True)
class Children(Crowd):
    ill: tuple[Ill, ...] = ()
    answers: tuple[tuple[UUID, date, bool], ...] = ()


def access_to_care(children: Children, asked: Asked) -> Figure:
    """HE-1, of the first illness of each child in the period. Who fell ill less than two weeks
    before the last day and is not seen yet is not due."""
    here = children.here(asked)
    first: dict[UUID, Ill] = {}
    for row in sorted(children.ill, key=lambda r: r.since, reverse=True):
        if row.person in here and asked.since <= row.since <= asked.on:
            first[row.person] = row
    cared = {p for p, r in first.items() if cared_in_time(r.since, r.seen_on, by=asked.on)}
    due = cared | {p for p, r in first.items() if (asked.on - r.since).days > CARE_DAYS}
    days = {person: first[person].since for person in due}
    waiting = Decimal(len(first) - len(due))
    return ratio(
        people(cared), people(due), traits=children.traits(days, asked),
        details=[Detail("waiting", _("ill, within the two weeks"), waiting, per_person=True)],
    )  # fmt: skip


def with_disability(children: Children, asked: Asked) -> Figure:
    """By the last answers up to the last day, of who is accompanied on it."""
    here = children.here(asked, since=asked.on)
    last = {
        person: disabled
        for person, on, disabled in sorted(children.answers, key=lambda row: row[1])
        if person in here and on <= asked.on
    }
    counted = [person for person, disabled in last.items() if disabled]
    traits = children.traits(dict.fromkeys(last, asked.on), asked)
    return ratio(people(counted), people(last), traits=traits, eligible=len(here))


def _read(rows: Rows, taking_part: tuple[Participant, ...]) -> Children:
    one = ones(rows)
    written = written_as(one, taking_part)
    return Children(
        **vars(crowd_of(rows, taking_part)),
        ill=tuple(_ill(rows, written, one)), answers=tuple(_answers(rows, written, one)),
    )  # fmt: skip


def _ill(rows: Rows, persons: frozenset[UUID], one: Mapping[UUID, UUID]) -> Iterable[Ill]:
    found = rows.of(Consultation, "person_id", "ill_since", "on", person_id=persons, mistaken=False)
    for person, since, on in found:
        if since is not None:
            yield Ill(one.get(person, person), since, on)


def _answers(
    rows: Rows, persons: frozenset[UUID], one: Mapping[UUID, UUID]
) -> Iterable[tuple[UUID, date, bool]]:
    for person, on, disabled in rows.of(
        Functioning, "person_id", "on", "disabled", person_id=persons, mistaken=False
    ):
        yield one.get(person, person), on, disabled


_of_project = by_project("health.caring", _read)
_in_care = by_care("health.caring", _read)


def _measure(
    code: str, label: Text, definition: Text, formula: Callable[[Children, Asked], Figure], *,
    kind: Kind, direction: Direction, group: Callable[[Rows, UUID], Children] = _of_project,
) -> Measure:  # fmt: skip
    def compute(rows: Rows, asked: Asked) -> Figure:
        return formula(group(rows, asked.project), asked)

    return Measure(
        code=f"health.{code}", version=1, label=label, definition=definition, counts=CHILDREN,
        one=CHILD, unit=Unit.PERCENT, kind=kind, direction=direction, additive=False,
        compute=compute,
    )  # fmt: skip


MEASURES = (
    _measure(
        "access_to_care", _("Ill children who got care within two weeks"),
        _("Counted: children seen by somebody who treats at most 14 days after they fell ill. "
          "Out of: children the project accompanies who fell ill in the period, once each, by "
          "their first illness; who fell ill less than two weeks before the last day and is not "
          "seen yet is not due. Only illnesses somebody wrote down are known."),
        access_to_care, kind=Kind.FLOW, direction=Direction.UP,
    ),
    _measure(
        "access_to_care_in_care", _("Ill children in care who got care within two weeks"),
        _("As ill children who got care within two weeks, among the children in care at least "
          "one day of the period."),
        access_to_care, kind=Kind.FLOW, direction=Direction.UP, group=_in_care,
    ),
    _measure(
        "with_disability", _("Children with a disability"),
        _("Counted: children with a lot of difficulty, or more, in at least one of the six "
          "domains of the Washington Group's short set, by their last answers. Out of: children "
          "the project accompanies on the last day who were asked. Coverage: these out of all "
          "children it accompanies that day."),
        with_disability, kind=Kind.STOCK, direction=Direction.NONE,
    ),
)  # fmt: skip


def offer_measures() -> None:
    """Called when the room is ready."""
    offer_measure(*MEASURES)
