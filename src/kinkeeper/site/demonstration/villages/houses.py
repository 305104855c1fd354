"""Villages, houses, SOS families and the women who carry them, told into the diary."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.mission.care.models import (
    Capacity,
    Carer,
    FamilyHome,
    House,
    SosFamily,
    Training,
    Village,
)
from kinkeeper.mission.people.models import Person
from kinkeeper.site.demonstration.diary import Diary
from kinkeeper.site.demonstration.households import Inventor
from kinkeeper.site.demonstration.villages.facts import BEDS, YOUTH_BEDS, Site

TOPICS = (
    ("Formation initiale des mères SOS", 45), ("Attachement et séparation", 5),
    ("Premiers secours", 3), ("Protection de l’enfant et code de conduite", 2),
    ("Hygiène et nutrition", 3), ("Accompagner un deuil", 4),
)  # fmt: skip


@dataclass
class Home:
    """An SOS family in the house where it began."""

    family: SosFamily
    house: House
    founded: date


@dataclass(frozen=True)
class Served:
    """Who looked after a family or a house, from a day until a day."""

    person: Person
    role: str
    since: date
    until: date
    family: SosFamily | None

    def on(self, day: date) -> bool:
        return self.since <= day < self.until


@dataclass
class Grounds:
    """A village as it stands: its SOS families, its houses for the young, who served there."""

    site: Site
    village: Village
    place: Place
    by: Account
    homes: list[Home] = field(default_factory=list)
    youth: list[House] = field(default_factory=list)
    served: list[Served] = field(default_factory=list)


def build_grounds(site: Site, place: Place, by: Account, diary: Diary, folk: Inventor) -> Grounds:
    opened = site.opened.day or date.min
    village = Village(
        place=place, name=site.name, opened_on=opened, opened_precision=site.opened.precision
    )
    diary.tell(village, on=opened, by=by, late=0)
    grounds = Grounds(site, village, place, by)
    for number, founded in enumerate(site.foundings(), start=1):
        grounds.homes.append(_home(grounds, number, founded, diary, folk))
    for number in range(1, site.youth_houses + 1):
        house = _house(grounds, f"Foyer {number}", "youth_house", site.youth_since, diary)
        grounds.youth.append(house)
        _counsellor(grounds, house, diary, folk)
    return grounds


def _home(grounds: Grounds, number: int, founded: date, diary: Diary, folk: Inventor) -> Home:
    house = _house(grounds, f"Maison {number}", "sos_house", founded, diary)
    mother = _woman(grounds, founded, folk)
    family = SosFamily(
        village=grounds.village, code=folk.code("S"), name=f"Famille {mother.family_name}",
        since=founded,
    )  # fmt: skip
    diary.tell(family, on=founded, by=grounds.by)
    diary.tell(FamilyHome(family=family, house=house, since=founded), on=founded, by=grounds.by)
    home = Home(family, house, founded)
    _mothers(grounds, home, mother, diary, folk)
    if number % 2:
        _aunts(grounds, home, diary, folk)
    return home


def _house(grounds: Grounds, name: str, form: str, since: date, diary: Diary) -> House:
    house = House(village=grounds.village, name=name, form=form, since=since)
    beds = BEDS if form == "sos_house" else YOUTH_BEDS
    diary.tell(house, on=since, by=grounds.by, late=0)
    diary.tell(Capacity(house=house, beds=beds, since=since), on=since, by=grounds.by, late=0)
    return house


def _mothers(grounds: Grounds, home: Home, first: Person, diary: Diary, folk: Inventor) -> None:
    """A mother stays some fifteen years; the next one begins the day she leaves."""
    person, since = first, home.founded
    while since <= diary.today:
        until = since + timedelta(days=diary.rng.randrange(11, 21) * 365)
        _serve(grounds, person, diary, role="mother", since=since, until=until, family=home.family)
        person, since = _woman(grounds, until, folk), until


def _aunts(grounds: Grounds, home: Home, diary: Diary, folk: Inventor) -> None:
    since = home.founded + timedelta(days=200)
    while since <= diary.today:
        until = since + timedelta(days=diary.rng.randrange(3, 9) * 365)
        aunt = _woman(grounds, since, folk)
        _serve(grounds, aunt, diary, role="aunt", since=since, until=until, family=home.family)
        since = until + timedelta(days=diary.rng.randrange(20, 160))


def _counsellor(grounds: Grounds, house: House, diary: Diary, folk: Inventor) -> None:
    since = house.since
    while since <= diary.today:
        until = since + timedelta(days=diary.rng.randrange(4, 11) * 365)
        person = _adult(grounds, diary.rng.choice("FM"), since, folk)
        _serve(grounds, person, diary, role="counsellor", since=since, until=until, house=house)
        since = until


def _serve(
    grounds: Grounds, person: Person, diary: Diary, *, role: str, since: date, until: date,
    family: SosFamily | None = None, house: House | None = None,
) -> None:  # fmt: skip
    by = grounds.by
    if not diary.tell(person, on=since, by=by, late=0):
        return
    grounds.served.append(Served(person, role, since, until, family))
    carer = Carer(
        person=person, village=grounds.village, family=family, house=house, role=role, since=since
    )
    diary.tell(carer, on=since, by=by, late=0)
    for topic, days in diary.rng.sample(TOPICS, 1 if role == "aunt" else 2):
        on = since + timedelta(days=diary.rng.randrange(5, 900))
        if on < until:
            diary.tell(Training(person=person, topic=topic, held_on=on, days=days), on=on, by=by)
    why = diary.rng.choice(("retraite", "autre emploi", "raisons de famille"))
    diary.tell(carer, on=until, by=by, until=until, why_ended=why)


def _woman(grounds: Grounds, on: date, folk: Inventor) -> Person:
    return _adult(grounds, "F", on, folk)


def _adult(grounds: Grounds, sex: str, on: date, folk: Inventor) -> Person:
    born = on - timedelta(days=folk.rng.randrange(28 * 365, 43 * 365))
    return folk.person(sex, folk.surname(), born, grounds.place)
