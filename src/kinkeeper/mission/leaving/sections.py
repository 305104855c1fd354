"""The part this room adds to the page of a person."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, may_meet
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.text.numbers import money
from kinkeeper.mission.care.queries import placement_of
from kinkeeper.mission.leaving.models import PaperKind
from kinkeeper.mission.leaving.process import AFTER, IN_CARE, PROPOSE, READ, RETURNED, SAVINGS
from kinkeeper.mission.leaving.queries import (
    KINDS,
    Way,
    allowance_of,
    contacts_of,
    exits_of,
    goals_of,
    holds,
    papers_of,
    plan_of,
    rhythm,
    savings_of,
    stands,
    supports_of,
    way_of,
)
from kinkeeper.mission.leaving.reckoning import absent, contact_due, leaving_day, old_enough
from kinkeeper.mission.leaving.standing import standing_of

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person


def independence(person: Record, by: Account) -> dict[str, Any] | None:
    """Growing up and leaving; left out for who may not meet it and for children."""
    if not may(by, READ, purpose=CARE):
        return None
    youth = way_of(person, by=by)  # type: ignore[arg-type]
    if youth is None:
        return _never(person, by)  # type: ignore[arg-type]
    youth.person = person
    return _file(youth, by, localdate())


def _never(person: "Person", by: Account) -> dict[str, Any] | None:
    """A young person in care, whose preparation has not begun; or savings of a child."""
    acts, books = holds(by, PROPOSE, person), holds(by, SAVINGS, person)
    if not (acts or books):
        return None
    in_care = person.died_on is None and placement_of(person) is not None
    savings = _savings(person, by) if books else ""
    may_begin = in_care and acts and _of_age(person)
    if not (may_begin or savings or (in_care and books)):
        return None
    return {"person": person, "may_begin": may_begin, "savings": savings, **_book(person, by)}


def _of_age(person: "Person") -> bool:
    return old_enough(person.birth, localdate(), rhythm().house_age)


def _file(youth: Way, by: Account, today: date) -> dict[str, Any]:
    at = standing_of(youth, by=by)
    state = at.here.state.code if at.here else ""
    plan, papers, left = plan_of(youth), papers_of(youth.person), exits_of(youth)
    allowance, contacts = allowance_of(youth), contacts_of(youth)
    out = bool(left) and youth.placement.until is not None
    made = (c.months for c in contacts if c.reached)
    return {
        "at": at, "youth": youth, "person": youth.person, "plan": plan, "state": state,
        "goals": goals_of(plan) if plan else [],
        "notes": may_meet(Way, "host", by=by), "acts": holds(by, PROPOSE, youth.person),
        "leaves": leaving_day(youth.planned_on, youth.person.birth, rhythm()),
        "absent": [PaperKind(k).label for k in absent(stands(papers.values()), KINDS)],
        "allowance": allowance, "amount": money(allowance.francs, "XOF") if allowance else "",
        "savings": _savings(youth.person, by), "exits": left, "contacts": contacts[:6],
        "due": contact_due(left[-1].on, made, rhythm()) if out else None, "out": out,
        "supports": supports_of(youth), "today": today, "in_care": state in {*IN_CARE, RETURNED},
        "after": state in {*AFTER, RETURNED} and out, **_book(youth.person, by),
    }  # fmt: skip


def _savings(person: "Person", by: Account) -> str:
    """The balance in words; "" for who is not of the child's people, or without an account."""
    accounts = [a for a in savings_of(person, by=by) if a.until is None]
    return money(accounts[0].balance, "XOF") if accounts else ""


def _book(person: "Person", by: Account) -> dict[str, Any]:
    return {"may_book": holds(by, SAVINGS, person)}
