"""Write down what a child was given; take it back; set another calendar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.actions import write
from kinkeeper.mission.health.models import Calendar, Source, Vaccination
from kinkeeper.mission.health.vaccines.calendar import CalendarProblem, read
from kinkeeper.mission.health.vaccines.queries import born, calendar_on, given_to
from kinkeeper.mission.health.vaccines.rules import Code, Doubt, doubts
from kinkeeper.mission.health.vaccines.words import ASKED, dose_name

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

AGAIN = "again"


class AskAgain(ValidationError):
    """What is unusual about the days: `found` are the questions nobody has confirmed yet."""

    def __init__(self, found: list[Doubt]) -> None:
        self.found = found
        super().__init__({field_of(doubt.dose): str(ASKED[doubt.code]) for doubt in found})


@dataclass(frozen=True, kw_only=True)
class Given:
    """Doses with the day on which each was given, None for a mark without a day."""

    doses: Mapping[Code, date | None]
    source: str
    where: str = ""
    confirmed: bool = False


def field_of(code: Code) -> str:
    """The name a dose has in forms and in what is wrong with it."""
    return f"{code[0]}_{code[1]}"


def record_vaccinations(person: "Person", *, by: Account, given: Given) -> list[Vaccination]:
    """All of them or none. Raises ValidationError by dose for days that cannot be and for doses
    recorded already, AskAgain for what is unusual until `given.confirmed`, Refused."""
    known = given_to(person)
    _check(person, given, known)
    open_ = doubts(born(person), given.doses, known, calendar_on(timezone.localdate()).doses)
    if open_ and not given.confirmed:
        raise AskAgain(open_)
    with transaction.atomic():
        return [
            _write(
                person,
                code,
                on,
                given,
                by=by,
                confirmed=[doubt.code for doubt in open_ if doubt.dose == code],
            )
            for code, on in given.doses.items()
        ]


def _write(
    person: "Person", code: Code, on: date | None, given: Given, *, by: Account,
    confirmed: list[str],
) -> Vaccination:  # fmt: skip
    row = Vaccination(person=person, vaccine=code[0], number=code[1])
    return write(
        row, by=by, occurred_on=on, on=on, source=given.source, where=given.where.strip(),
        confirmed=confirmed,
    )  # fmt: skip


def _check(person: "Person", given: Given, known: Mapping[Code, date | None]) -> None:
    if person.birth_date is None:
        raise ValidationError(_("The birth of the child is not known: write it down first."))
    if not given.doses:
        raise ValidationError(_("No dose was filled in."))
    wrong: dict[str, Any] = {}
    for code, on in given.doses.items():
        if said := _wrong(person, code, on, known, session=given.source == Source.SESSION):
            wrong[field_of(code)] = said
    if wrong:
        raise ValidationError(wrong)


def _wrong(
    person: "Person", code: Code, on: date | None, known: Mapping[Code, date | None], *,
    session: bool,
) -> str:  # fmt: skip
    if code in known:
        return _("%(dose)s is recorded already.") % {"dose": dose_name(*code)}
    if on is None:
        return _("A session has a day.") if session else ""
    if on > timezone.localdate():
        return _("This day lies in the future.")
    if person.birth_date and on < person.birth_date:
        return _("This day lies before the birth of the child.")
    return ""


def take_back_vaccination(row: Vaccination, *, by: Account) -> Vaccination:
    """Recorded in error; it stays to be read and counts nowhere."""
    return write(row, by=by, mistaken=True)


def set_calendar(*, by: Account, since: date, name: str, source: str, doses: str) -> Calendar:
    """The doses from a day on. Raises ValidationError with what is wrong in which line, or for a
    day on which another calendar begins."""
    try:
        read(doses)
    except CalendarProblem as problem:
        raise ValidationError({"doses": problem.sentences}) from problem
    if Calendar.objects.filter(since=since).exists():
        raise ValidationError({"since": _("Another calendar begins on this day.")})
    return write(
        Calendar(), by=by, occurred_on=since, since=since, name=name.strip(),
        source=source.strip(), doses=doses,
    )  # fmt: skip
