"""The formulas of school: enrolled, there, going up, examined, dropped out. Pure.

A school year counts for its children until the next one begins: in the holidays the year that
ended last is meant.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.reports.figures import (
    NOT_RECORDED,
    SCHEMES,
    SEX,
    Asked,
    Cell,
    Coverage,
    Detail,
    Figure,
    Ref,
    State,
    Traits,
    percent,
    ratio,
    rounded,
)
from kinkeeper.ground.text.dates import RoughDate, age_on
from kinkeeper.mission.casework.queries import Crowd, people
from kinkeeper.mission.education.rules import THERE

FIRST_AGE, LAST_AGE = 6, 17
START = timedelta(days=30)
UP, DOWN = frozenset({"promoted", "graduated"}), "repeats"
GONE = frozenset({"dropped_out", "excluded"})
NOT_AT_SCHOOL = frozenset({"dropped_out", "excluded", "refused"})


@dataclass(frozen=True, slots=True)
class Year:
    id: UUID
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Place:
    """A child in a class: of a school year, not of a daycare group. until: half-open."""

    id: UUID
    person: UUID
    year: UUID
    since: date
    until: date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Exam:
    person: UUID
    on: date
    outcome: str


@dataclass(frozen=True, slots=True)
class Called:
    """One call: the mark of each pupil, by its enrolment."""

    on: date
    marks: Mapping[str, str]


@dataclass(frozen=True)
class Schooling:
    """Everything that is counted, of one group of children. said: yes or no, where a child's file
    says whether it goes to school without naming a class."""

    crowd: Crowd
    years: tuple[Year, ...] = ()
    places: tuple[Place, ...] = ()
    exams: tuple[Exam, ...] = ()
    calls: tuple[Called, ...] = ()
    said: Mapping[UUID, str] = field(default_factory=dict)

    def year_of(self, day: date) -> Year | None:
        begun = [year for year in self.years if year.since <= day]
        return max(begun, key=lambda year: year.since, default=None)

    def last_of(self, year: Year | None, on: date) -> dict[UUID, Place]:
        """The last place of each child in a school year, as it stood on a day."""
        if year is None:
            return {}
        rows = (p for p in self.places if p.year == year.id and p.since <= on)
        return {place.person: place for place in sorted(rows, key=lambda p: (p.since, str(p.id)))}

    def outcome(self, place: Place, on: date) -> str:
        """How it ended by that day; "" while it goes on or where nobody recorded it."""
        return place.outcome if place.until is not None and place.until <= on else ""


def enrolled(schooling: Schooling, asked: Asked) -> Figure:
    """ED-1. Whoever has no class recorded and of whom nobody said whether it goes to school stays
    in the denominator and is shown as "not recorded"."""
    crowd = schooling.crowd
    target = {p for p in crowd.here(asked) if _of_school_age(crowd.births.get(p), asked.on)}
    last = schooling.last_of(schooling.year_of(asked.on), asked.on)
    found = {
        person
        for person in target
        if person in last and schooling.outcome(last[person], asked.on) not in NOT_AT_SCHOOL
    }
    unknown = {p for p in target - found if p not in last and not schooling.said.get(p)}
    return ratio(
        people(found), people(target), traits=_traits(crowd, target, asked),
        eligible=len(target),
        details=[
            _detail("not_recorded", _("not recorded"), len(unknown)),
            _detail("not_enrolled", _("known not to be at school, or without a class"),
                    len(target) - len(found) - len(unknown)),
            Detail("parity", _("gender parity index (girls ÷ boys)"),
                   _parity(crowd, found, target)),
        ],
    )  # fmt: skip


def _of_school_age(birth: RoughDate | None, on: date) -> bool:
    age = age_on(birth, on) if birth else None
    return age is not None and FIRST_AGE <= age.years <= LAST_AGE


def _traits(crowd: Crowd, persons: Iterable[UUID], asked: Asked) -> dict[Ref, Traits]:
    """Sex and locality, and the age on the last day."""
    return crowd.traits(dict.fromkeys(persons, asked.on), asked)


def _parity(crowd: Crowd, found: set[UUID], target: set[UUID]) -> Decimal | None:
    """Enrolment rate of the girls over that of the boys; None where one of them is nothing."""
    rates = []
    for sex in ("F", "M"):
        whole = [p for p in target if crowd.sexes.get(p) == sex]
        part = [p for p in whole if p in found]
        if not part:
            return None
        rates.append(Decimal(len(part)) / len(whole))
    return rounded(rates[0] / rates[1], 2)


def _detail(code: str, label: object, n: int) -> Detail:
    return Detail(code, label, Decimal(n), per_person=True)  # type: ignore[arg-type]


def attendance(schooling: Schooling, asked: Asked) -> Figure:
    """ED-2: days there out of the days called. Coverage: children called at least once out of those
    who had a class in the period."""
    here = schooling.crowd.here(asked)
    mine = {str(p.id): p.person for p in schooling.places if p.person in here}
    days: dict[UUID, list[bool]] = {}
    for call in schooling.calls:
        if asked.since <= call.on <= asked.on:
            for pupil in mine.keys() & call.marks.keys():
                days.setdefault(mine[pupil], []).append(call.marks[pupil] in THERE)
    had = {p.person for p in schooling.places if p.person in here and _in_period(p, asked)}
    there, total = _sums(days.values())
    if not total:
        return Figure(State.NOT_APPLICABLE, coverage=Coverage(0, len(had)))
    return Figure(
        State.COMPUTED, percent(there, total), there, total,
        Coverage(len(days), len(had | set(days))),
        cells=() if asked.bare else tuple(_by_sex(schooling.crowd, days)),
    )  # fmt: skip


def _in_period(place: Place, asked: Asked) -> bool:
    return place.since <= asked.on and (place.until is None or place.until > asked.since)


def _sums(days: Iterable[list[bool]]) -> tuple[int, int]:
    rows = list(days)
    return sum(sum(row) for row in rows), sum(len(row) for row in rows)


def _by_sex(crowd: Crowd, days: Mapping[UUID, list[bool]]) -> Iterable[Cell]:
    for key in SCHEMES[SEX]:
        mine = [row for p, row in days.items() if crowd.sexes.get(p, NOT_RECORDED) == key]
        there, total = _sums(mine)
        if total:
            yield Cell(SEX, key, State.COMPUTED, percent(there, total), there, total)
        else:
            yield Cell(SEX, key, State.NOT_APPLICABLE, None, 0, 0)


def promoted(schooling: Schooling, asked: Asked) -> Figure:
    """ED-3, of the school year of the last day. Who was excluded counts with the drop-outs."""
    crowd, here = schooling.crowd, schooling.crowd.here(asked)
    last = schooling.last_of(schooling.year_of(asked.on), asked.on)
    ends = {p: schooling.outcome(place, asked.on) for p, place in last.items() if p in here}
    up = {p for p, outcome in ends.items() if outcome in UP}
    base = up | {p for p, outcome in ends.items() if outcome == DOWN or outcome in GONE}
    moved = {p for p, outcome in ends.items() if outcome == "transferred"}
    return ratio(
        people(up), people(base), traits=_traits(crowd, base, asked), eligible=len(ends),
        details=[
            _detail("repeating", _("repeat the class"), _n(ends, {DOWN})),
            _detail("dropped", _("dropped out or excluded"), _n(ends, GONE)),
            _detail("moved", _("went to a school that is not registered"), len(moved)),
            _detail("not_recorded", _("end of the year not recorded"),
                    len(ends) - len(base) - len(moved)),
        ],
    )  # fmt: skip


def _n(ends: Mapping[UUID, str], codes: Iterable[str]) -> int:
    wanted = set(codes)
    return sum(outcome in wanted for outcome in ends.values())


def examined(schooling: Schooling, asked: Asked) -> Figure:
    """ED-4: admitted out of those who sat the examination in the period."""
    here = schooling.crowd.here(asked)
    known = [e for e in schooling.exams if e.person in here and asked.since <= e.on <= asked.on]
    last = {exam.person: exam.outcome for exam in sorted(known, key=lambda e: e.on)}
    sat = {p for p, outcome in last.items() if outcome in {"admitted", "failed"}}
    passed = {p for p in sat if last[p] == "admitted"}
    return ratio(
        people(passed), people(sat), traits=_traits(schooling.crowd, sat, asked),
        details=[_detail("absent", _("did not sit it"), len(last) - len(sat))],
    )  # fmt: skip


def dropped_out(schooling: Schooling, asked: Asked) -> Figure:
    """ED-5: of those in class within 30 days of the beginning of the school year of the last day,
    who had dropped out by that day and not come back."""
    year, here = schooling.year_of(asked.on), schooling.crowd.here(asked)
    last = schooling.last_of(year, asked.on)
    began = {
        place.person
        for place in schooling.places
        if year and place.year == year.id and place.since <= year.since + START
        and place.person in here and place.person in last
    }  # fmt: skip
    gone = {p for p in began if schooling.outcome(last[p], asked.on) == "dropped_out"}
    traits = _traits(schooling.crowd, began, asked)
    return ratio(people(gone), people(began), traits=traits)
