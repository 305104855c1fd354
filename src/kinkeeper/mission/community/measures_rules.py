"""The formulas of the community's measures on plain facts (CO, EC, P-7 to P-12 of RECORDE)."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.reports.figures import (
    PLACE,
    SEX,
    Asked,
    Cell,
    Coverage,
    Detail,
    Figure,
    Ref,
    State,
    Text,
    Traits,
    count,
    ratio,
)
from kinkeeper.mission.community.asking import capacity_questions
from kinkeeper.mission.community.measures_facts import (
    Body,
    Community,
    Held,
    Scored,
)
from kinkeeper.mission.community.models.gatherings import Kind
from kinkeeper.mission.community.models.structures import Sort
from kinkeeper.mission.community.queries.evidence import PROTECTIVE
from kinkeeper.mission.community.rules import (
    Counts,
    added,
    mean,
    quarter_of,
    total,
    whole_quarters,
)

QUARTER, TWO_MONTHS, YEAR = timedelta(days=92), timedelta(days=62), timedelta(days=365)
ORGANISATIONS = Sort.ORGANISATION.value
NOBODY = frozenset[Ref]()


def _structures(ids: Iterable[UUID]) -> frozenset[Ref]:
    return frozenset(("community.structure", pk) for pk in ids)


def _where(bodies: Iterable[Body]) -> dict[Ref, Traits]:
    return {("community.structure", b.id): {PLACE: frozenset({str(b.place)})} for b in bodies}


def within(day: date, asked: Asked) -> bool:
    """Whether the day lies in the period."""
    return asked.since <= day <= asked.on


# --- organisations ------------------------------------------------------------------------------


def organisations_active(found: Community, asked: Asked) -> Figure:
    """P-11: an activity for children's protection in every whole quarter since it joined."""
    bodies = found.of(ORGANISATIONS, on=asked.on)
    held = [h for h in found.held if h.structure and h.kind in PROTECTIVE and within(h.on, asked)]
    acted = {(h.structure, quarter_of(h.on)) for h in held}
    owed = {b.id: whole_quarters(max(asked.since, b.since), asked.on) for b in bodies}
    asked_of = [b for b in bodies if owed[b.id]]
    every = [b.id for b in asked_of if all((b.id, quarter) in acted for quarter in owed[b.id])]
    kinds = [
        Detail(f"kind.{kind.value}", kind.label, Decimal(sum(1 for h in held if h.kind == kind)))
        for kind in (Kind.ACTIVITY, Kind.AWARENESS)
    ]
    return ratio(
        _structures(every), _structures(b.id for b in asked_of), traits=_where(asked_of),
        eligible=len(bodies), details=kinds,
    )  # fmt: skip


def capacity(found: Community, asked: Asked) -> Figure:
    """CO-1: organisations assessed; beside it the mean of each domain and of each heading."""
    last = _last(found.scored, asked.on)
    bodies = found.of(ORGANISATIONS, on=asked.on)
    mine = {b.id: last[b.id] for b in bodies if b.id in last}
    figure = count(
        _structures(mine), traits=_where(b for b in bodies if b.id in mine),
        details=[*_means(mine.values(), "domains"), *_means(mine.values(), "headings")],
    )  # fmt: skip
    covered = Coverage(len(mine), len(bodies))
    return Figure(
        figure.state,
        figure.value,
        figure.numerator,
        None,
        covered,
        figure.cells,
        figure.details,
        figure.counted,
    )


def _means(scored: Iterable[Scored], what: str) -> list[Detail]:
    """Mean over all items of all organisations; each organisation in its own version."""
    rows = list(scored)
    groups: dict[str, tuple[Text, list[int]]] = {}
    for one in rows:
        asked = capacity_questions(one.questionnaire)
        names = asked.domains if what == "domains" else asked.headings
        of = asked.domain_of if what == "domains" else asked.heading_of
        for item, level in one.scores.items():
            label = f"{of[item]} {names[of[item]]}" if what == "domains" else str(names[of[item]])
            groups.setdefault(of[item], (label, []))[1].append(level)
    return [
        Detail(f"{what}.{code}", label, mean(levels))
        for code, (label, levels) in sorted(groups.items())
    ]


def capacity_better(found: Community, asked: Asked) -> Figure:
    """Mean of all items grown by the norm since the first assessment, in the same version."""
    bodies = found.of(ORGANISATIONS, on=asked.on)
    pairs = _pairs(found.scored, asked.on)
    least = Decimal(found.norms["better"]) / 10
    twice = [b for b in bodies if b.id in pairs]
    better = [b.id for b in twice if _growth(*pairs[b.id]) >= least]
    return ratio(
        _structures(better), _structures(b.id for b in twice), traits=_where(twice),
        eligible=len(bodies),
    )  # fmt: skip


def _growth(first: Scored, last: Scored) -> Decimal:
    return mean(list(last.scores.values())) - mean(list(first.scores.values()))


def _last(scored: Iterable[Scored], day: date) -> dict[UUID, Scored]:
    return {one.structure: one for one in scored if one.on <= day}


def _pairs(scored: Iterable[Scored], day: date) -> dict[UUID, tuple[Scored, Scored]]:
    rows = [one for one in scored if one.on <= day]
    first = {one.structure: one for one in reversed(rows)}
    last = {one.structure: one for one in rows}
    return {
        pk: (first[pk], one)
        for pk, one in last.items()
        if one is not first[pk] and one.questionnaire == first[pk].questionnaire
    }


def autonomous(found: Community, asked: Asked) -> Figure:
    """CO-2: organisations declared autonomous that stand so on the last day."""
    bodies = found.of(ORGANISATIONS, on=asked.on)
    there = {
        subject
        for subject, since, until in found.autonomous
        if since <= asked.on and (until is None or asked.on < until)
    }
    ids = {b.id for b in bodies}
    return ratio(_structures(there & ids), _structures(ids), traits=_where(bodies))


# --- attendances and people ---------------------------------------------------------------------


def awareness_attendances(found: Community, asked: Asked) -> Figure:
    """CO-3: everybody who was there each time; who came twice counts twice."""
    return _attendances([h for h in found.held if h.kind == Kind.AWARENESS and within(h.on, asked)])


def awareness_people(found: Community, asked: Asked) -> Figure:
    """CO-3: the estimate of different people, of the events that made one."""
    events = [h for h in found.held if h.kind == Kind.AWARENESS and within(h.on, asked)]
    known = [h for h in events if h.people is not None]
    if not known:
        return Figure(State.NOT_COLLECTED, coverage=Coverage(0, len(events)))
    people = sum(h.people or 0 for h in known)
    return Figure(
        State.ENTERED, Decimal(people), people, coverage=Coverage(len(known), len(events)),
        details=(Detail("attendances", _("attendances of these events"),
                        Decimal(sum(total(h.counts) for h in known))),),
    )  # fmt: skip


def club_attendances(found: Community, asked: Asked) -> Figure:
    """Sessions of children's clubs: attendances, with the number of sessions beside."""
    clubs = {b.id for b in found.bodies if b.sort == Sort.CLUB}
    held = [h for h in found.held if h.structure in clubs and within(h.on, asked)]
    return _attendances(held)


def _attendances(held: list[Held]) -> Figure:
    counts = added(h.counts for h in held)
    number = total(counts)
    events = Detail("events", _("sessions or events"), Decimal(len(held)))
    return Figure(State.COMPUTED, Decimal(number), number, cells=_by_sex(counts), details=(events,))


def _by_sex(counts: Counts) -> tuple[Cell, ...]:
    parts = ((sex, total(counts, sex=sex)) for sex in ("F", "M", ""))
    return tuple(Cell(SEX, sex, State.COMPUTED, Decimal(n), n, None) for sex, n in parts)


# --- structures that work -----------------------------------------------------------------------


def structures_working(found: Community, asked: Asked) -> Figure:
    """P-12: committees and clubs that work, savings groups and gardens that are active."""
    working = {sort: _working(found, sort, rule, asked) for sort, rule in WORKS.items()}
    every = {b.id for bodies in working.values() for b in bodies}
    details = []
    for sort, bodies in working.items():
        label = Sort(sort).label
        details.append(Detail(f"works.{sort}", label, Decimal(len(bodies))))
        there = len(found.of(sort, on=asked.on))
        details.append(Detail(f"all.{sort}", _("of all there are"), Decimal(there)))
    return count(
        _structures(every), traits=_where(b for bs in working.values() for b in bs),
        details=details,
    )  # fmt: skip


Works = Callable[[Community, Body, Asked], bool]


def _working(found: Community, sort: str, rule: Works, asked: Asked) -> list[Body]:
    return [b for b in found.of(sort, on=asked.on) if rule(found, b, asked)]


def _circle_works(found: Community, body: Body, asked: Asked) -> bool:
    """It met in the last quarter, names whom it refers to, did something (domain 2.12)."""
    held = [h for h in found.held if h.structure == body.id and h.on <= asked.on]
    met = any(h.on > asked.on - QUARTER for h in held)
    return body.refers and met and any(h.kind != Kind.TRAINING for h in held)


def _saves(found: Community, body: Body, asked: Asked) -> bool:
    days = (m.on for m in found.meetings if m.structure == body.id)
    return any(asked.on - TWO_MONTHS < on <= asked.on for on in days)


def _yields(found: Community, body: Body, asked: Asked) -> bool:
    days = (on for structure, on, _kg in found.harvests if structure == body.id)
    return any(asked.on - YEAR < on <= asked.on for on in days)


WORKS: dict[str, Works] = {
    Sort.COMMITTEE.value: _circle_works,
    Sort.CLUB.value: _circle_works,
    Sort.SAVINGS.value: _saves,
    Sort.GARDEN.value: _yields,
}


def harvest(found: Community, asked: Asked) -> Figure:
    """Kilograms harvested; beside it what went to vulnerable families."""
    kg = sum((k for _s, on, k in found.harvests if within(on, asked)), Decimal(0))
    given = sum((g.kg for g in found.gifts if within(g.on, asked)), Decimal(0))
    beside = Detail("given", _("kg given to vulnerable families"), given)
    return Figure(State.COMPUTED, kg, details=(beside,))
