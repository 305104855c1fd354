"""The formulas of youth, Y-1 to Y-6. Pure."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from kinkeeper.ground.reports.figures import Asked, Figure, Ref, Traits, count, ratio
from kinkeeper.ground.text.dates import UNKNOWN_DATE, months_after
from kinkeeper.mission.care.queries import Time, children, in_care, in_period, of_person
from kinkeeper.mission.leaving.measures_facts import Left, Met, Youth, still_after
from kinkeeper.mission.leaving.reckoning import (
    BUSY,
    INDEPENDENT,
    RECENT_MONTHS,
    early_enough,
    leaving_day,
)

AHEAD_MONTHS = 24
YEAR_MONTHS, EARLIEST, LATEST = 12, 9, 15
"""A contact from 9 to 15 months after leaving tells how it was after a year."""
AFTER = ("independent", "aftercare", "lost_contact")


def started_early(youth: Youth, asked: Asked) -> Figure:
    """Y-1."""
    horizon = months_after(asked.on, AHEAD_MONTHS)
    due = {
        time.person: (time, leaves)
        for time in in_care(youth.care, asked.on).values()
        if (leaves := _leaves(youth, time.person)) and leaves <= horizon
    }
    early = [time for time, leaves in due.values() if _early(youth, time.person, leaves, asked.on)]
    times = [time for time, _leaves in due.values()]
    return ratio(children(early), children(times), traits=_traits(youth, times, asked))


def _leaves(youth: Youth, person: UUID) -> date | None:
    way = youth.way_of.get(person)
    birth = youth.care.births.get(person, UNKNOWN_DATE)
    return leaving_day(way.planned_on if way else None, birth, youth.rhythm)


def _early(youth: Youth, person: UUID, leaves: date, day: date) -> bool:
    way = youth.way_of.get(person)
    agreed = youth.first_agreed.get(way.id) if way else None
    return agreed is not None and agreed <= day and early_enough(agreed, leaves, AHEAD_MONTHS)


def independent(youth: Youth, asked: Asked) -> Figure:
    """Y-2."""
    times = [t for t in _to_independence(youth, asked.on) if in_period(t.until, asked)]
    return count(children(times), traits=_traits(youth, times, asked))


def independent_ever(youth: Youth, asked: Asked) -> Figure:
    """Y-3."""
    times = _to_independence(youth, asked.on)
    return count(children(times), traits=_traits(youth, times, asked))


def _to_independence(youth: Youth, day: date) -> list[Time]:
    """Placements that had ended so by a day, oldest end first: a person counts with the last."""
    found = [t for t in youth.care.times if t.reason == INDEPENDENT and t.until and t.until <= day]
    return sorted(found, key=lambda t: (t.until or day, t.id))


def kept_up(youth: Youth, asked: Asked) -> Figure:
    """Y-4."""
    back = in_care(youth.care, asked.on)
    open_ways = still_after(youth, asked.on, AFTER)
    after = {
        time.person: (time, left)
        for time, left in _exits(youth, asked.on)
        if left.way in open_ways and time.person not in back
    }
    since = months_after(asked.on, -RECENT_MONTHS)
    met = [t for t, left in after.values() if _met(youth, left, since, asked.on)]
    times = [t for t, _left in after.values()]
    return ratio(children(met), children(times), traits=_traits(youth, times, asked))


def _exits(youth: Youth, day: date) -> list[tuple[Time, Left]]:
    """Every exit by a day with its placement, oldest first."""
    pairs = [(t, left) for t in youth.care.times if (left := youth.exit_of.get(t.id))]
    return sorted((p for p in pairs if p[1].on <= day), key=lambda p: (p[1].on, p[1].id))


def _met(youth: Youth, left: Left, since: date, until: date) -> list[Met]:
    return [m for m in youth.met_after.get(left.id, ()) if since < m.on <= until]


def busy_after_a_year(youth: Youth, asked: Asked) -> Figure:
    """Y-5."""
    cohort = [
        (time, left)
        for time, left in _exits(youth, asked.on)
        if time.reason == INDEPENDENT and in_period(months_after(left.on, YEAR_MONTHS), asked)
    ]
    known = {
        time.id: (time, met[-1]) for time, left in cohort if (met := _year(youth, left, asked))
    }
    busy = [time for time, met in known.values() if met.activity in BUSY]
    times = [time for time, _met in known.values()]
    return ratio(
        children(busy), children(times), traits=_traits(youth, times, asked),
        eligible=len(children(t for t, _left in cohort)),
    )  # fmt: skip


def _year(youth: Youth, left: Left, asked: Asked) -> list[Met]:
    first, last = months_after(left.on, EARLIEST), months_after(left.on, LATEST)
    return [m for m in youth.met_after.get(left.id, ()) if first <= m.on <= min(last, asked.on)]


def papers_in_hand(youth: Youth, asked: Asked) -> Figure:
    """Y-6."""
    left = [t for t in _to_independence(youth, asked.on) if in_period(t.until, asked)]
    known = {t.person: (t, handed) for t in left if (handed := youth.exit_of.get(t.id))}
    whole = [t for t, handed in known.values() if handed.birth_act and handed.identity]
    times = [t for t, _handed in known.values()]
    return ratio(
        children(whole), children(times), traits=_traits(youth, times, asked),
        eligible=len(children(left)),
    )  # fmt: skip


def _traits(youth: Youth, times: Iterable[Time], asked: Asked) -> dict[Ref, Traits]:
    """Age on the day of leaving, or on the last day for who is in care."""
    if asked.bare:
        return {}
    return {
        ref: of_person(youth.care, time, time.until or asked.on)
        for time in times
        for ref in children([time])
    }
