"""The census of a day: children by the village where they belong and the village where they sleep,
by sex and age; today's knowledge or that of a past day."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.records.queries import rows_as_of
from kinkeeper.ground.reports.figures import AGE, SCHEMES, SEX
from kinkeeper.mission.care.measures_facts import asleep, in_care, of_person
from kinkeeper.mission.care.readers import care_of, village_names

Count = Counter[tuple[str, str]]


@dataclass(frozen=True)
class Line:
    """Children who belong to one village and sleep in one; by (sex, age band)."""

    belongs: UUID
    belongs_name: str
    sleeps: UUID | None
    sleeps_name: str
    counts: Count

    @property
    def total(self) -> int:
        return self.counts.total()

    def of_sex(self, sex: str) -> int:
        return sum(n for (s, _age), n in self.counts.items() if s == sex)

    def of_age(self, age: str) -> int:
        return sum(n for (_sex, a), n in self.counts.items() if a == age)


@dataclass(frozen=True)
class Census:
    """on: the day counted. known: as it was known at the end of that day; None: as known now."""

    on: date
    known: date | None
    lines: tuple[Line, ...]

    @property
    def total(self) -> int:
        return sum(line.total for line in self.lines)


def census(on: date, *, known: date | None = None) -> Census:
    """For the machine and for figures: whoever shows it asks the reader's scope before."""
    rows = rows_as_of(known_at=_end_of(known))
    care, names = care_of(rows), village_names(rows)
    found: dict[tuple[UUID, UUID | None], Count] = {}
    for placement in in_care(care, on).values():
        nights = asleep(care, placement, on)
        traits = of_person(care, placement, on)
        (sex,), (age,) = traits[SEX], traits[AGE]
        key = placement.village, nights.village if nights else None
        found.setdefault(key, Counter())[sex, age] += 1
    lines = (
        Line(home, names.get(home, ""), here, names.get(here, "") if here else "", counts)
        for (home, here), counts in found.items()
    )
    return Census(on, known, tuple(sorted(lines, key=lambda x: (x.belongs_name, x.sleeps_name))))


def _end_of(day: date | None) -> datetime | None:
    """The last moment of a day at the office."""
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def as_json(found: Census) -> dict[str, Any]:
    return {
        "on": found.on.isoformat(),
        "as_known": found.known.isoformat() if found.known else None,
        "children": found.total,
        "lines": [
            {
                "belongs_to": line.belongs_name, "sleeps_in": line.sleeps_name or None,
                "children": line.total,
                "by_sex": {sex or "unknown": line.of_sex(sex) for sex in SCHEMES[SEX]},
                "by_age": {age or "unknown": line.of_age(age) for age in SCHEMES[AGE]},
            }
            for line in found.lines
        ],
    }  # fmt: skip


def as_lines(found: Census) -> Iterator[str]:
    """A table for a terminal."""
    day = {"day": f"{found.on:%d/%m/%Y}", "count": found.total}
    yield _("%(count)d children in care on %(day)s") % day
    if found.known:
        yield _("as known at the end of %(day)s") % {"day": f"{found.known:%d/%m/%Y}"}
    yield ""
    heads = [_("Belongs to"), _("Sleeps in"), _("children"), *_heads()]
    yield from _aligned([heads, *(_row(line) for line in found.lines)])


def _heads() -> list[str]:
    sexes = [_("girls"), _("boys"), _("sex not known")]
    return [*sexes, *(age or _("age not known") for age in SCHEMES[AGE])]


def _row(line: Line) -> list[str]:
    sexes = [str(line.of_sex(sex)) for sex in SCHEMES[SEX]]
    ages = [str(line.of_age(age)) for age in SCHEMES[AGE]]
    return [line.belongs_name, line.sleeps_name or _("not known"), str(line.total), *sexes, *ages]


def _aligned(rows: Iterable[list[str]]) -> Iterator[str]:
    cells = list(rows)
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        names = [cell.ljust(w) for cell, w in zip(row[:2], widths[:2], strict=True)]
        numbers = [cell.rjust(w) for cell, w in zip(row[2:], widths[2:], strict=True)]
        yield "  ".join([*names, *numbers]).rstrip()
