"""The formulas: acute malnutrition, who was screened, who reached the health centre. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.reports.figures import Asked, Detail, Figure, ratio
from kinkeeper.ground.text.dates import UNKNOWN_DATE
from kinkeeper.mission.casework.queries import Crowd, people
from kinkeeper.mission.health.growth.ages import DAYS_OF_MONTH
from kinkeeper.mission.health.rules import FIVE_YEARS, SIX_MONTHS

IN_TIME = timedelta(days=7)
MUAC_THIN, WHZ_THIN, HAZ_SHORT = (
    125,
    -2,
    -2,
)  # mm and SD, whatever the protocol of a day: figures stay comparable


@dataclass(frozen=True, slots=True)
class Reading:
    """One measurement: `whz` and `haz` None where there is none or it is flagged; `oedema` of both
    feet."""

    person: UUID
    on: date
    whz: float | None
    muac_mm: int | None
    oedema: bool
    haz: float | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A case of malnutrition: found on a day, first seen by a health centre on another."""

    person: UUID
    since: date
    seen_on: date | None


@dataclass(frozen=True)
class Children(Crowd):
    """Everything that is counted, of one group."""

    readings: tuple[Reading, ...] = ()
    found: tuple[Found, ...] = ()

    def months(self, person: UUID, day: date) -> float | None:
        born = self.births.get(person, UNKNOWN_DATE).day
        return None if born is None else (day - born).days / DAYS_OF_MONTH

    def of_screening_age(self, person: UUID, day: date) -> bool:
        months = self.months(person, day)
        return months is not None and SIX_MONTHS <= months < FIVE_YEARS


def acute(children: Children, asked: Asked, *, by: str) -> Figure:
    """NU-1 at the last measurement of the period; `by` whz or muac, oedema in either; haz: stunted
    instead."""
    thin, looked_at = CRITERIA[by]
    last = _last_in_period(children, asked, looked_at)
    eligible = _eligible(children, asked)
    counted = {person: row for person, row in last.items() if person in eligible}
    days = {person: row.on for person, row in counted.items()}
    return ratio(
        people(person for person, row in counted.items() if thin(row)),
        people(counted),
        traits=children.traits(days, asked),
        eligible=len(eligible),
    )


def _whz(row: Reading) -> bool:
    return row.oedema or row.whz is not None


def _muac(row: Reading) -> bool:
    return row.oedema or row.muac_mm is not None


def _thin_by_whz(row: Reading) -> bool:
    return row.oedema or (row.whz is not None and row.whz < WHZ_THIN)


def _thin_by_muac(row: Reading) -> bool:
    return row.oedema or (row.muac_mm is not None and row.muac_mm < MUAC_THIN)


def _haz(row: Reading) -> bool:
    return row.haz is not None


def _short(row: Reading) -> bool:
    return row.haz is not None and row.haz < HAZ_SHORT


CRITERIA: Mapping[str, tuple[Callable[[Reading], bool], Callable[[Reading], bool]]] = {
    "whz": (_thin_by_whz, _whz),
    "muac": (_thin_by_muac, _muac),
    "haz": (_short, _haz),
}


def _last_in_period(
    children: Children, asked: Asked, looked_at: Callable[[Reading], bool]
) -> dict[UUID, Reading]:
    rows = sorted(children.readings, key=lambda row: row.on)
    return {
        row.person: row
        for row in rows
        if asked.since <= row.on <= asked.on
        and looked_at(row)
        and children.of_screening_age(row.person, row.on)
    }


def _eligible(children: Children, asked: Asked) -> set[UUID]:
    """Accompanied in the period, and from 6 to 59 months old on at least one day of it."""
    return {
        person
        for person in children.here(asked)
        if (last := children.months(person, asked.on)) is not None
        and last >= SIX_MONTHS
        and (children.months(person, asked.since) or 0) < FIVE_YEARS
    }


def screened(children: Children, asked: Asked) -> Figure:
    """NU-2 in the month of the last day."""
    first = asked.on.replace(day=1)
    month = Asked(asked.project, first, asked.on, asked.places, asked.bare)
    registered = {
        person for person in children.here(month) if children.of_screening_age(person, asked.on)
    }
    measured = {row.person for row in children.readings if first <= row.on <= asked.on}
    days = dict.fromkeys(registered, asked.on)
    return ratio(
        people(registered & measured), people(registered), traits=children.traits(days, month)
    )


def referred(children: Children, asked: Asked) -> Figure:
    """NU-3, of the first finding of each child in the period. Who was found less than seven days
    before the last day and not seen yet is not due."""
    here = children.here(asked)
    first: dict[UUID, Found] = {}
    for found in sorted(children.found, key=lambda row: row.since, reverse=True):
        if found.person in here and asked.since <= found.since <= asked.on:
            first[found.person] = found
    done = {person for person, row in first.items() if _in_time(row, asked.on)}
    due = {person for person, row in first.items() if row.since + IN_TIME <= asked.on} | done
    days = {person: first[person].since for person in due}
    return ratio(
        people(done), people(due), traits=children.traits(days, asked),
        details=[
            Detail(
                "waiting", _("not seen yet, within the 7 days"), Decimal(len(first) - len(due)),
                per_person=True,
            )
        ],
    )  # fmt: skip


def _in_time(row: Found, on: date) -> bool:
    return row.seen_on is not None and row.seen_on <= min(on, row.since + IN_TIME)
