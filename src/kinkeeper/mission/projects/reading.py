"""Entered values, periods and budgets as the rows say, now or as they were known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import reaches
from kinkeeper.ground.access.roles import CARE, REPORTING
from kinkeeper.ground.fence.actions import lifted
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.process.queries import stage_of
from kinkeeper.ground.records.queries import Rows
from kinkeeper.ground.reports.figures import NOT_COLLECTED, Asked, Detail, Figure
from kinkeeper.ground.reports.measures import (
    Direction,
    Measure,
    Unknown,
    kept,
    measure_of,
)
from kinkeeper.mission.projects.entered import (
    CellGiven,
    Given,
    figure_of,
    interval,
    over_places,
    together,
)
from kinkeeper.mission.projects.models import (
    Design,
    Indicator,
    IndicatorValue,
    Project,
    ReportingPeriod,
    Source,
)
from kinkeeper.mission.projects.process import APPROVED, PERIOD, UNLOCKED, VALUE


def measured_by(indicator: Indicator) -> Measure | None:
    """None for an indicator that waits, or whose measure no room offers any more."""
    try:
        return measure_of(indicator.measure) if indicator.measure else None
    except Unknown:
        return None


def unit_of(indicator: Indicator) -> str:
    """The unit of its measure where a room offers it, otherwise its own."""
    measure = measured_by(indicator)
    return measure.unit.value if measure else indicator.unit


def direction_of(indicator: Indicator) -> Direction:
    """Which way is better: its measure's where a room offers it, otherwise its own."""
    measure = measured_by(indicator)
    own = Direction.UP if indicator.upward else Direction.DOWN
    return measure.direction if measure else own


def unlocked(period: ReportingPeriod) -> bool:
    with lifted("a funder too reads whether the period is open"):
        stage = stage_of(PERIOD, period.pk)
    return stage is not None and stage.state in UNLOCKED


def value_evidence(value: IndicatorValue) -> frozenset[str]:
    return frozenset({"period_open"} if unlocked(value.period) else ())


def period_evidence(period: ReportingPeriod, on: date) -> frozenset[str]:
    """Ended on that day; every value of it approved."""
    ids = IndicatorValue.objects.filter(period=period).values("pk")
    waiting = Stage.objects.filter(process=VALUE.name, subject__in=ids, until=None)
    decided = not waiting.exclude(state=APPROVED).exists()
    proofs = {"ended": period.until < on, "decided": decided}
    return frozenset(code for code, proved in proofs.items() if proved)


def place_of_work(project: Project, *, by: Account) -> Place:
    """A place of the project that this person's grants reach, else its first."""
    places: list[Place] = [
        p.place for p in project.places.select_related("place").order_by("place__name")
    ]
    mine = (p for p in places if any(reaches(by, "process.write", p, purpose=purpose)
                                     for purpose in (CARE, REPORTING)))  # fmt: skip
    return next(mine, places[0])


def given_of(value: IndicatorValue) -> Given:
    return Given(
        value.value, value.numerator, value.denominator, _cells(value.cells), value.absent,
        value.sample, value.design, value.effect,
    )  # fmt: skip


def _cells(plain: Iterable[Mapping[str, Any]]) -> tuple[CellGiven, ...]:
    return tuple(CellGiven(c["scheme"], c["key"], c["numerator"], c["denominator"]) for c in plain)


# --- as rows ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Kept:
    """An approved value with its period."""

    indicator: UUID
    version: int
    since: date
    until: date
    place: UUID | None
    given: Given


COLUMNS = (
    "id", "indicator_id", "definition_version", "period_id", "place_id", "value", "numerator",
    "denominator", "cells", "absent", "sample", "design", "effect",
)  # fmt: skip


def approved_values(rows: Rows, project: UUID) -> list[Kept]:
    """Every approved value of a project, the oldest period first; read once per page."""
    return kept(rows, ("projects.values", project), lambda: _approved(rows, project))


def _approved(rows: Rows, project: UUID) -> list[Kept]:
    periods = {
        pk: (since, until)
        for pk, since, until in rows.of(ReportingPeriod, "id", "since", "until", project_id=project)
    }
    if not periods:
        return []
    found = rows.of(IndicatorValue, *COLUMNS, period_id=frozenset(periods))
    approved = _approved_ids(rows, frozenset(row[0] for row in found))
    values = [_kept(row, periods[row[3]]) for row in found if row[0] in approved]
    return sorted(values, key=lambda v: v.until)


def _approved_ids(rows: Rows, ids: frozenset[UUID]) -> set[UUID]:
    if not ids:
        return set()
    stages = rows.of(Stage, "subject", "state", "until", subject=ids)
    return {subject for subject, state, until in stages if until is None and state == APPROVED}


def _kept(row: tuple[Any, ...], days: tuple[date, date]) -> Kept:
    _id, indicator, version, _period, place, value, top, base, cells, absent, *survey = row
    sample, design, effect = survey
    given = Given(value, top, base, _cells(cells), absent, sample, design, effect)
    return Kept(indicator, version, *days, place, given)


def entered_figure(indicator: Indicator, rows: Rows, asked: Asked) -> Figure:
    """What people entered and others approved for the periods up to the day asked for."""
    unit = indicator.unit
    by_period: dict[date, dict[object, Given]] = {}
    for value in approved_values(rows, indicator.project_id):
        mine = value.indicator == indicator.pk and value.version == indicator.definition_version
        if mine and asked.since <= value.until <= asked.on:
            by_period.setdefault(value.until, {})[value.place] = value.given
    places = [
        over_places(values, how=indicator.over_places, unit=unit)
        for _until, values in sorted(by_period.items())
    ]
    known = [given for given in places if given is not None]
    whole = _latest_if_once(known, indicator) or together(
        known, how=indicator.over_periods, unit=unit
    )
    return NOT_COLLECTED if whole is None else figure_of(whole, unit=unit, details=_survey(whole))


def earlier_versions(indicator: Indicator, rows: Rows) -> tuple[int, ...]:
    """Versions of the definition under which values were approved that do not count any more."""
    mine = (v for v in approved_values(rows, indicator.project_id) if v.indicator == indicator.pk)
    return tuple(sorted({v.version for v in mine} - {indicator.definition_version}))


def value_for(
    indicator: Indicator, period: ReportingPeriod, *, place: str
) -> IndicatorValue | None:
    """The value of a period, in the place of this id or ("") in the whole project."""
    rows = IndicatorValue.objects.filter(
        indicator=indicator, period=period, definition_version=indicator.definition_version
    )
    return next((v for v in rows if str(v.place_id or "") == place), None)


def value_figure(value: IndicatorValue) -> Figure:
    """One value by itself, whatever its state: for its own page."""
    given = given_of(value)
    return figure_of(given, unit=value.indicator.unit, details=_survey(given))


def _latest_if_once(known: list[Given], indicator: Indicator) -> Given | None:
    """Different people counted to date: the last count holds all before it."""
    return known[-1] if known and indicator.over_periods == "once" else None


def _survey(given: Given) -> list[Detail]:
    if not given.sample:
        return []
    found = [Detail("n", _("people asked (n)"), Decimal(given.sample))]
    if given.design != Design.CHOSEN and given.numerator is not None and given.denominator:
        low, high = interval(given.numerator, given.denominator, effect=given.effect)
        found += [
            Detail("low", _("95 per cent interval, from"), low),
            Detail("high", _("95 per cent interval, to"), high),
        ]
    return found


def is_together(indicator: Indicator) -> bool:
    return indicator.collected == Source.TOGETHER
