"""Plain facts of an invented programme, for the tests of the formulas."""

from datetime import date
from functools import partial
from uuid import UUID

from kinkeeper.ground.reports.figures import Asked
from kinkeeper.mission.strengthening import measures_rules as rules
from kinkeeper.mission.strengthening.measures_facts import Agreed, Check, Due, Spell, Stay

PROJECT = UUID(int=1)
START = date(2017, 10, 1)
REASONS = {"self_reliant": "self-reliant", "moved_away": "moved", "duplicate_registration": "twice"}
WELL, POORLY = (3,) * 8, (2,) * 8
KITA, SANANKOROBA = UUID(int=901), UUID(int=902)


def uid(kind: int, number: int) -> UUID:
    return UUID(int=kind * 1000 + number)


def period(since: date, on: date) -> Asked:
    return Asked(PROJECT, since, on)


def stay(
    number: int, family: int, since: date, until: date | None = None, reason: str = ""
) -> Stay:
    return Stay(uid(1, number), uid(2, family), since, until, reason, followed=True)


def child(number: int, family: int, since: date, until: date | None = None) -> Spell:
    return Spell(uid(3, number), "child", uid(2, family), since, until)


def guardian(number: int, family: int, since: date, until: date | None = None) -> Spell:
    return Spell(uid(3, number), "caregiver", uid(2, family), since, until)


def agreed(
    family: int, *, next_review_on: date, agreed_on: date | None = START, until: date | None = None
) -> Agreed:
    return Agreed(uid(6, family), uid(2, family), START, until, agreed_on, next_review_on)


def review(number: int, family: int, due_on: date, held_on: date | None) -> Due:
    return Due(uid(5, number), uid(6, family), uid(2, family), due_on, held_on)


def check(family: int, on: date, scores=WELL, occasion: str = "review", person=None) -> Check:
    return Check(uid(2, family), person, occasion, on, scores)


self_reliance = partial(rules.self_reliance, reasons=REASONS)
YEAR = period(date(2018, 1, 1), date(2018, 12, 31))
