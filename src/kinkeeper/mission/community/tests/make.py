"""Structures of the community on their way, for tests; all through the room's own actions."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.process.actions import Told
from kinkeeper.mission.community import actions
from kinkeeper.mission.community.asking import capacity_questions
from kinkeeper.mission.community.models import Cycle, Structure
from kinkeeper.mission.community.models.gatherings import Kind, Theme
from kinkeeper.mission.community.models.structures import PaperKind, Role, Sort

BEGUN = date(2018, 1, 15)
FEW = {"F": {"12-17": 8}, "M": {"12-17": 6, "6-11": 2}}
ADULTS = {"F": {"18+": 24}, "M": {"18+": 16}}


def a_structure(
    *, by: Account, place: Place, sort: str = "organisation", **details: Any
) -> Structure:
    name = details.pop("name", f"Benkadi ({sort})")
    since = details.pop("since", BEGUN)
    return actions.record_structure(
        by=by, sort=sort, name=name, place=place, since=since, **details
    )


def levels(level: int) -> dict[str, int]:
    return {item.code: level for item in capacity_questions("capacity/1").items}


def shows() -> dict[str, str]:
    return dict.fromkeys(levels(1), "cahier vu")


def assess(of: Structure, *, by: Account, on: date, level: int = 2) -> Any:
    return actions.assess_capacity(
        of, by=by, held_on=on, facilitator="Oumar", scores=levels(level), evidence=shows(),
        agreed_by="Sira, présidente", agreed_on=on,
    )  # fmt: skip


def a_session(
    of: Structure, *, by: Account, on: date, kind: str = Kind.SESSION.value, **details: Any
) -> Any:
    counts = details.pop("counts", FEW)
    return actions.record_gathering(
        by=by, of=of, kind=kind, theme=Theme.RIGHTS.value, held_on=on, counts=counts, **details
    )


def a_cycle(of: Structure, *, by: Account, since: date = BEGUN, **details: Any) -> Cycle:
    values = {"share_xof": 200, "most_shares": 5, "every_days": 7} | details
    return actions.open_savings_cycle(of, by=by, since=since, **values)


@dataclass
class Walk:
    """An organisation on its way to autonomy: Awa does and proposes, Fatim decides."""

    of: Structure
    awa: Account
    fatim: Account
    begun: date = field(default=BEGUN)

    def day(self, days: int) -> date:
        return self.begun + timedelta(days=days)

    def take(self, verb: str, days: int, *, by: Account | None = None, **said: Any) -> None:
        agreed_by = said.pop("agreed_by", "")
        told = Told(self.day(days), **said)
        actions.take_step(self.of, verb, by=by or self.awa, told=told, agreed_by=agreed_by)

    def propose(self, verb: str, days: int, *, agreed_by: str = "", **said: Any) -> None:
        told = Told(self.day(days), **said)
        actions.propose_step(self.of, verb, by=self.awa, told=told, agreed_by=agreed_by)

    def paper(self, kind: str, days: int) -> None:
        actions.record_paper(
            self.of, by=self.awa, kind=kind, dated_on=self.day(days), number="0421/MATD",
            authority="Préfet de Kita",
        )  # fmt: skip

    def map(self) -> None:
        actions.count_members(self.of, by=self.awa, counted_on=self.day(5), counts=ADULTS)
        actions.name_member(
            self.of, by=self.awa, role=Role.PRESIDENT.value, since=self.day(1), name="Sira Invented"
        )
        self.take("map", 6)

    def partner(self) -> None:
        self.paper(PaperKind.RECEIPT.value, 2)
        self.paper(PaperKind.AGREEMENT.value, 10)
        self.propose("partner", 12)
        self.take("partner", 14, by=self.fatim)

    def assess(self) -> None:
        assess(self.of, by=self.awa, on=self.day(40))
        self.take("assess", 41)

    def plan(self) -> None:
        for what in ("Tenir le cahier de caisse", "Réunion chaque mois", "Élire le bureau"):
            actions.set_priority(
                self.of, by=self.awa, what=what, who="la trésorière", by_day=self.day(200)
            )
        self.take("plan", 50)

    def start(self) -> None:
        a_session(self.of, by=self.awa, on=self.day(80), kind=Kind.ACTIVITY.value)
        self.take("start", 81)

    def reassess(self) -> None:
        assess(self.of, by=self.awa, on=self.day(400), level=3)
        self.take("reassess", 401)

    def act_alone(self, today: date, times: int = 4, own: int = 20_000) -> None:
        for number in range(times):
            a_session(
                self.of, by=self.awa, on=today - timedelta(days=10 + 60 * number),
                kind=Kind.ACTIVITY.value, without_staff=True, cost_xof=50_000, own_xof=own,
            )  # fmt: skip

    def commit(self) -> None:
        self.paper(PaperKind.SAFEGUARDING.value, 20)

    def to_reassessed(self) -> None:
        for step in (self.map, self.partner, self.assess, self.plan, self.start, self.reassess):
            step()


def a_walk(*, awa: Account, fatim: Account, place: Place) -> Walk:
    of = a_structure(by=awa, place=place, sort=Sort.ORGANISATION.value, name="Association Benkadi")
    return Walk(of, awa, fatim)
