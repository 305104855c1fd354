"""The formulas: who became self-reliant, who lost care, who relapsed. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.reports.figures import PLACE, Asked, Detail, Figure, Text, ratio, rounded
from kinkeeper.ground.reports.rates import poisson_interval
from kinkeeper.ground.text.dates import months_after
from kinkeeper.mission.strengthening.measures_facts import (
    CHILD,
    STAY,
    Check,
    Programme,
    Spell,
    Stay,
    accompanied,
    days_enrolled,
    families,
    in_period,
    localities,
    of_families,
    of_people,
    people,
    within,
)
from kinkeeper.mission.strengthening.rules import NOT_COUNTED, SELF_RELIANT

REVIEWS = frozenset({"review", "exit"})
WELL = 3
STEADY_MONTHS, RELAPSE_MONTHS = 6, 12
DAYS_A_YEAR = Decimal("365.25")
# Places of care, food, livelihood and protection among the eight scores of a check.
STEADY = (0, 1, 5, 6)


# --- FSP-1: self-reliance ---------------------------------------------------------------------


def last_exits(programme: Programme, asked: Asked) -> dict[UUID, Stay]:
    """The last exit of each family in the period."""
    left = [s for s in programme.stays if s.until is not None and in_period(s.until, asked)]
    return {stay.family: stay for stay in sorted(left, key=_exit_order)}


def _exit_order(stay: Stay) -> tuple[date, date, UUID]:
    return stay.until or date.max, stay.since, stay.id


def self_reliance(programme: Programme, asked: Asked, *, reasons: Mapping[str, Text]) -> Figure:
    last = last_exits(programme, asked)
    left = [stay.reason for stay in last.values()]
    details = [
        Detail(f"exit.{code}", label, Decimal(left.count(code)), per_person=True)
        for code, label in reasons.items()
        if code not in NOT_COUNTED
    ]
    return ratio(
        families(f for f, stay in last.items() if stay.reason == SELF_RELIANT),
        families(last), traits=of_families(programme, last, asked), details=details,
    )  # fmt: skip


def self_reliant(checks: Iterable[Check], *, since: date, followed: bool) -> bool:
    """FSP-1a for one family. checks: of the family, oldest first. since: its admission.

    All eight dimensions well at the last assessment; care, food, livelihood and protection well
    at every review of a run that spans six months; a follow-up by the community named.
    """
    seen = list(checks)
    if not followed or not seen or seen[-1].at_least(WELL) < len(seen[-1].scores):
        return False
    run: list[Check] = []
    for check in reversed([c for c in seen if c.occasion in REVIEWS and c.on >= since]):
        if any((check.scores[i] or 0) < WELL for i in STEADY):
            break
        run.append(check)
    return bool(run) and run[0].on >= months_after(run[-1].on, STEADY_MONTHS)


def self_reliant_now(programme: Programme, asked: Asked) -> Figure:
    active = {s.family: s for s in programme.stays if within(s, asked.on)}
    known: dict[UUID, list[Check]] = {}
    for family in active:
        checks = [c for c in programme.family_checks.get(family, []) if c.on <= asked.on]
        if checks and checks[-1].complete:
            known[family] = checks
    reached = [
        f for f, checks in known.items()
        if self_reliant(checks, since=active[f].since, followed=active[f].followed)
    ]  # fmt: skip
    traits = of_families(programme, known, asked)
    return ratio(families(reached), families(known), traits=traits, eligible=len(active))


def cohort(programme: Programme, asked: Asked, *, months: int) -> Figure:
    """Families whose so-many-th month is complete on the last day, whenever they entered."""
    marks = {f: months_after(s[0].since, months) for f, s in programme.stays_of.items()}
    due = {f: mark for f, mark in marks.items() if mark <= asked.on}
    reached = [f for f, mark in due.items() if _out_and_well(programme.stays_of[f], mark)]
    return ratio(families(reached), families(due), traits=of_families(programme, due, asked))


def _out_and_well(stays: list[Stay], day: date) -> bool:
    begun = [s for s in stays if s.since <= day]
    if any(within(s, day) for s in begun):
        return False
    return max(begun, key=_exit_order).reason == SELF_RELIANT


# --- FSP-2: loss of parental care -------------------------------------------------------------


def loss_of_care(programme: Programme, asked: Asked) -> Figure:
    """The day of the event counts as enrolled, also when the child left that day."""
    children = programme.spells_of.get(CHILD, {})
    events = [e for e in programme.losses if in_period(e.on, asked)]
    counted = [e for e in events if _during(children.get(e.person, []), e.on)]
    first = {e.person: e.on for e in sorted(counted, key=lambda e: e.on, reverse=True)}
    concerned = accompanied(programme, CHILD, asked) | first.keys()
    days = {child: first.get(child, asked.on) for child in concerned}
    enrolled = sum(days_enrolled(children[child], asked) for child in concerned)
    return ratio(
        people(first), people(concerned),
        traits=of_people(programme, CHILD, days, asked),
        details=_per_child_years(len(counted), enrolled, len(events) - len(counted)),
    )  # fmt: skip


def _during(spells: Iterable[Spell], day: date) -> bool:
    return any(s.since <= day and (s.until is None or day <= s.until) for s in spells)


def _per_child_years(events: int, days: int, outside: int) -> list[Detail]:
    years = Decimal(days) / DAYS_A_YEAR
    low, high = poisson_interval(events)

    def rate(number: Decimal) -> Decimal | None:
        return rounded(100 * number / years, 2) if days else None

    return [
        Detail("events", _("events"), Decimal(events)),
        Detail("child_years", _("child-years"), rounded(years)),
        Detail("rate", _("events per 100 child-years"), rate(Decimal(events))),
        Detail("rate_low", _("lower end of the 95 per cent interval"), rate(low)),
        Detail("rate_high", _("upper end of the 95 per cent interval"), rate(high)),
        Detail("outside", _("not counted: after the exit, or of another child"), Decimal(outside)),
    ]


# --- FSP-3: relapse ---------------------------------------------------------------------------


def relapse(programme: Programme, asked: Asked) -> Figure:
    """Counts exits: a family that leaves twice is followed up twice."""
    exits = [s for s in programme.stays if s.reason == SELF_RELIANT and _year_passed(s, asked)]
    met = {c.stay for c in programme.contacts if c.months >= RELAPSE_MONTHS and c.on <= asked.on}
    back = {s.id for s in exits if _came_back(programme, s)}
    known = [s for s in exits if s.id in met or s.id in back]
    traits = {(STAY, s.id): {PLACE: localities(programme, [s.family], asked.on)} for s in known}
    return ratio(
        frozenset((STAY, i) for i in back), frozenset(traits), traits=traits, eligible=len(exits)
    )


def _year_passed(stay: Stay, asked: Asked) -> bool:
    if stay.until is None or not in_period(stay.until, asked):
        return False
    return months_after(stay.until, RELAPSE_MONTHS) <= asked.on


def _came_back(programme: Programme, stay: Stay) -> bool:
    out = stay.until or date.max
    end = months_after(out, RELAPSE_MONTHS)
    again = programme.returns_of.get(stay.family, [])
    if any(r.enrolment != stay.id and out <= r.on <= end for r in again):
        return True
    theirs = programme.children_of.get(stay.family, set())
    return any(out < e.on <= end for child in theirs for e in programme.losses_of.get(child, []))
