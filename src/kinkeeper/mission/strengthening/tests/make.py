"""Families on their way through the programme, for tests; all through the rooms' own actions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.text.dates import in_year
from kinkeeper.mission.casework import actions as casework
from kinkeeper.mission.casework.rules import DIMENSIONS
from kinkeeper.mission.people.actions import NewMember, NewPerson, register_family
from kinkeeper.mission.people.models import Family, Person
from kinkeeper.mission.people.queries import members_on
from kinkeeper.mission.strengthening.actions import (
    Given,
    identify,
    propose_step,
    record_exit_contact,
    take_step,
)
from kinkeeper.mission.strengthening.models import Enrolment

IDENTIFIED = date(2018, 2, 14)
WAY = (
    "identified", "screened", "assessed", "admitted", "plan_agreed", "active", "exit_prepared",
    "exited", "post_exit_followup",
)  # fmt: skip


def a_family(*, by: Account, place: Place, name: str = "Traoré", head: bool = True) -> Family:
    """A mother and two children."""
    mother = NewPerson("Awa", name, "F", in_year(1980))
    children = [
        NewPerson("Mamadou", name, "M", in_year(2008)),
        NewPerson("Fanta", name, "F", in_year(2010)),
    ]
    members = [
        NewMember(mother, "head" if head else "other", caregiver=True, primary=True),
        *(NewMember(child, "child") for child in children),
    ]
    return register_family(by=by, place=place, name=name, members=members, on=IDENTIFIED)


def told(on: date, reason: str = "", note: str = "") -> Told:
    return Told(on, reason, note)


def identified(family: Family, *, by: Account, on: date = IDENTIFIED) -> Enrolment:
    return identify(
        family, by=by, told=Told(on, "caregiver_lost"), contact_consent_on=on,
        identified_by="Comité de Kita",
    )  # fmt: skip


def children_of(family: Family, on: date = date(2018, 6, 1)) -> list[Person]:
    return [m.person for m in members_on(family, on) if m.relation == "child"]


def mother_of(family: Family, on: date = date(2018, 6, 1)) -> Person:
    return next(m.person for m in members_on(family, on) if m.caregiver)


SCREENING = Given(
    branch="capacity", criteria=("orphan_single_poor", "extreme_poverty"), not_only_poverty=True
)


def admission(family: Family, on: date) -> Given:
    children = tuple((child.pk, "child") for child in children_of(family, on))
    return Given(
        agreement_on=on, assent_on=on, targets=(*children, (mother_of(family, on).pk, "caregiver"))
    )


def rows(family: Family, score: int, on: date) -> Iterable[casework.Judged]:
    persons = [None, *(child.pk for child in children_of(family, on))]
    return [casework.Judged(p, dict.fromkeys(DIMENSIONS, score), "") for p in persons]


@dataclass(frozen=True)
class Walk:
    """A family going its way: Awa proposes and does, Fatim decides."""

    family: Family
    awa: Account
    fatim: Account
    begun: date = IDENTIFIED

    def day(self, days: int) -> date:
        return self.begun + timedelta(days=days)

    def enrolment(self) -> Enrolment:
        rows = Enrolment.objects.filter(family=self.family)
        return rows.order_by("-identified_on", "-pk")[0]

    def to(self, state: str) -> Enrolment:
        """From the beginning to that state, each step with all it needs."""
        for one in WAY[: WAY.index(state) + 1]:
            getattr(self, f"make_{one}")()
        return self.enrolment()

    def make_identified(self) -> None:
        identified(self.family, by=self.awa, on=self.begun)

    def make_screened(self) -> None:
        self.take("screen", 5, given=SCREENING)

    def make_assessed(self) -> None:
        self.examine()
        self.take("assess", 20)

    def examine(self) -> None:
        on = self.day(15)
        casework.record_visit(family=self.family, held_on=on, by=self.awa)
        casework.assess(
            family=self.family, occasion="baseline", held_on=on, by=self.awa,
            rows=rows(self.family, 2, on),
        )  # fmt: skip

    def make_admitted(self) -> None:
        self.agreed("admit", 30, given=admission(self.family, self.day(30)))

    def make_plan_agreed(self) -> None:
        self.plan()
        self.agreed("agree_plan", 45)

    def plan(self, *, agreed: bool = True) -> None:
        plan = casework.draft_plan(family=self.family, since=self.day(40), by=self.awa)
        casework.add_goal(plan=plan, dimension="food", statement="deux repas", by=self.awa)
        for owner in ("family", "programme"):
            casework.add_commitment(plan=plan, owner=owner, promise="semences", by=self.awa)
        if agreed:
            casework.agree_plan(
                plan=plan, agreed_on=self.day(41), agreed_with="la mère", explained_in="bambara",
                by=self.awa,
            )  # fmt: skip

    def make_active(self) -> None:
        self.serve()
        self.take("start", 60)

    def serve(self) -> None:
        casework.give_service(family=self.family, kind="food", done_on=self.day(50), by=self.awa)

    def make_exit_prepared(self) -> None:
        self.do_well()
        self.agreed("prepare_exit", 800, given=Given(follower="Association de Kita"))

    def do_well(self) -> None:
        for days in (400, 600):
            self.review("review", days)

    def review(self, occasion: str, days: int) -> None:
        on = self.day(days)
        casework.assess(
            family=self.family, occasion=occasion, held_on=on, by=self.awa,
            rows=rows(self.family, 3, on),
        )  # fmt: skip

    def make_exited(self) -> None:
        self.review("exit", 805)
        given = Given(exit_interview_on=self.day(806))
        self.agreed("exit", 810, given=given, reason="self_reliant")

    def make_post_exit_followup(self) -> None:
        self.contact(6, 1000)

    def contact(self, months: int, days: int) -> None:
        record_exit_contact(
            self.enrolment(), by=self.awa, held_on=self.day(days), months=months,
            children_with_family=True, self_reliant=True,
        )  # fmt: skip

    def take(
        self,
        verb: str,
        days: int,
        *,
        by: Account | None = None,
        given: Given | None = None,
        reason: str = "",
        note: str = "",
    ) -> Stage:
        return take_step(
            self.enrolment(), verb, by=by or self.awa, told=Told(self.day(days), reason, note),
            given=given or Given(),
        )  # fmt: skip

    def propose(
        self,
        verb: str,
        days: int,
        *,
        by: Account | None = None,
        given: Given | None = None,
        reason: str = "",
    ) -> Proposal:
        return propose_step(
            self.enrolment(), verb, by=by or self.awa, told=Told(self.day(days), reason),
            given=given or Given(),
        )  # fmt: skip

    def agreed(
        self, verb: str, days: int, *, given: Given | None = None, reason: str = ""
    ) -> Stage:
        """Awa proposes, Fatim decides."""
        self.propose(verb, days, given=given, reason=reason)
        return self.take(verb, days, by=self.fatim, given=given, reason=reason)
