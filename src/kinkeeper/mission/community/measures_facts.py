"""What the figures of the community are counted from: plain facts of one project, read once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.records.queries import Rows
from kinkeeper.ground.reports.figures import Asked
from kinkeeper.ground.reports.measures import kept
from kinkeeper.mission.casework.queries import Participant, participants
from kinkeeper.mission.casework.queries.participants import guardians
from kinkeeper.mission.community.models import (
    Capacity,
    Cycle,
    Gathering,
    Gift,
    Harvest,
    HouseholdMoney,
    Member,
    Membership,
    Norm,
    PriceIndex,
    SavingsMeeting,
    ShareOut,
    Structure,
)
from kinkeeper.mission.community.norms import DEFAULTS
from kinkeeper.mission.community.process import ORGANISATION
from kinkeeper.mission.community.queries import purse
from kinkeeper.mission.community.rules import Counts, Purse
from kinkeeper.mission.people.queries import places_of_families, sexes_and_births


@dataclass(frozen=True)
class Body:
    """A structure: there from `since` until `until` (half-open)."""

    id: UUID
    sort: str
    place: UUID
    since: date
    until: date | None
    refers: bool

    def on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Held:
    """A gathering; structure: None for an event of a place."""

    id: UUID
    structure: UUID | None
    place: UUID
    kind: str
    on: date
    counts: Counts
    people: int | None


@dataclass(frozen=True)
class Met:
    """A meeting of a savings group, with the value of a share then."""

    structure: UUID
    cycle: UUID
    on: date
    share: int
    present: int
    women: int
    shares: int
    lent: int
    repaid: int
    late: int
    children: int
    for_children: int

    @property
    def saved(self) -> int:
        return self.shares * self.share


@dataclass(frozen=True)
class Turn:
    """A cycle: until: shared out on; paid: francs paid then."""

    id: UUID
    structure: UUID
    since: date
    until: date | None
    share: int
    paid: int | None


@dataclass(frozen=True)
class Given:
    family: UUID | None
    families: int
    on: date
    kg: Decimal
    xof: int
    structure: UUID


@dataclass(frozen=True)
class Scored:
    structure: UUID
    on: date
    questionnaire: str
    scores: Mapping[str, int]


@dataclass(frozen=True)
class Answer:
    """A household's answer."""

    family: UUID
    on: date
    purse: Purse


@dataclass(frozen=True)
class Community:
    """Everything these measures count of a project."""

    bodies: tuple[Body, ...]
    held: tuple[Held, ...]
    meetings: tuple[Met, ...]
    cycles: tuple[Turn, ...]
    gifts: tuple[Given, ...]
    harvests: tuple[tuple[UUID, date, Decimal], ...]
    scored: tuple[Scored, ...]
    autonomous: tuple[tuple[UUID, date, date | None], ...]
    savers: tuple[tuple[UUID, UUID, date, date | None], ...]
    counts: tuple[tuple[UUID, date, Counts], ...]
    money: tuple[Answer, ...]
    prices: Mapping[date, Decimal]
    norms: Mapping[str, int]
    children: tuple[Participant, ...]
    guardians: tuple[Participant, ...]
    sexes: Mapping[UUID, str]
    homes: Mapping[UUID, UUID]

    def of(self, *sorts: str, on: date) -> list[Body]:
        return [body for body in self.bodies if body.sort in sorts and body.on(on)]


def community_of(rows: Rows, asked: Asked) -> Community:
    """The facts of a project; of structures and families in some places where these are asked."""
    whole = kept(rows, ("community", asked.project), lambda: _read(rows, asked.project))
    return whole if asked.places is None else _in_places(whole, asked.places)


def _read(rows: Rows, project: UUID) -> Community:
    bodies = tuple(_bodies(rows, project))
    ids = frozenset(body.id for body in bodies)
    cycles = tuple(_cycles(rows, ids))
    children, adults = participants(rows, project), guardians(rows, project)
    families = frozenset(p.family for p in (*children, *adults) if p.family is not None)
    known = sexes_and_births(rows, frozenset(p.person for p in adults))
    homes = places_of_families(rows, families)
    return Community(
        bodies=bodies,
        held=tuple(_held(rows, project, ids)),
        meetings=tuple(_meetings(rows, cycles)),
        cycles=cycles,
        gifts=tuple(_gifts(rows, ids)),
        harvests=tuple(
            (structure, on, kg)
            for structure, on, kg in rows.of(Harvest, "structure_id", "on", "kg", structure_id=ids)
        ),
        scored=tuple(_scored(rows, ids)),
        autonomous=tuple(_autonomous(rows, ids)),
        savers=tuple(
            (person, structure, since, until)
            for person, structure, since, until in rows.of(
                Member, "person_id", "structure_id", "since", "until", structure_id=ids
            )
            if person is not None
        ),
        counts=tuple(_counts(rows, ids)),
        money=tuple(_money(rows, families)),
        prices=dict(_prices(rows)),
        norms=DEFAULTS | dict(_norms(rows)),
        children=children,
        guardians=adults,
        sexes={person: sex for person, (sex, _birth) in known.items()},
        homes={family: home.now for family, home in homes.items()},
    )


def _bodies(rows: Rows, project: UUID) -> Iterable[Body]:
    found = rows.of(
        Structure, "id", "sort", "place_id", "since", "until", "refers_to", project=project
    )
    for pk, sort, place, since, until, refers in found:
        yield Body(pk, sort, place, since, until, bool(refers.strip()))


def _held(rows: Rows, project: UUID, ids: frozenset[UUID]) -> Iterable[Held]:
    """Of the project's structures, and events of a place recorded for the project."""
    columns = ("id", "structure_id", "place_id", "kind", "held_on", "counts", "people")
    theirs = rows.of(Gathering, *columns, structure_id=ids, mistaken=False)
    events = rows.of(Gathering, *columns, project=project, mistaken=False)
    return {row[0]: Held(*row) for row in (*theirs, *events)}.values()


def _cycles(rows: Rows, ids: frozenset[UUID]) -> Iterable[Turn]:
    paid: dict[UUID, int] = dict(rows.of(ShareOut, "cycle_id", "paid"))
    found = rows.of(Cycle, "id", "structure_id", "since", "until", "share_xof", structure_id=ids)
    return (
        Turn(pk, structure, since, until, share, paid.get(pk))
        for pk, structure, since, until, share in found
    )


def _meetings(rows: Rows, cycles: Iterable[Turn]) -> Iterable[Met]:
    of = {cycle.id: cycle for cycle in cycles}
    found = rows.of(
        SavingsMeeting, "cycle_id", "held_on", "women", "men", "shares", "lent", "repaid", "late",
        "children", "for_children", cycle_id=frozenset(of),
    )  # fmt: skip
    for cycle, on, women, men, *money in found:
        turn = of[cycle]
        yield Met(turn.structure, cycle, on, turn.share, women + men, women, *money)


def _gifts(rows: Rows, ids: frozenset[UUID]) -> Iterable[Given]:
    found = rows.of(
        Gift, "family_id", "families", "on", "kg", "worth_xof", "structure_id", structure_id=ids
    )
    for family, families, on, kg, xof, structure in found:
        yield Given(family, families, on, kg or Decimal(0), xof, structure)


def _scored(rows: Rows, ids: frozenset[UUID]) -> Iterable[Scored]:
    found = rows.of(
        Capacity, "structure_id", "held_on", "questionnaire", "scores", structure_id=ids,
        mistaken=False,
    )  # fmt: skip
    return sorted((Scored(*row) for row in found), key=lambda s: s.on)


def _autonomous(rows: Rows, ids: frozenset[UUID]) -> Iterable[tuple[UUID, date, date | None]]:
    found = rows.of(
        Stage, "subject", "since", "until", process=ORGANISATION.name, state="autonomous",
        subject=ids,
    )  # fmt: skip
    return ((subject, since, until) for subject, since, until in found)


def _counts(rows: Rows, ids: frozenset[UUID]) -> Iterable[tuple[UUID, date, Counts]]:
    found = rows.of(Membership, "structure_id", "counted_on", "counts", structure_id=ids)
    return sorted(((s, on, counts) for s, on, counts in found), key=lambda row: row[1])


def _money(rows: Rows, families: frozenset[UUID]) -> Iterable[Answer]:
    found = rows.of(
        HouseholdMoney, "family_id", "held_on", "questionnaire", "income", "spending",
        family_id=families,
    )  # fmt: skip
    answers = (Answer(f, on, purse(name, inc, out)) for f, on, name, inc, out in found)
    return sorted(answers, key=lambda answer: answer.on)


def _prices(rows: Rows) -> Iterable[tuple[date, Decimal]]:
    return ((month, value) for month, value in rows.of(PriceIndex, "month", "value"))


def _norms(rows: Rows) -> Iterable[tuple[str, int]]:
    return ((key, value) for key, value in rows.of(Norm, "key", "value"))


def _in_places(whole: Community, places: frozenset[UUID]) -> Community:
    """Structures of these places with what is theirs, events held there, families living there."""
    here = {body.id for body in whole.bodies if body.place in places}
    living = {family for family, place in whole.homes.items() if place in places}
    return replace(
        whole,
        bodies=tuple(b for b in whole.bodies if b.id in here),
        held=tuple(h for h in whole.held if h.place in places),
        meetings=tuple(m for m in whole.meetings if m.structure in here),
        cycles=tuple(c for c in whole.cycles if c.structure in here),
        gifts=tuple(g for g in whole.gifts if g.structure in here),
        harvests=tuple(h for h in whole.harvests if h[0] in here),
        scored=tuple(s for s in whole.scored if s.structure in here),
        autonomous=tuple(a for a in whole.autonomous if a[0] in here),
        counts=tuple(c for c in whole.counts if c[0] in here),
        money=tuple(m for m in whole.money if m.family in living),
        children=tuple(p for p in whole.children if p.family in living),
        guardians=tuple(p for p in whole.guardians if p.family in living),
    )
