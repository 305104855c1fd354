"""A school, a nursery with a daycare group, and children, for tests; through the rooms' actions."""

from dataclasses import dataclass, field
from datetime import date
from itertools import count

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.text.dates import rough
from kinkeeper.mission.education import actions
from kinkeeper.mission.education.actions import NewClass, NewPupil
from kinkeeper.mission.education.models import Enrolment, Facility, SchoolClass, SchoolYear
from kinkeeper.mission.people.actions import NewMember, NewPerson, register_family
from kinkeeper.mission.people.models import Person

START = date(2018, 10, 1)
MONDAY = date(2018, 11, 5)


def a_year(*, by: Account, start: date = START) -> SchoolYear:
    first, second = date(start.year, 12, 21), date(start.year + 1, 3, 29)
    name = f"{start.year}-{start.year + 1}"
    until = date(start.year + 1, 6, 28)
    return actions.add_year(by=by, name=name, since=start, first=first, second=second, until=until)


def a_child(*, by: Account, place: Place, name: str, born: date, sex: str = "F") -> Person:
    mother = NewPerson("Awa", "Sangaré", "F", rough(date(1985, 1, 1), "year"))
    child = NewPerson(name, "Sangaré", sex, rough(born, "day"))
    members = [NewMember(mother, "head", caregiver=True), NewMember(child, "child")]
    register_family(by=by, place=place, name=f"Sangaré {name}", members=members, on=START)
    return Person.objects.get(given_name=name)


@dataclass
class School:
    """A fundamental school in Kita with a class of the sixth year; Awa asks, Fatim decides."""

    place: Place
    awa: Account
    fatim: Account
    machine: Account
    numbers: "count[int]" = field(default_factory=count)

    def __post_init__(self) -> None:
        self.year = a_year(by=self.machine)
        self.facility = self.found("École fondamentale de Kita", "school")
        self.sixth = self.class_of(self.facility, "f6", "6 A")

    def found(self, name: str, kind: str) -> Facility:
        return actions.register_facility(by=self.fatim, place=self.place, name=name, kind=kind)

    def class_of(
        self, facility: Facility, level: str, name: str, places: int | None = None
    ) -> SchoolClass:
        new = NewClass(level=level, name=name, places=places)
        return actions.open_class(facility, by=self.fatim, year=self.year, new=new)

    def child(self, name: str = "", born: date = date(2006, 5, 4), sex: str = "F") -> Person:
        called = name or f"Fille{next(self.numbers)}"
        return a_child(by=self.awa, place=self.place, name=called, born=born, sex=sex)

    def asked(self, child: Person, into: SchoolClass | None = None, on: date = START) -> Enrolment:
        return actions.apply_for_place(
            child, into or self.sixth, by=self.awa, told=Told(on),
            new=NewPupil(papers="in_hand"),
        )  # fmt: skip

    def enrolled(
        self, child: Person | None = None, into: SchoolClass | None = None, on: date = START
    ) -> Enrolment:
        """Awa asks, Fatim agrees."""
        found = self.asked(child or self.child(), into, on)
        self.take(found, "accept", on, by=self.fatim)
        found.refresh_from_db()
        return found

    def take(
        self, found: Enrolment, verb: str, on: date, *, by: Account | None = None,
        reason: str = "", given: actions.Given | None = None,
    ) -> None:  # fmt: skip
        actions.take_step(found, verb, by=by or self.awa, told=Told(on, reason), given=given)

    def nursery(self) -> tuple[Facility, SchoolClass]:
        nursery = self.found("Jardin d’enfants de Kita", "nursery")
        return nursery, self.class_of(nursery, "creche", "Garderie")
