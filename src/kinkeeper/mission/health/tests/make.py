"""A small girl and her measurements, for tests; all through the rooms' own actions."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.text.dates import rough
from kinkeeper.mission.health.actions import Given, Values, measure, propose_step, take_step
from kinkeeper.mission.health.models import Measurement, NutritionCase
from kinkeeper.mission.people.actions import NewMember, NewPerson, register_family
from kinkeeper.mission.people.models import Person

BORN = date(2017, 3, 4)
FOUND_ON = date(2018, 6, 4)  # fifteen months
THIN = Values(weight=Decimal("6.9"), lenhei=Decimal("75.0"), position="l", muac_mm=112, oedema="0")
WELL = Values(weight=Decimal("9.2"), lenhei=Decimal("76.0"), position="l", muac_mm=138, oedema="0")
REFERRAL = Given(centre="CSRéf de Kita", agreed_by="Awa Keïta", signs="")


def a_girl(*, by: Account, place: Place, born: date | None = BORN, sex: str = "F") -> Person:
    """Born on a known day, with a mother who looks after her."""
    mother = NewPerson("Awa", "Keïta", "F", rough(date(1990, 1, 1), "day"))
    child = (
        NewPerson("Sira", "Keïta", sex, rough(born, "day"))
        if born
        else NewPerson("Sira", "Keïta", sex)
    )
    members = [
        NewMember(mother, "head", caregiver=True, primary=True),
        NewMember(child, "child"),
    ]
    register_family(by=by, place=place, name="Keïta", members=members, on=FOUND_ON)
    return Person.objects.get(given_name="Sira")


def measured(
    child: Person,
    *,
    by: Account,
    on: date = FOUND_ON,
    values: Values = THIN,
    confirmed: frozenset[str] = frozenset(),
) -> Measurement:
    return measure(child, by=by, on=on, values=values, confirmed=confirmed)


@dataclass(frozen=True)
class Walk:
    """A malnourished child going its way: Awa does, Fatim decides."""

    child: Person
    awa: Account
    fatim: Account

    def day(self, days: int) -> date:
        return FOUND_ON + timedelta(days=days)

    def case(self) -> NutritionCase:
        return NutritionCase.objects.get(person=self.child)

    def found(self) -> NutritionCase:
        measured(self.child, by=self.awa)
        return self.case()

    def take(
        self,
        verb: str,
        days: int,
        *,
        by: Account | None = None,
        reason: str = "",
        given: Given = REFERRAL,
    ) -> Stage:
        told = Told(self.day(days), reason)
        return take_step(self.case(), verb, by=by or self.awa, told=told, given=given)

    def propose(
        self, verb: str, days: int, *, by: Account | None = None, reason: str = ""
    ) -> Proposal:
        told = Told(self.day(days), reason)
        return propose_step(self.case(), verb, by=by or self.awa, told=told)

    def to_discharged(self) -> NutritionCase:
        self.found()
        self.take("refer", 0, reason="urenas")
        self.take("admit", 3)
        self.take("discharge", 60, reason="cured")
        return self.case()
