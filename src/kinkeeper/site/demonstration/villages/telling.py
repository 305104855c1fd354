"""The children of the villages told into the diary: arrival, house, shared house, leaving."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from kinkeeper.ground.access.models import Account
from kinkeeper.mission.care.models import (
    AuthorityDocument,
    House,
    Placement,
    SiblingGroup,
    SiblingMember,
    Stay,
    UnderThreeException,
    Village,
)
from kinkeeper.mission.people.models import Person
from kinkeeper.site.demonstration.diary import Diary
from kinkeeper.site.demonstration.households import Inventor
from kinkeeper.site.demonstration.villages.facts import FLIGHT, SITES, YOUTH_BEDS, Site
from kinkeeper.site.demonstration.villages.houses import Grounds, Home
from kinkeeper.site.demonstration.villages.lives import Arrival, Life, arrivals

DOCUMENTS = ("order", "order", "decision", "decision", "decision", "agreement")
FOR_A_TIME, LATE_RENEWAL = 0.08, 0.3
ROUTES = ("authority",) * 8 + ("emergency", "transfer")
CITIES = ("Bamako", "Ségou", "Sikasso", "Kayes", "Mopti")


@dataclass
class Child:
    """A child with its way, the open placement and where it sleeps."""

    person: Person
    life: Life
    grounds: Grounds
    home: Home
    placement: Placement
    stays: list[Stay] = field(default_factory=list)
    left: date | None = None
    left_for: str = ""

    def slept(self, on: date) -> bool:
        """In its house of the village on that day."""
        return self.placement.since <= on < self.life.leaves


@dataclass
class Narrator:
    """Tells children into the diary; knows how many sleep in each shared house."""

    diary: Diary
    folk: Inventor
    approver: Account
    villages: dict[str, Grounds]
    children: list[Child] = field(default_factory=list)
    beds: dict[House, list[tuple[date, date]]] = field(default_factory=dict)

    def tell_all(self) -> None:
        """All that happens in houses first: who fled is known before the young people move."""
        for site in SITES:
            for home in self.villages[site.key].homes:
                for arrival in arrivals(site, home.founded, self.diary.rng, self.diary.today):
                    self._arrive(self.villages[site.key], home, arrival)

    def _arrive(self, grounds: Grounds, home: Home, arrival: Arrival) -> None:
        surname = self.folk.surname()
        persons = [self.folk.person(
            life.sex, surname, life.born, grounds.place, mother_alive=self._alive(), estimated=0.35,
        ) for life in arrival.lives]  # fmt: skip
        for person, life in zip(persons, arrival.lives, strict=True):
            self.diary.tell(person, on=arrival.on, by=grounds.by, late=0)
            self._except_under_three(person, life, grounds, arrival)
            placement = self._place(
                person, grounds, arrival.on, self.diary.rng.choice(ROUTES), life.out
            )
            child = Child(person, life, grounds, home, placement)
            self.stay(child, arrival.on, village=grounds.village, house=home.house,
                      family=home.family, form="sos_family", why="arrival")  # fmt: skip
            self.children.append(child)
        if len(persons) > 1:
            self._siblings(persons, grounds, arrival.on)

    def _alive(self) -> str:
        return self.diary.rng.choices(("dead", "unknown", "alive"), (48, 28, 24))[0]

    def _siblings(self, persons: list[Person], grounds: Grounds, on: date) -> None:
        group = SiblingGroup(code=self.folk.code("G"), place=grounds.place)
        self.diary.tell(group, on=on, by=grounds.by, late=0)
        for person in persons:
            member = SiblingMember(group=group, person=person, since=on)
            self.diary.tell(member, on=on, by=grounds.by, late=0)

    def _except_under_three(
        self, person: Person, life: Life, grounds: Grounds, arrival: Arrival
    ) -> None:
        third = date(life.born.year + 3, life.born.month, min(life.born.day, 28))
        if third <= arrival.on:
            return
        alone = len(arrival.lives) == 1
        exception = UnderThreeException(
            person=person, code="emergency" if alone else "sibling_group", must_end_by=third,
            proposed_by=grounds.by, proposed_on=arrival.on, approved_by=self.approver,
            approved_on=arrival.on,
        )  # fmt: skip
        self.diary.tell(exception, on=arrival.on, by=self.approver, late=0)

    def _place(
        self, person: Person, grounds: Grounds, on: date, route: str, until: date
    ) -> Placement:
        placement = Placement(person=person, village=grounds.village, route=route, since=on)
        self.diary.tell(placement, on=on, by=grounds.by)
        kind = "urgent" if route == "emergency" else self.diary.rng.choice(DOCUMENTS)
        self._documents(placement, grounds, kind, until)
        return placement

    def _documents(self, placement: Placement, grounds: Grounds, kind: str, until: date) -> None:
        """One order in twelve is for some years only; it is renewed in time, but for a few."""
        rng, today = self.diary.rng, self.diary.today
        issued = placement.since - timedelta(days=rng.randrange(0, 25))
        years = rng.choice((3, 5, 8)) if rng.random() < FOR_A_TIME else 0
        while True:
            expires = issued + timedelta(days=365 * years) if years else None
            document = AuthorityDocument(
                placement=placement, kind=kind, issued_on=issued, expires_on=expires,
                number=f"{rng.randrange(12, 990):03d}/{issued.year}",
                authority=grounds.site.service,
            )  # fmt: skip
            self.diary.tell(document, on=max(issued, placement.since), by=grounds.by)
            if expires is None or expires > min(until, today):
                return
            if expires > today - timedelta(days=200) and rng.random() < LATE_RENEWAL:
                return
            issued = expires

    def stay(
        self, child: Child, on: date, *, village: Village, form: str, why: str,
        house: House | None = None, late: int | None = None, **more: object,
    ) -> None:  # fmt: skip
        """Where the child sleeps from a day on; the stay before ends that day."""
        by = child.grounds.by
        if on > self.diary.today:
            return
        if child.stays:
            self.diary.tell(child.stays[-1], on=on, by=by, late=late, until=on)
        stay = Stay(
            placement=child.placement, village=village, house=house, form=form, why=why, since=on,
            **more,
        )  # fmt: skip
        self.diary.tell(stay, on=on, by=by, late=late)
        child.stays.append(stay)

    def grow_up(self, child: Child) -> None:
        """After the house: the family, another way out, or a shared house and then alone."""
        life = child.life
        if life.reason:
            self.end(child, life.leaves, life.reason)
            if life.back:
                self._come_back(child, life.back)
            return
        house = self._shared_house(child.grounds.site, life.leaves, life.alone or life.out)
        host = self.villages[child.grounds.site.youth]
        if house:
            self.stay(child, life.leaves, village=host.village, house=house, form="youth_house",
                      why="house_move")  # fmt: skip
        if life.alone or not house:
            alone = life.alone if house and life.alone else life.leaves
            self.stay(child, alone, village=host.village, why="house_move",
                      form="semi_independence", host="chambre en ville")  # fmt: skip
        self.end(child, life.out, "independent_living")

    def _shared_house(self, site: Site, since: date, until: date) -> House | None:
        for house in self.villages[site.youth].youth:
            taken = self.beds.setdefault(house, [])
            if sum(a < until and since < b for a, b in taken) < YOUTH_BEDS:
                taken.append((since, until))
                return house
        return None

    def end(self, child: Child, on: date, reason: str) -> None:
        if on > self.diary.today:
            return
        by, child.left, child.left_for = child.grounds.by, on, reason
        self.diary.tell(child.stays[-1], on=on, by=by, late=2, until=on)
        kin = reason.startswith("reintegrated")
        self.diary.tell(
            child.placement, on=on, by=by, late=2, until=on, until_precision="day",
            end_reason=reason, destination=self.diary.rng.choice(CITIES),
            received_by="la famille" if kin else "",
        )  # fmt: skip

    def _come_back(self, child: Child, on: date) -> None:
        """Not into the house, which has filled: to a foster family, until of age."""
        if on > self.diary.today or FLIGHT <= on < child.life.out:
            return
        child.placement = self._place(child.person, child.grounds, on, "returned", date.max)
        child.stays, child.left, child.left_for = [], None, ""
        self.stay(child, on, village=child.grounds.village, form="foster_care", why="arrival",
                  host="famille d’accueil")  # fmt: skip
        self.end(
            child, child.life.born + timedelta(days=round(18.5 * 365.25)), "independent_living"
        )
