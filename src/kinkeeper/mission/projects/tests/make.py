"""Project RECORDE with a few invented families, for tests."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.text.dates import in_year
from kinkeeper.mission.people.actions import NewMember, NewPerson, register_family
from kinkeeper.mission.people.models import Family, Person
from kinkeeper.mission.people.queries import members_of
from kinkeeper.mission.projects.actions import load_sheet
from kinkeeper.mission.projects.models import Project
from kinkeeper.mission.projects.sheets import sheet_of
from kinkeeper.mission.strengthening.models import Enrolment, LossOfCare, TargetPerson

ENTRY = date(2018, 1, 10)


def recorde(by: Account) -> Project:
    return load_sheet(sheet_of("RECORDE"), by=by)


@dataclass(frozen=True)
class Accompanied:
    """A family in the programme with its target children and guardian."""

    family: Family
    enrolment: Enrolment
    children: Sequence[Person]
    guardian: Person


def accompanied(
    project: Project, *, by: Account, place: Place, name: str = "Traoré", since: date = ENTRY,
    until: date | None = None, reason: str = "", children: int = 2,
) -> Accompanied:  # fmt: skip
    """A mother and her children, the first a girl, born from 2008 on."""
    young = [
        NewMember(NewPerson(f"Enfant{n}", name, "FM"[n % 2], in_year(2008 + n)), "child")
        for n in range(children)
    ]
    mother = NewMember(NewPerson("Awa", name, "F", in_year(1980)), "head", caregiver=True)
    family = register_family(by=by, place=place, name=name, members=[mother, *young], on=since)
    enrolment = write(
        Enrolment(family=family, project=project.pk, identified_on=since), by=by,
        occurred_on=since, since=since, until=until, exit_reason=reason,
    )  # fmt: skip
    members = members_of(family, on=since)
    for member in members:
        part = "caregiver" if member.caregiver else "child"
        target = TargetPerson(
            enrolment=enrolment, person=member.person, place_id=family.place_id, part=part
        )
        write(target, by=by, since=since, until=until)
    small = [m.person for m in members if not m.caregiver]
    guardian = next(m.person for m in members if m.caregiver)
    return Accompanied(family, enrolment, small, guardian)


def leave(one: Accompanied, *, by: Account, on: date, reason: str) -> None:
    for target in one.enrolment.targets.all():
        write(target, by=by, until=on)
    write(one.enrolment, by=by, occurred_on=on, until=on, exit_reason=reason)


def lose_care(one: Accompanied, *, by: Account, on: date) -> LossOfCare:
    child = one.children[0]
    return write(
        LossOfCare(person=child, enrolment=one.enrolment), by=by, occurred_on=on,
        happened_on=on, cause="poverty", reported_by=by,
    )  # fmt: skip
