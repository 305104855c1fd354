"""Savings groups over three cycles or more: meetings as totals, share-outs that balance."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle as around

from kinkeeper.mission.community.models import (
    Cycle,
    IncomeActivity,
    Member,
    SavingsMeeting,
    ShareOut,
    Structure,
)
from kinkeeper.mission.community.rules import Turn, in_box
from kinkeeper.site.demonstration.community.spot import BEGAN, Spot, hundreds

NAMES = ("Sinignèsigi", "Nyètaa", "Kafo", "Sabali", "Hèrè", "Jèkafo", "Danbè", "Waari mara")
FIRST = date(2018, 2, 5)
MONTH = timedelta(days=30)
CYCLES = 3
"""The third one runs when the project ends; it is shared out half a year later."""
LIVELY = 2
"""Groups 0 of so many localities go on with cycle after cycle up to today."""
ACTIVITIES = ("trade", "food", "shea", "livestock", "gardening", "dyeing")


@dataclass
class Purse:
    """What the group lent and has not got back, and its turns so far."""

    turns: list[Turn]
    out: int = 0


def tell_groups(spot: Spot, organisation: Structure, how_many: int) -> None:
    groups = []
    for number in range(how_many):
        name = f"{NAMES[(spot.number + 3 * number) % len(NAMES)]} {spot.place.name} {number + 1}"
        group = spot.structure("savings", name, BEGAN, carried_by=organisation)
        groups.append(group)
        women = spot.rng.randrange(13, 20)
        spot.count(group, date(2018, 1, 22), {"F": {"18+": women}, "M": {"18+": number % 3 + 1}})
        spot.paper(group, "bylaws", date(2018, 1, 25), authority="l’assemblée du groupe")
        _cycles(spot, group, women, lively=number == 0 and spot.number < LIVELY)
    _savers(spot, groups)


def _cycles(spot: Spot, group: Structure, women: int, *, lively: bool) -> None:
    since, number, way = FIRST + timedelta(days=spot.rng.randrange(0, 20)), 1, []
    while since < spot.diary.today and (lively or number <= CYCLES):
        ended = _cycle(spot, group, number, since, women)
        way.append((number, since, ended))
        if ended is None:
            break
        since, number = ended + timedelta(days=12), number + 1
    _way(spot, group, way)


def _cycle(spot: Spot, group: Structure, number: int, since: date, women: int) -> date | None:
    """Twelve meetings a month apart, then the share-out; None when it is still open."""
    share = 200 if number == 1 else 250
    cycle = Cycle(
        structure=group, number=number, since=since, share_xof=share, most_shares=5, every_days=30,
        loan_rate=5, social_xof=100,
    )  # fmt: skip
    spot.tell(cycle, since, late=1)
    purse = Purse([])
    for month in range(1, 13):
        on = since + month * MONTH
        if not _meeting(spot, cycle, purse, on, women, last=month == 12):
            return None
    return _share_out(spot, cycle, purse, since + 12 * MONTH + timedelta(days=3), women)


def _meeting(
    spot: Spot, cycle: Cycle, purse: Purse, on: date, women: int, *, last: bool
) -> bool:  # fmt: skip
    pick = spot.rng.randrange
    present = max(8, women - pick(0, 5))
    box = in_box(purse.turns, cycle.share_xof)
    repaid = purse.out if last else hundreds(purse.out * 0.5)
    lent = 0 if last else hundreds((box + repaid) * 0.6, of=1_000)
    bought = pick(present, 3 * present)
    interest = hundreds(purse.out * 0.05)
    helped = pick(0, 4) == 0
    social_out = 1_500 if helped else 0
    turn = Turn(on, bought, lent, repaid, interest, pick(0, 3) * 100, present * 100, social_out)
    after = in_box([*purse.turns, turn], cycle.share_xof)
    counted = after - 500 if pick(0, 25) == 0 else after
    row = SavingsMeeting(
        cycle=cycle, held_on=on, women=present, men=pick(0, 3), shares=bought, lent=lent,
        repaid=repaid, interest=interest, fines=turn.fines, social_in=turn.social_in,
        social_out=social_out, for_children=social_out, children=1 if helped else 0,
        late=hundreds(purse.out * 0.04), box=counted,
    )  # fmt: skip
    if not spot.tell(row, on, late=pick(0, 4)):
        return False
    purse.turns.append(Turn(
        on, bought, lent, repaid, interest, turn.fines, turn.social_in, social_out, counted
    ))  # fmt: skip
    purse.out += lent - repaid
    return True


def _share_out(spot: Spot, cycle: Cycle, purse: Purse, on: date, women: int) -> date | None:
    shares = sum(turn.shares for turn in purse.turns)
    box = in_box(purse.turns, cycle.share_xof)
    per_share = box // shares
    paid = shares * per_share
    out = ShareOut(
        cycle=cycle, held_on=on, members=women + 2, shares=shares, per_share=per_share, paid=paid,
        kept=box - paid, box=box,
    )  # fmt: skip
    if not spot.tell(out, on, late=1):
        return None
    spot.tell(cycle, on, late=1, until=on)
    return on


def _way(spot: Spot, group: Structure, cycles: list[tuple[int, date, date | None]]) -> None:
    first = cycles[0][1]
    steps = [
        ("mobilised", "mobilise", BEGAN, 0),
        ("constituted", "constitute", date(2018, 1, 26), 0),
        ("intensive", "open", first, 0),
        ("development", "develop", first + timedelta(days=100), 0),
        ("mature", "mature", first + timedelta(days=220), 0),
    ]
    for number, since, ended in cycles:
        if number > 1:
            steps.append(("mature", "again", since, 0))
        if ended:
            steps.append(("share_out", "share", ended, 0))
    spot.walk(group, *steps)


def _savers(spot: Spot, groups: list[Structure]) -> None:
    """Two in three guardians of the project save in a group of their locality; some of them
    begin an income activity with a loan of it."""
    turn = around(groups)
    for story in spot.stories:
        for person in story.house.caregivers:
            if spot.rng.random() > 0.66:
                continue
            group = next(turn)
            on = max(story.after(40), date(2018, 2, 10))
            spot.tell(Member(structure=group, person=person, role="member", since=on), on)
            if person.sex == "F" and spot.rng.random() < 0.5:
                begun = on + timedelta(days=120)
                kind = spot.rng.choice(ACTIVITIES)
                spot.tell(
                    IncomeActivity(
                        family=story.house.family, kind=kind, since=begun, group=group,
                        start_xof=spot.rng.randrange(10, 50) * 1_000,
                    ),
                    begun,
                )  # fmt: skip
