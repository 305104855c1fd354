"""The formulas of the community's measures about money: savings groups, help, households."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.reports.figures import (
    PLACE,
    SEX,
    Asked,
    Detail,
    Figure,
    Ref,
    State,
    Traits,
    percent,
    ratio,
    rounded,
)
from kinkeeper.mission.community.measures_facts import Answer, Community, Met
from kinkeeper.mission.community.measures_rules import within
from kinkeeper.mission.community.rules import rose, share_rose, total


def _families(ids: Iterable[UUID]) -> frozenset[Ref]:
    return frozenset(("people.family", pk) for pk in ids)


# --- savings ------------------------------------------------------------------------------------


def savings(found: Community, asked: Asked) -> Figure:
    """EC-1: francs of shares bought in the period."""
    met = [m for m in found.meetings if within(m.on, asked)]
    saved = sum(m.saved for m in met)
    members = _members(found, {m.structure for m in met}, asked.on)
    out = [c for c in found.cycles if c.until and within(c.until, asked)]
    timely = sum(1 for c in out if c.until and c.until <= c.since + timedelta(days=396))
    details = [
        Detail("groups", _("groups that saved"), Decimal(len({m.structure for m in met}))),
        Detail("shared_out", _("cycles shared out"), Decimal(len(out))),
        Detail("in_time", _("of these within 13 months"), Decimal(timely)),
    ]
    if members:
        details.append(
            Detail("each", _("francs for each member"), rounded(Decimal(saved) / members, 0))
        )
    if present := sum(m.present for m in met):
        details.append(
            Detail(
                "women",
                _("percent of women at the meetings"),
                percent(sum(m.women for m in met), present),
            )
        )
    return Figure(State.COMPUTED, Decimal(saved), details=tuple(details))


def _members(found: Community, groups: set[UUID], day: date) -> int:
    last = {pk: counts for pk, on, counts in found.counts if pk in groups and on <= day}
    return sum(total(counts) for counts in last.values())


def savings_return(found: Community, asked: Asked) -> Figure:
    """EC-2: paid out less saved, over saved, of the cycles shared out in the period."""
    out = {
        c.id: c for c in found.cycles if c.until and within(c.until, asked) and c.paid is not None
    }
    saved = sum(m.saved for m in found.meetings if m.cycle in out)
    paid = sum(c.paid or 0 for c in out.values())
    if not saved:
        return Figure(State.NOT_APPLICABLE, numerator=0, denominator=0)
    return Figure(State.COMPUTED, percent(paid - saved, saved), paid - saved, saved)


def loans_late(found: Community, asked: Asked) -> Figure:
    """EC-3: late by more than 30 days, of what is lent and not paid back, on the last day."""
    open_now = [
        c for c in found.cycles if c.since <= asked.on and (not c.until or c.until > asked.on)
    ]
    out = late = 0
    for cycle in open_now:
        met = sorted(
            (m for m in found.meetings if m.cycle == cycle.id and m.on <= asked.on), key=_on
        )
        out += sum(m.lent - m.repaid for m in met)
        late += min(met[-1].late, sum(m.lent - m.repaid for m in met)) if met else 0
    if not out:
        return Figure(State.NOT_APPLICABLE, numerator=late, denominator=0)
    return Figure(State.COMPUTED, percent(late, out), late, out)


def _on(met: Met) -> date:
    return met.on


def savings_for_children(found: Community, asked: Asked) -> Figure:
    """P-7: guardians in a savings group that paid for a child in the period."""
    paying = {m.structure for m in found.meetings if within(m.on, asked) and m.children}
    there = {p.person for p in found.guardians if p.within(asked.since, asked.on)}
    active = {
        person
        for person, structure, since, until in found.savers
        if structure in paying and since <= asked.on and (until is None or until > asked.since)
    }
    traits = {("people.person", p): {SEX: frozenset({found.sexes.get(p, "")})} for p in there}
    paid = sum(m.for_children for m in found.meetings if within(m.on, asked))
    details = [
        Detail("groups", _("groups that paid for a child"), Decimal(len(paying))),
        Detail("xof", _("francs paid for children"), Decimal(paid)),
    ]
    return ratio(_persons(there & active), _persons(there), traits=traits, details=details)


def _persons(ids: Iterable[UUID]) -> frozenset[Ref]:
    return frozenset(("people.person", pk) for pk in ids)


# --- families -----------------------------------------------------------------------------------


def own_help(found: Community, asked: Asked) -> Figure:
    """P-10: families of the project helped with the community's own in the period."""
    there = {
        p.family for p in (*found.children, *found.guardians)
        if p.family and p.within(asked.since, asked.on)
    }  # fmt: skip
    given = [g for g in found.gifts if within(g.on, asked)]
    helped = {g.family for g in given if g.family is not None and g.family in there}
    others = sum(g.families for g in given if g.family is None)
    details = [
        Detail("xof", _("francs, or what it is worth"), Decimal(sum(g.xof for g in given))),
        Detail("kg", _("kg of food"), sum((g.kg for g in given), Decimal(0))),
        Detail(
            "others",
            _("times a family outside the register was helped"),
            Decimal(others),
            per_person=True,
        ),
    ]
    return ratio(
        _families(helped), _families(there), traits=_homes(found, there),
        details=details,
    )  # fmt: skip


def _homes(found: Community, families: Iterable[UUID]) -> Mapping[Ref, Traits]:
    known = ((f, found.homes.get(f)) for f in families)
    return {("people.family", f): {PLACE: frozenset({str(p)})} for f, p in known if p}


def real_income(found: Community, asked: Asked) -> Figure:
    """P-8: income above the first one at today's prices, of households asked twice."""
    pairs = _answers(found, asked)
    prices = {f: _prices(found, first.on, last.on) for f, (first, last) in pairs.items()}
    known = {f: p for f, p in prices.items() if p is not None}
    grew = [f for f, p in known.items() if rose(pairs[f][0].purse, pairs[f][1].purse, prices=p)]
    changes = sorted(_change(pairs[f], p) for f, p in known.items() if pairs[f][0].purse.income)
    details = [Detail("median", _("median change of the real income (%)"), _median(changes))]
    return ratio(
        _families(grew), _families(known), traits=_homes(found, known),
        eligible=len(_concerned(found, asked)), details=details,
    )  # fmt: skip


def child_share(found: Community, asked: Asked) -> Figure:
    """P-9: the children's part of the spending rose by the norm, of households asked twice."""
    pairs = _answers(found, asked)
    points = found.norms["child_points"]
    told = {f: share_rose(a.purse, b.purse, points=points) for f, (a, b) in pairs.items()}
    known = {f for f, answer in told.items() if answer is not None}
    return ratio(
        _families(f for f in known if told[f]), _families(known), traits=_homes(found, known),
        eligible=len(_concerned(found, asked)),
    )  # fmt: skip


def _concerned(found: Community, asked: Asked) -> set[UUID]:
    rows = (*found.children, *found.guardians)
    return {p.family for p in rows if p.family and p.within(asked.since, asked.on)}


def _answers(found: Community, asked: Asked) -> dict[UUID, tuple[Answer, Answer]]:
    """The first answer and the last one until the last day, in the same version."""
    rows = [a for a in found.money if a.on <= asked.on]
    first = {a.family: a for a in reversed(rows)}
    last = {a.family: a for a in rows if within(a.on, asked)}
    return {
        f: (first[f], b)
        for f, b in last.items()
        if b is not first[f] and b.purse.version == first[f].purse.version
    }


def _prices(found: Community, then: date, now: date) -> Decimal | None:
    was, is_ = (found.prices.get(day.replace(day=1)) for day in (then, now))
    return None if was is None or is_ is None else is_ / was


def _change(pair: tuple[Answer, Answer], prices: Decimal) -> Decimal:
    before, after = pair[0].purse.income * prices, Decimal(pair[1].purse.income)
    return rounded(100 * (after - before) / before)


def _median(values: list[Decimal]) -> Decimal | None:
    if not values:
        return None
    middle = len(values) // 2
    if len(values) % 2:
        return values[middle]
    return rounded((values[middle - 1] + values[middle]) / 2)
