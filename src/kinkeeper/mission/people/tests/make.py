"""Invented families for tests; all through the room's own actions."""

from datetime import date
from typing import Any

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.text.dates import RoughDate, in_year
from kinkeeper.mission.people.actions import NewMember, NewPerson, register_family
from kinkeeper.mission.people.models import Family

IDENTIFIED = date(2018, 2, 14)


def new(
    given: str, family: str = "Traoré", *, sex: str = "F", year: int = 1980, **more: Any
) -> NewPerson:
    return NewPerson(given, family, sex, in_year(year), more)


def a_family(
    *,
    by: Account,
    place: Place,
    name: str = "Traoré",
    children: tuple[str, ...] = ("Mamadou", "Fanta"),
    mother: str = "Awa",
    birth: RoughDate | None = None,
    on: date = IDENTIFIED,
    **more: Any,
) -> Family:
    """A mother born in 1980 and her children, born from 2008 on."""
    grown = NewPerson(mother, name, "F", birth or in_year(1980))
    small = [
        NewMember(new(given, name, sex="M" if n % 2 == 0 else "F", year=2008 + n), "child")
        for n, given in enumerate(children)
    ]
    members = [NewMember(grown, "head", caregiver=True, primary=True), *small]
    return register_family(by=by, place=place, name=name, members=members, on=on, **more)
