"""Admissions on their way, for tests; all through the rooms' own actions."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.text.dates import Precision, RoughDate
from kinkeeper.mission.admission.actions import (
    Given,
    Home,
    NewPaper,
    hear_child,
    propose_step,
    record_enquiry,
    refer,
    take_step,
    weigh_options,
)
from kinkeeper.mission.admission.models import Admission, AdmissionChild
from kinkeeper.mission.admission.rules import BEST, NO, OPTIONS, SOS
from kinkeeper.mission.care.actions import found_family, open_house, open_village
from kinkeeper.mission.care.models import SosFamily, Village
from kinkeeper.mission.people.actions import NewPerson

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.cast import Stage as Scene

REFERRED = date(2023, 3, 6)
COMMITTEE = Given("Directrice, une mère SOS, assistante sociale", with_authority=True)
WAY = (
    "referred", "enquiry", "necessity_decided", "suitability_decided", "authorised", "placed",
)  # fmt: skip


def a_village(*, by: Account, place: Place, beds: int = 3) -> tuple[Village, SosFamily]:
    """A village with one SOS family in a house of so many beds."""
    opened = RoughDate(date(1990, 2, 1), Precision.DAY)
    village = open_village(by=by, place=place, name="Socoura", opened=opened)
    house = open_house(
        village, by=by, name="Maison 1", form="sos_house", capacity=beds, since=date(1990, 5, 1)
    )
    return village, found_family(house, by=by, name="Famille Diarra", since=date(1990, 6, 1))


def a_girl(given: str = "Fanta", born: date = date(2015, 5, 6), sex: str = "F") -> NewPerson:
    return NewPerson(given, "Guindo", sex, RoughDate(born, Precision.DAY))


def a_boy() -> NewPerson:
    return a_girl("Moussa", date(2018, 1, 9), "M")


def an_order(on: date = REFERRED, expires_on: date | None = None) -> NewPaper:
    return NewPaper("order", "127/TPI-M", on, "Juge des enfants de Mopti", expires_on)


@dataclass(frozen=True)
class Walk:
    """An admission going its way: Oumar proposes and does, Moussa decides."""

    village: Village
    family: SosFamily
    oumar: Account
    moussa: Account
    children: tuple[NewPerson, ...] = (a_girl(), a_boy())

    def day(self, days: int) -> date:
        return REFERRED + timedelta(days=days)

    def admission(self) -> Admission:
        rows = Admission.objects.filter(village=self.village)
        return rows.order_by("-referred_on", "-pk")[0]

    def to(self, state: str) -> Admission:
        """From the beginning to that state, each step with all it needs."""
        for one in WAY[: WAY.index(state) + 1]:
            getattr(self, f"make_{one}")()
        return self.admission()

    def make_referred(self) -> None:
        refer(
            by=self.oumar, village=self.village, on=REFERRED, authority="judge",
            authority_name="Tribunal de Mopti", letter="45/2023", siblings=True,
            children=self.children,
        )  # fmt: skip

    def make_enquiry(self) -> None:
        self.take("enquire", 1)

    def make_necessity_decided(self) -> None:
        self.enquire()
        self.agreed("find_necessary", 20)

    def enquire(self, **values: object) -> None:
        found = {
            "visited_on": self.day(8), "mother": "dead", "father": "lost",
            "kin": "La tante ne peut pas", "grounds": ["no_caregiver", "poverty"],
        }  # fmt: skip
        record_enquiry(self.admission(), by=self.oumar, **(found | values))
        for child in AdmissionChild.objects.filter(admission=self.admission()):
            self.hear(child)

    def hear(self, child: AdmissionChild) -> None:
        hear_child(
            child, by=self.oumar, view_form="spoken", heard_on=self.day(9), health="bonne",
            view="Je veux rester avec mon frère", health_seen_on=self.day(9),
        )  # fmt: skip

    def make_suitability_decided(self) -> None:
        self.weigh()
        self.agreed("choose_care", 25)

    def weigh(self, best: str = SOS) -> None:
        weighed = {kind: (BEST if kind == best else NO, "personne") for kind in OPTIONS}
        weigh_options(self.admission(), weighed, by=self.oumar, on=self.day(22))

    def make_authorised(self) -> None:
        self.take("authorise", 40, given=Given(paper=an_order(self.day(38))))

    def make_placed(self) -> None:
        self.take("place", 41, by=self.moussa, given=self.home())

    def home(self) -> Given:
        return Given(home=Home(self.family.homes.get().house))

    def take(
        self, verb: str, days: int, *, by: Account | None = None, given: Given | None = None,
        reason: str = "", note: str = "",
    ) -> Stage:  # fmt: skip
        return take_step(
            self.admission(), verb, by=by or self.oumar, told=Told(self.day(days), reason, note),
            given=given or Given(),
        )  # fmt: skip

    def propose(
        self, verb: str, days: int, *, by: Account | None = None, reason: str = "", note: str = ""
    ) -> Proposal:
        told = Told(self.day(days), reason, note)
        return propose_step(self.admission(), verb, by=by or self.oumar, told=told)

    def agreed(
        self, verb: str, days: int, *, reason: str = "", note: str = "", given: Given = COMMITTEE
    ) -> Stage:
        """Oumar proposes, Moussa decides."""
        self.propose(verb, days, reason=reason, note=note)
        return self.take(verb, days, by=self.moussa, given=given, reason=reason, note=note)


def a_walk(cast: "Cast", stage: "Scene", **more: Any) -> Walk:
    """In Socoura; Oumar works in Mopti, Moussa directs the village."""
    village, family = a_village(by=cast.machine, place=stage.socoura)
    return Walk(village, family, cast.oumar, cast.moussa, **more)
