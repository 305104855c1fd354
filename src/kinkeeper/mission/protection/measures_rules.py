"""CP-1 to CP-8 on plain facts (domain 4.5). Every figure leaves here with small numbers hidden and
without the rows it counted: an aggregate must not lead to anybody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from statistics import median
from uuid import UUID

from kinkeeper.ground.reports.figures import (
    AGE,
    NOT_COLLECTED,
    NOT_RECORDED,
    SEX,
    Asked,
    Counted,
    Detail,
    Figure,
    Ref,
    State,
    Text,
    Traits,
    count,
    hide_small,
    is_small,
    ratio,
    rounded,
)
from kinkeeper.ground.text.dates import AGE_BANDS
from kinkeeper.mission.protection.rules import DONE, HIGH, follow_up_due

SMALLEST = 10
"""Cells below this are hidden: abuse, excision, recruitment (design/security 9)."""
REPORT, CASE, REFERRAL, OPINION = "report", "case", "referral", "opinion"
GOALS_MET, UNAVAILABLE = "goals_met", "service_unavailable"


@dataclass(frozen=True)
class Told:
    """A report: its traits as far as they were said. triaged_on: confirmed by the second."""

    id: UUID
    received_on: date
    channel: str
    kinds: tuple[str, ...]
    sex: str
    age: str
    risk: str
    triaged_on: date | None


@dataclass(frozen=True)
class Worked:
    """A case. planned_on: plan approved by another. ended: (day, reason) of each closing."""

    id: UUID
    opened_on: date
    until: date | None
    worker: UUID | None
    risk: str
    planned_on: date | None
    seen_on: tuple[date, ...]
    ended: tuple[tuple[date, str], ...]


@dataclass(frozen=True)
class Sent:
    id: UUID
    sent_on: date
    status: str
    not_taken: str


@dataclass(frozen=True)
class Asked8:
    """Somebody was asked whether they were treated with respect."""

    id: UUID
    on: date
    respected: bool


@dataclass(frozen=True)
class Facts:
    """Everything that is counted, and the limits in days by level of risk."""

    told: tuple[Told, ...] = ()
    worked: tuple[Worked, ...] = ()
    sent: tuple[Sent, ...] = ()
    asked: tuple[Asked8, ...] = ()
    triage: Mapping[str, int] = field(default_factory=dict)
    plan: Mapping[str, int] = field(default_factory=dict)
    follow: Mapping[str, int] = field(default_factory=dict)
    channels: Mapping[str, Text] = field(default_factory=dict)
    kinds: Mapping[str, Text] = field(default_factory=dict)


def within(day: date | None, asked: Asked) -> bool:
    return day is not None and asked.since <= day <= asked.on


def aggregate(figure: Figure, *, smallest: int = SMALLEST) -> Figure:
    """Small numbers hidden, and no way back to the rows."""
    if is_small(figure, smallest=smallest):
        return Figure(State.SUPPRESSED)
    return replace(hide_small(figure, smallest=smallest), counted=Counted())


def whole(asked: Asked) -> bool:
    """Never by locality: a number of a village points at a child (domain rule 40)."""
    return asked.places is None


def received(facts: Facts, asked: Asked) -> Figure:
    """CP-1: reports received, by sex and age of the child, by channel and kind."""
    if not whole(asked):
        return NOT_COLLECTED
    rows = [one for one in facts.told if within(one.received_on, asked)]
    traits: dict[Ref, Traits] = {(REPORT, one.id): _traits(one) for one in rows}
    return aggregate(count(frozenset(traits), traits=traits, details=_details(rows, facts)))


def _traits(one: Told) -> Traits:
    return {SEX: frozenset({one.sex or NOT_RECORDED}), AGE: frozenset({band_of(one.age)})}


def band_of(age: str) -> str:
    """The band of an age in years; "not recorded" for none."""
    if not age.isdigit():
        return NOT_RECORDED
    return next((code for first, code in AGE_BANDS if int(age) >= first), NOT_RECORDED)


def _details(rows: Iterable[Told], facts: Facts) -> list[Detail]:
    found: dict[tuple[str, str], int] = {}
    for one in rows:
        for pair in (("channel", one.channel), *(("kind", kind) for kind in one.kinds)):
            found[pair] = found.get(pair, 0) + 1
    labels = {"channel": facts.channels, "kind": facts.kinds}
    # A report has one channel: a few that alone are hidden would be the total less the others.
    few = sum(n for (scheme, _code), n in found.items() if scheme == "channel" and n < SMALLEST)
    if 0 < few < SMALLEST:
        found = {pair: n for pair, n in found.items() if pair[0] != "channel"}
    return [
        Detail(f"{scheme}.{code}", labels[scheme][code], Decimal(n), per_person=True)
        for (scheme, code), n in sorted(found.items())
        if n >= SMALLEST and code in labels[scheme]
    ]


def triaged_in_time(facts: Facts, asked: Asked) -> Figure:
    """CP-2: triaged within the limit of their final risk, out of those triaged."""
    rows = {one.id: one for one in facts.told if within(one.triaged_on, asked)}
    good = {pk for pk, one in rows.items() if _days(one.received_on, one.triaged_on)
            <= facts.triage.get(one.risk, facts.triage[HIGH])}  # fmt: skip
    return _share(REPORT, good, rows, asked)


def referrals_completed(facts: Facts, asked: Asked) -> Figure:
    """CP-3: done, out of those sent in the period; beside it: service not available."""
    rows = {one.id: one for one in facts.sent if within(one.sent_on, asked)}
    good = {pk for pk, one in rows.items() if one.status == DONE}
    return _share(REFERRAL, good, rows, asked)


def service_unavailable(facts: Facts, asked: Asked) -> Figure:
    """CP-3, second line: says where services are missing, never that a worker failed."""
    rows = {one.id: one for one in facts.sent if within(one.sent_on, asked)}
    none = {pk for pk, one in rows.items() if one.not_taken == UNAVAILABLE}
    return _share(REFERRAL, none, rows, asked)


def planned_in_time(facts: Facts, asked: Asked) -> Figure:
    """CP-4: an approved plan within the limit, out of the cases opened in the period."""
    rows = {one.id: one for one in facts.worked if within(one.opened_on, asked)}
    good = {pk for pk, one in rows.items() if one.planned_on is not None
            and _days(one.opened_on, one.planned_on)
            <= facts.plan.get(one.risk, facts.plan[HIGH])}  # fmt: skip
    return _share(CASE, good, rows, asked)


def followed(facts: Facts, asked: Asked) -> Figure:
    """CP-5: open on the last day and seen within the interval of their risk."""
    rows = {one.id: one for one in facts.worked if _open_on(one, asked.on)}
    good = {pk for pk, one in rows.items() if asked.on <= _due(one, facts, asked.on)}
    return _share(CASE, good, rows, asked)


def _due(one: Worked, facts: Facts, on: date) -> date:
    seen = [day for day in one.seen_on if day <= on]
    return follow_up_due(one.opened_on, seen, one.risk, facts.follow)


def goals_met(facts: Facts, asked: Asked) -> Figure:
    """CP-6: closed because the goals are reached, out of all closings; median days open."""
    ended = {one.id: {r for d, r in one.ended if within(d, asked)} for one in facts.worked}
    rows = {pk: reasons for pk, reasons in ended.items() if reasons}
    good = {pk for pk, reasons in rows.items() if GOALS_MET in reasons}
    return _share(CASE, good, rows, asked)


def median_days(facts: Facts, asked: Asked) -> Figure:
    """CP-6, second line: days from the opening to the closing, the middle one."""
    days = [_days(one.opened_on, day) for one in facts.worked for day, _r in one.ended
            if within(day, asked)]  # fmt: skip
    return _number(Decimal(int(median(days))) if days else None, len(days), asked)


def caseload(facts: Facts, asked: Asked) -> Figure:
    """CP-7: open cases by worker on the last day; reference 25 (CPMS)."""
    rows = [one for one in facts.worked if _open_on(one, asked.on)]
    workers = {one.worker for one in rows} - {None}
    value = rounded(Decimal(len(rows)) / len(workers)) if workers else None
    return _number(value, len(rows), asked)


def respected(facts: Facts, asked: Asked) -> Figure:
    """CP-8: "I was treated with respect", out of those asked."""
    rows = {one.id: one for one in facts.asked if within(one.on, asked)}
    return _share(OPINION, {pk for pk, one in rows.items() if one.respected}, rows, asked)


def _share(kind: str, good: Iterable[UUID], rows: Mapping[UUID, object], asked: Asked) -> Figure:
    if not whole(asked):
        return NOT_COLLECTED
    refs = frozenset((kind, pk) for pk in rows)
    return aggregate(ratio(frozenset((kind, pk) for pk in good), refs, traits={}))


def _number(value: Decimal | None, rows: int, asked: Asked) -> Figure:
    if not whole(asked):
        return NOT_COLLECTED
    if value is None:
        return Figure(State.NOT_APPLICABLE)
    return Figure(State.SUPPRESSED) if rows < SMALLEST else Figure(State.COMPUTED, value)


def _open_on(one: Worked, day: date) -> bool:
    return one.opened_on <= day and (one.until is None or day < one.until)


def _days(first: date, last: date | None) -> int:
    return (last - first).days if last else 0
