"""A village with houses, a family and children, for tests; all through the rooms' own actions."""

from datetime import date

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.text.dates import Precision, RoughDate
from kinkeeper.mission.care.actions import begin_placement, found_family, open_house, open_village
from kinkeeper.mission.care.models import House, Placement, SosFamily, Village
from kinkeeper.mission.people.actions import register_person
from kinkeeper.mission.people.models import Person

OPENED, CAME, TODAY = date(1997, 11, 29), date(2010, 3, 4), date(2012, 4, 1)


def a_village(*, by: Account, place: Place, name: str = "Socoura") -> Village:
    return open_village(by=by, place=place, name=name, opened=OPENED)


def a_house(
    village: Village, *, by: Account, name: str = "Maison 1", form: str = "sos_house", beds: int = 3
) -> House:
    return open_house(village, by=by, name=name, form=form, capacity=beds, since=date(1998, 1, 5))


def a_family(
    village: Village, *, by: Account, name: str = "Famille Diarra", house: House | None = None,
    beds: int = 3,
) -> SosFamily:  # fmt: skip
    house = house or a_house(village, by=by, name=f"Maison de {name}", beds=beds)
    return found_family(house, by=by, name=name, since=date(1998, 2, 2))


def a_child(
    *, by: Account, place: Place, given: str = "Fanta", born: date = date(2004, 5, 6)
) -> Person:
    birth = RoughDate(born, Precision.DAY)
    return register_person(
        by=by, place=place, given_name=given, family_name="Guindo", sex="F", birth=birth
    )


def placed(person: Person, family: SosFamily, *, by: Account, on: date = CAME) -> Placement:
    return begin_placement(
        person, by=by, village=family.village, form="sos_family", on=on, family=family
    )
