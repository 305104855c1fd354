"""The formulas of care: who is in care, who came and left, with which paper, with whom. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import combinations
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.reports.figures import (
    PLACE,
    Asked,
    Cell,
    Detail,
    Figure,
    Ref,
    State,
    Text,
    Traits,
    count,
    percent,
    ratio,
    rounded,
)
from kinkeeper.ground.reports.rates import poisson_interval
from kinkeeper.ground.text.dates import months_after
from kinkeeper.mission.care.measures_facts import (
    SIBLINGS,
    Care,
    Nights,
    Time,
    asleep,
    children,
    days_in_care,
    holds,
    in_care,
    in_period,
    months_old,
    of_person,
    place_of,
    placements,
)
from kinkeeper.mission.care.rules import (
    FAMILY_REASONS,
    GROWING_UP,
    REINTEGRATED,
    needs_exception,
)

DAYS_A_YEAR = Decimal("365.25")
STABLE_MONTHS = 12
LAST_CONTACT_FROM = 9
DECEASED = "deceased"


# --- AC-1: who is in care ---------------------------------------------------------------------


def in_care_on(care: Care, asked: Asked) -> Figure:
    found = in_care(care, asked.on)
    elsewhere = sum(
        1 for t in found.values() if (n := asleep(care, t, asked.on)) and n.village != t.village
    )
    details = [
        Detail("elsewhere", _("of them sleeping in another village"), Decimal(elsewhere),
               per_person=True),
    ]  # fmt: skip
    traits = _of_children(care, found.values(), asked)
    return count(children(found.values()), traits=traits, details=details)


def _of_children(care: Care, times: Iterable[Time], asked: Asked) -> Mapping[Ref, Traits]:
    if asked.bare:
        return {}
    return {("people.person", t.person): of_person(care, t, asked.on) for t in times}


# --- AC-2: who came, who left -----------------------------------------------------------------


def admissions(care: Care, asked: Asked, *, routes: Mapping[str, Text]) -> Figure:
    came = [t for t in care.times if in_period(t.since, asked)]
    traits = _of_events(care, {t: t.since for t in came}, asked)
    details = _by_code("route", routes, [t.route for t in came])
    return count(placements(came), traits=traits, details=details)


def departures(care: Care, asked: Asked, *, reasons: Mapping[str, Text]) -> Figure:
    left = _left(care, asked)
    traits = _of_events(care, left, asked)
    details = _by_code("exit", reasons, [t.reason for t in left])
    return count(placements(left), traits=traits, details=details)


def _left(care: Care, asked: Asked) -> dict[Time, date]:
    return {t: t.until for t in care.times if t.until and in_period(t.until, asked)}


def _of_events(care: Care, days: Mapping[Time, date], asked: Asked) -> Mapping[Ref, Traits]:
    """Age on the day of the event."""
    if asked.bare:
        return {}
    return {("care.placement", t.id): of_person(care, t, day) for t, day in days.items()}


def _by_code(name: str, labels: Mapping[str, Text], found: list[str]) -> list[Detail]:
    return [
        Detail(f"{name}.{code}", label, Decimal(found.count(code)), per_person=True)
        for code, label in labels.items()
    ]


# --- AC-4: by which paper ---------------------------------------------------------------------


def legal_basis(care: Care, asked: Asked) -> Figure:
    held = [t for t in care.times if holds(t, asked.on)]
    covered = [t for t in held if any(p.valid_on(asked.on) for p in care.papers_of.get(t.id, ()))]
    traits = _of_events(care, dict.fromkeys(held, asked.on), asked)
    return ratio(placements(covered), placements(held), traits=traits)


# --- AC-5: brothers and sisters ---------------------------------------------------------------


def siblings_together(care: Care, asked: Asked) -> Figure:
    """Who moved to a youth house or lives alone is grown up and separates nobody."""
    homes: dict[UUID, list[Nights]] = {}
    found = in_care(care, asked.on)
    for member in care.siblings:
        time = found.get(member.person)
        nights = asleep(care, time, asked.on) if time and holds(member, asked.on) else None
        if nights and nights.form not in GROWING_UP:
            homes.setdefault(member.group, []).append(nights)
    several = {group: nights for group, nights in homes.items() if len(nights) > 1}
    together = [group for group, nights in several.items() if _one_household(nights)]
    traits = {(SIBLINGS, g): {PLACE: _places(care, n)} for g, n in several.items()}
    return ratio(_groups(together), _groups(several), traits={} if asked.bare else traits)


def _one_household(nights: list[Nights]) -> bool:
    return all(a.household.same_as(b.household) for a, b in combinations(nights, 2))


def _places(care: Care, nights: list[Nights]) -> frozenset[str]:
    return frozenset(place_of(care, n.village) for n in nights)


def _groups(ids: Iterable[UUID]) -> frozenset[Ref]:
    return frozenset((SIBLINGS, i) for i in ids)


# --- AC-6: the very young ---------------------------------------------------------------------


def under_three(care: Care, asked: Asked) -> Figure:
    """Those without a valid exception are counted; those with one stand beside."""
    young = [t for t in in_care(care, asked.on).values() if _too_young(care, t, asked.on)]
    exempt = {e.person for e in care.exempt if e.since <= asked.on <= e.must_end_by}
    without = [t for t in young if t.person not in exempt]
    details = [
        Detail("with", _("with a valid exception"), Decimal(len(young) - len(without)),
               per_person=True),
    ]  # fmt: skip
    traits = _of_children(care, without, asked)
    return count(children(without), traits=traits, details=details)


def _too_young(care: Care, time: Time, day: date) -> bool:
    nights = asleep(care, time, day)
    return nights is not None and needs_exception(nights.form, months_old(care, time.person, day))


# --- AC-10, AC-11: to a family, and there for good --------------------------------------------


def exits_to_family(care: Care, asked: Asked, *, reasons: Mapping[str, Text]) -> Figure:
    left = _left(care, asked)
    home = [t for t in left if t.reason in FAMILY_REASONS]
    details = _by_code("exit", reasons, [t.reason for t in left])
    traits = _of_events(care, left, asked)
    return ratio(placements(home), placements(left), traits=traits, details=details)


def reintegration_stable(care: Care, asked: Asked) -> Figure:
    """Exits to parents or kin of the period whose twelfth month is over on the last day, and of
    which the outcome is known: the child was reached then, or had come back before."""
    left = {t: day for t, day in _left(care, asked).items() if t.reason in REINTEGRATED}
    over = {t: day for t, day in left.items() if months_after(day, STABLE_MONTHS) <= asked.on}
    back = {t for t, day in over.items() if _came_back(care, t, day)}
    known = {t: d for t, d in over.items() if t in back or _reached_after_a_year(care, t, d, asked)}
    traits = _of_events(care, known, asked)
    stable = known.keys() - back
    return ratio(placements(stable), placements(known), traits=traits, eligible=len(left))


def _reached_after_a_year(care: Care, time: Time, left: date, asked: Asked) -> bool:
    """A contact from the ninth month on stands for the twelfth: the turn before is the sixth."""
    first = months_after(left, LAST_CONTACT_FROM)
    return any(first <= day <= asked.on for day in care.reached.get(time.id, ()))


def _came_back(care: Care, time: Time, left: date) -> bool:
    end = months_after(left, STABLE_MONTHS)
    return any(
        t.id != time.id and left <= t.since <= end for t in care.times_of.get(time.person, ())
    )


# --- AC-12: how full the villages are ---------------------------------------------------------


def occupancy(care: Care, asked: Asked) -> Figure:
    """Children in the houses out of beds. No rows are opened by it: a bed is none."""
    taken = _per_place(
        care, [(n.village, 1) for n in care.nights if n.housed and holds(n, asked.on)]
    )
    beds = _per_place(care, [(b.village, b.number) for b in care.beds if holds(b, asked.on)])
    top, base = sum(taken.values()), sum(beds.values())
    cells = (
        ()
        if asked.bare
        else tuple(
            _filled(place, taken.get(place, 0), beds.get(place, 0))
            for place in sorted({*taken, *beds})
        )
    )
    state = State.COMPUTED if base else State.NOT_APPLICABLE
    value = percent(top, base) if base else None
    return Figure(state, value, top, base, cells=cells)


def _per_place(care: Care, found: Iterable[tuple[UUID, int]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for village, number in found:
        place = place_of(care, village)
        if village in care.places:
            sums[place] = sums.get(place, 0) + number
    return sums


def _filled(place: str, top: int, base: int) -> Cell:
    state = State.COMPUTED if base else State.NOT_APPLICABLE
    return Cell(PLACE, place, state, percent(top, base) if base else None, top, base)


# --- AC-13: deaths ----------------------------------------------------------------------------


def deaths(care: Care, asked: Asked) -> Figure:
    died = {t: day for t, day in _left(care, asked).items() if t.reason == DECEASED}
    days = sum(days_in_care(times, asked) for times in care.times_of.values())
    traits = _of_events(care, died, asked)
    return count(placements(died), traits=traits, details=_per_thousand(len(died), days))


def _per_thousand(events: int, days: int) -> list[Detail]:
    years = Decimal(days) / DAYS_A_YEAR
    low, high = poisson_interval(events)

    def rate(number: Decimal) -> Decimal | None:
        return rounded(1000 * number / years, 2) if days else None

    return [
        Detail("child_years", _("child-years"), rounded(years)),
        Detail("rate", _("deaths per 1,000 child-years"), rate(Decimal(events))),
        Detail("rate_low", _("lower end of the 95 per cent interval"), rate(low)),
        Detail("rate_high", _("upper end of the 95 per cent interval"), rate(high)),
    ]
