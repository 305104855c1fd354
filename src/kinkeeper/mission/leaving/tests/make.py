"""A young woman in a village with a youth house, for tests; all through the rooms' own actions."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.text.dates import UNKNOWN_DATE, RoughDate
from kinkeeper.mission.care.actions import assign_carer
from kinkeeper.mission.care.models import House, SosFamily
from kinkeeper.mission.care.tests.make import a_child, a_family, a_house, a_village, placed
from kinkeeper.mission.leaving.actions import (
    Given,
    Handover,
    NewContact,
    NewEntry,
    NewGoal,
    add_goal,
    agree_allowance,
    agree_plan,
    hand_over,
    note_papers,
    open_savings,
    pay_in,
    prepare,
    propose_step,
    record_contact,
    take_step,
    write_plan,
)
from kinkeeper.mission.leaving.models import Contact, IndependencePlan, SavingsAccount, Way
from kinkeeper.mission.leaving.queries import KINDS
from kinkeeper.mission.people.models import Person

BORN, BEGUN = date(2004, 5, 6), date(2021, 3, 1)
VIEW = "Je veux apprendre la couture et avoir mon atelier."
BUSY = Given(activity="training", activity_note="couture", health_check_on=date(2021, 3, 1))
READY = Given(
    housing="rented", destination="Bamako, Kalaban", activity="work", support_person="Tante Awa"
)
FINE = {
    "housing": "rented", "activity": "work", "income": "enough", "health": "good", "someone": "yes",
}  # fmt: skip


@dataclass
class Village:
    """A village with an SOS family, a youth house with a counsellor, and those who decide."""

    place: Place
    salif: Account
    moussa: Account
    family: SosFamily = field(init=False)
    youth_house: House = field(init=False)

    def __post_init__(self) -> None:
        village = a_village(by=self.moussa, place=self.place)
        self.family = a_family(village, by=self.moussa, beds=8)
        self.youth_house = a_house(
            village, by=self.moussa, name="Foyer des filles", form="youth_house", beds=2
        )
        carer = a_child(by=self.moussa, place=self.place, given="Kadia", born=date(1975, 2, 2))
        assign_carer(
            carer, by=self.moussa, role="counsellor", on=date(2010, 1, 4), house=self.youth_house
        )

    def young(self, given: str = "Fanta", *, born: date = BORN) -> Person:
        person = a_child(by=self.moussa, place=self.place, given=given, born=born)
        placed(person, self.family, by=self.moussa)
        return person


@dataclass
class Journey:
    """A young person going her way: Salif proposes and does, Moussa decides."""

    village: Village
    person: Person
    begun: date = BEGUN

    def day(self, days: int) -> date:
        return self.begun + timedelta(days=days)

    @property
    def way(self) -> Way:
        rows = Way.objects.filter(person=self.person.pk).select_related("person__place")
        return rows.select_related("placement__person").order_by("since", "pk").reverse()[0]

    def prepare(self, planned: RoughDate = UNKNOWN_DATE) -> Way:
        return prepare(self.person, by=self.village.salif, told=Told(self.begun), planned=planned)

    def take(self, verb: str, days: int, reason: str = "", given: Given | None = None) -> Stage:
        """By the counsellor, or proposed by him and decided by the director."""
        told, given = Told(self.day(days), reason), given or Given()
        if verb in DECIDED:
            self.propose(verb, days, reason, given)
            return take_step(self.way, verb, by=self.village.moussa, told=told, given=given)
        return take_step(self.way, verb, by=self.village.salif, told=told, given=given)

    def propose(
        self, verb: str, days: int, reason: str = "", given: Given | None = None
    ) -> Proposal:
        told = Told(self.day(days), reason)
        return propose_step(
            self.way, verb, by=self.village.salif, told=told, given=given or Given()
        )

    def plan(self, days: int = 10) -> IndependencePlan:
        by, on = self.village.salif, self.day(days)
        plan = write_plan(self.way, by=by, on=on, own_view=VIEW, told="spoken")
        goal = NewGoal("money", "Tenir un cahier de dépenses", "Kadia", self.day(days + 200))
        add_goal(plan, by=by, on=on, goal=goal)
        return agree_plan(plan, by=by, on=on)

    def put_by(self, francs: int = 50_000, days: int = 12) -> SavingsAccount:
        account = open_savings(
            self.person, by=self.village.salif, on=self.day(days), institution="Kafo Jiginew"
        )
        pay_in(account, by=self.village.salif, entry=NewEntry(self.day(days), francs, "own"))
        return account

    def papers(self, days: int = 15, **other: tuple[str, str]) -> None:
        lines = dict.fromkeys(KINDS, ("in_hand", "")) | other
        note_papers(self.person, by=self.village.salif, on=self.day(days), lines=lines)

    def furnish(self) -> None:
        """Plan, savings, papers and allowance: all that a move to the youth house asks."""
        self.plan()
        self.put_by()
        self.papers()
        agree_allowance(
            self.way, by=self.village.salif, since=self.day(20), francs=15_000, period="month"
        )

    def to_youth_house(self, days: int = 30) -> Stage:
        given = Given(house=self.village.youth_house.pk, **_values(BUSY))
        return self.take("move_to_youth_house", days, given=given)

    def plan_leaving(self, days: int = 700) -> Stage:
        given = Given(follower=self.village.salif.pk, **_values(READY))
        return self.take("plan_leaving", days, given=given)

    def hand_over(self, days: int = 720, papers: tuple[str, ...] = KINDS) -> None:
        handover = Handover(self.day(days), frozenset(papers), "R-12")
        hand_over(self.way, by=self.village.salif, handover=handover)

    def leave(self, days: int = 730, reason: str = "independent_living") -> Stage:
        return self.take("exit", days, reason, Given(received_by="Elle-même, avec sa tante"))

    def out(self) -> Way:
        """From the preparation to the exit."""
        self.prepare()
        self.furnish()
        self.to_youth_house()
        self.plan_leaving()
        self.hand_over()
        self.leave()
        return self.way

    def call(self, days: int, *, reached: bool = True, channel: str = "phone", **other: str
             ) -> Contact:  # fmt: skip
        """So many days after leaving."""
        said = {**FINE, **other} if reached else {}
        contact = NewContact(self.day(730 + days), channel, reached, **said)
        return record_contact(self.way, by=self.village.salif, contact=contact)


DECIDED = frozenset(
    {"move_to_youth_house", "live_with_host", "live_alone", "exit", "come_back", "close",
     "give_up"}
)  # fmt: skip


def _values(given: Given) -> dict[str, object]:
    return {k: v for k, v in vars(given).items() if v and k != "planned"}
