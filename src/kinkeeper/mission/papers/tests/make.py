"""A child on its way to a birth act, through the real actions."""

from dataclasses import dataclass
from datetime import date, timedelta

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.mission.papers.actions import Given, open_file, propose_step, take_step
from kinkeeper.mission.papers.models import BirthFile
from kinkeeper.mission.people.models import Person

BORN = date(2018, 5, 25)
BEGAN = date(2018, 6, 4)
ALL = Given(
    centre="Mairie de Kita", court="Tribunal de Kita", judgment="412", register="Kita", act="88/R3"
)


@dataclass(frozen=True)
class Walk:
    """Awa does, Fatim decides; days count from the opening of the file."""

    child: Person
    awa: Account
    fatim: Account

    def day(self, days: int) -> date:
        return BEGAN + timedelta(days=days)

    def file(self) -> BirthFile:
        return BirthFile.objects.get(person=self.child)

    def begin(self, days: int = 0, *, declared: bool = False) -> BirthFile:
        return open_file(self.child, by=self.awa, on=self.day(days), declared=declared)

    def take(
        self, verb: str, days: int, *, by: Account | None = None, reason: str = "",
        given: Given = ALL,
    ) -> Stage:  # fmt: skip
        told = Told(self.day(days), reason)
        return take_step(self.file(), verb, by=by or self.awa, told=told, given=given)

    def propose(self, verb: str, days: int, *, reason: str) -> Proposal:
        told = Told(self.day(days), reason)
        return propose_step(self.file(), verb, by=self.awa, told=told)

    def answer(self) -> str:
        return str(Person.objects.get(pk=self.child.pk).birth_act)
