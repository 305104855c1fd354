"""The formulas: acts in hand, declared but not collected, acts obtained. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.reports.figures import Asked, Detail, Figure, count, ratio
from kinkeeper.mission.casework.queries import Crowd, people
from kinkeeper.mission.papers.process import MEANS
from kinkeeper.mission.papers.rules import DECLARED, IN_HAND, NONE, UNDER_WAY


@dataclass(frozen=True, slots=True)
class Spell:
    """The papers of a child stood in a state from a day until a day (half-open)."""

    person: UUID
    state: str
    since: date
    until: date | None

    def on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Got:
    person: UUID
    on: date
    judged: bool


@dataclass(frozen=True)
class Children(Crowd):
    """Everything that is counted, of one group. answers: what stands with the person now."""

    answers: Mapping[UUID, str] = field(default_factory=dict)
    spells: tuple[Spell, ...] = ()
    got: tuple[Got, ...] = ()

    @cached_property
    def spells_of(self) -> dict[UUID, list[Spell]]:
        found: dict[UUID, list[Spell]] = {}
        for spell in sorted(self.spells, key=lambda s: s.since):
            found.setdefault(spell.person, []).append(spell)
        return found

    def answer_on(self, person: UUID, day: date) -> str:
        """By the file on that day; before it began, by how it began; else as noted."""
        spells = self.spells_of.get(person, [])
        standing = next((s for s in spells if s.on(day)), None)
        if standing is None and spells and day < spells[0].since:
            standing = spells[0]
        return MEANS.get(standing.state, "") if standing else self.answers.get(person, "")


APART = (
    (DECLARED, _("declared, act not collected")),
    (UNDER_WAY, _("under way")),
    (NONE, _("no birth act")),
)


def in_hand(children: Children, asked: Asked) -> Figure:
    """CI-1 on the last day; the gaps stand apart."""
    here = children.here(asked, since=asked.on)
    answers = {p: a for p in here if (a := children.answer_on(p, asked.on))}
    held = [p for p, answer in answers.items() if answer == IN_HAND]
    return ratio(
        people(held), people(answers), eligible=len(here),
        traits=children.traits(dict.fromkeys(answers, asked.on), asked),
        details=[
            Detail(code, label, Decimal(sum(a == code for a in answers.values())), per_person=True)
            for code, label in APART
        ],
    )  # fmt: skip


def obtained(children: Children, asked: Asked) -> Figure:
    """CI-2: the first act of each child in the period."""
    here = children.here(asked)
    first: dict[UUID, Got] = {}
    for got in sorted(children.got, key=lambda g: g.on, reverse=True):
        if got.person in here and asked.since <= got.on <= asked.on:
            first[got.person] = got
    days = {person: got.on for person, got in first.items()}
    judged = sum(got.judged for got in first.values())
    return count(
        people(first), traits=children.traits(days, asked),
        details=[
            Detail("judgment", _("after a judgment"), Decimal(judged), per_person=True),
            Detail("in_time", _("declared in time"), Decimal(len(first) - judged),
                   per_person=True),
        ],
    )  # fmt: skip
