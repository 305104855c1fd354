"""The calendar of a day, a child's card, and the children who miss a dose."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.queries import limit_days
from kinkeeper.mission.health.limits import VACCINE
from kinkeeper.mission.health.models import Calendar, Vaccination
from kinkeeper.mission.health.vaccines import calendar as shipped
from kinkeeper.mission.health.vaccines import rules
from kinkeeper.mission.health.vaccines.calendar import InForce
from kinkeeper.mission.health.vaccines.rules import Age, Born, Code, Standing
from kinkeeper.mission.people.queries import Person, reader_of

YOUNG = 2  # years: the age to which the due list looks for missing doses


@dataclass(frozen=True)
class Card:
    """What stands on a child's card. rows: what was written, with the rows taken back."""

    calendar: InForce
    lines: list[Standing]
    rows: list[Vaccination]

    def with_status(self, *status: str) -> list[Standing]:
        return [line for line in self.lines if line.status in status]

    @property
    def known(self) -> bool:
        """Somebody has read a card: without that nothing is called late."""
        return any(not row.mistaken for row in self.rows)

    @property
    def by_age(self) -> list[tuple[Age, list[Standing]]]:
        return [(age, list(found)) for age, found in groupby(self.lines, lambda s: s.dose.due)]


def calendar_on(day: date) -> InForce:
    row = Calendar.objects.filter(since__lte=day).order_by("-since").first()
    return _in_force(row) if row else _default()


def calendars() -> list[InForce]:
    """The newest first, the one an office begins with last."""
    return [*map(_in_force, Calendar.objects.order_by("-since")), _default()]


def _default() -> InForce:
    return InForce(shipped.NAME, _(shipped.SOURCE), None, shipped.read(shipped.shipped()))


def _in_force(row: Calendar) -> InForce:
    return InForce(row.name, row.source, row.since, shipped.read(row.doses))


def vaccination(pk: UUID, *, by: Account, purpose: str = CARE) -> Vaccination | None:
    rows = visible(Vaccination, by=by, purpose=purpose)
    return rows.select_related("person__place").filter(pk=pk).first()


def vaccinations_of(person: Person, *, by: Account, purpose: str = CARE) -> QuerySet[Vaccination]:
    rows = visible(Vaccination, by=by, purpose=purpose).filter(person=person)
    return rows.order_by("on", "vaccine", "number", "pk")


def card_of(person: Person, *, by: Account, today: date, purpose: str = CARE) -> Card | None:
    """None where the birth is not known: nothing can be said of what is due."""
    if person.birth_date is None:
        return None
    rows = list(vaccinations_of(person, by=by, purpose=purpose))
    calendar = calendar_on(today)
    lines = standing(person, given_in(rows), calendar, today=today)
    return Card(calendar, lines, rows)


def standing(
    person: Person, given: Mapping[Code, date | None], calendar: InForce, *, today: date
) -> list[Standing]:
    child = born(person)
    grace = limit_days(VACCINE) or 0
    return rules.card(child, given, calendar.doses, today=today, grace=grace)


def born(person: Person) -> Born:
    """For a child whose birth is known at least roughly."""
    assert person.birth_date is not None  # noqa: S101 - callers ask first
    return Born(person.birth_date, person.sex)


def given_in(rows: Iterable[Vaccination]) -> dict[Code, date | None]:
    return {(row.vaccine, row.number): row.on for row in rows if not row.mistaken}


def given_to(person: Person) -> dict[Code, date | None]:
    """No scope: for actions that hold the child already."""
    return given_in(Vaccination.objects.filter(person=person, mistaken=False))


def missing(*, by: Account, today: date, most: int) -> list[tuple[Person, list[Standing]]]:
    """Children below two whose card was read and who miss a dose, the youngest first."""
    known = visible(Vaccination, by=by).filter(
        mistaken=False, person__died_on=None,
        person__birth_date__gt=today.replace(year=today.year - YOUNG, day=min(today.day, 28)),
    )  # fmt: skip
    given: dict[UUID, dict[Code, date | None]] = {}
    for pk, vaccine, number, on in known.values_list("person", "vaccine", "number", "on"):
        given.setdefault(pk, {})[vaccine, number] = on
    people = reader_of(by).rows(Person).filter(pk__in=given).select_related("place")
    calendar, found = calendar_on(today), []
    for person in people.order_by("-birth_date", "pk"):
        lines = standing(person, given[person.pk], calendar, today=today)
        if late := [line for line in lines if line.status == rules.LATE]:
            found.append((person, late))
        if len(found) == most:
            break
    return found
