"""Young people of the villages on their way out: plan, savings, papers, exit, years of contacts.

Told from 2019 on, for the villages that have a youth counsellor or a director who does it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.text.dates import months_after
from kinkeeper.mission.leaving.models import (
    Allowance,
    AllowancePaid,
    Contact,
    Exit,
    Goal,
    IndependencePlan,
    Paper,
    PaperKind,
    SavingsAccount,
    SavingsEntry,
    Way,
)
from kinkeeper.mission.leaving.reckoning import PROCESS
from kinkeeper.site.demonstration.cast import KITA, SANANKOROBA, SOCOURA, Setting
from kinkeeper.site.demonstration.diary import Diary
from kinkeeper.site.demonstration.villages.telling import Child

FIRST = date(2019, 1, 7)
RHYTHM = (1, 3, 6, 12, 24)
RECENT = timedelta(days=720)
COUNSELLORS = {SANANKOROBA: "salif", KITA: "salif", SOCOURA: "moussa"}
VIEWS = (
    "Je veux finir ma formation et avoir mon propre atelier de couture.",
    "J’ai peur de vivre seul, mais je veux essayer. Je voudrais voir ma grand-mère plus souvent.",
    "Je veux passer le bac, puis étudier à Bamako. Il faut que j’apprenne à gérer mon argent.",
    "Je voudrais un travail de mécanicien et aider mes petits frères.",
    "Je veux que ma sœur reste près de moi, et apprendre à cuisiner pour deux.",
)
GOALS = (
    ("money", "Tenir un cahier de dépenses pendant trois mois", "le conseiller"),
    ("home", "Préparer les repas de la semaine à tour de rôle", "la conseillère du foyer"),
    ("rights", "Retirer la carte d’identité (NINA)", "l’agent social"),
    ("work", "Trouver un stage chez un artisan", "le conseiller"),
    ("people", "Rendre visite à la famille d’origine", "la mère SOS"),
    ("health", "Connaître le centre de santé et son carnet", "l’infirmier"),
    ("housing", "Visiter trois chambres et comparer les prix", "un ancien du foyer"),
)
CITIES = ("Bamako, Kalaban", "Bamako, Sénou", "Ségou", "Sikasso", "Kita", "Sévaré")
STOCK = (
    ("housing", ("rented", "shared", "family")),
    ("activity", ("work", "training", "school", "own_business", "looking")),
    ("income", ("enough", "enough", "sometimes", "none")),
    ("health", ("good", "good", "good", "cared_for")),
    ("someone", ("yes", "yes", "yes", "no")),
)


def tell_youth(children: list[Child], setting: Setting, diary: Diary) -> int:
    """Returns how many ways were told."""
    told = 0
    for child in children:
        begins = max(child.life.leaves - timedelta(days=320), child.placement.since)
        key = child.grounds.site.key
        if child.life.reason or key not in COUNSELLORS or not FIRST <= begins <= diary.today:
            continue
        by = setting.accounts[COUNSELLORS[key]]
        YouthTelling(child, diary, by, setting.accounts["mariam"], begins).tell()
        told += 1
    return told


@dataclass
class YouthTelling:
    """One young person's way, told step by step; what lies after today is left out."""

    child: Child
    diary: Diary
    by: Account
    decider: Account
    begins: date
    stage: Stage | None = None

    def tell(self) -> None:
        life, rng = self.child.life, self.diary.rng
        self.way = Way(
            person=self.child.person, placement=self.child.placement, since=self.begins,
            worker=self.by, follower=self.by, planned_on=life.out, planned_precision="year",
            activity=rng.choice(("school", "training", "work")),
        )  # fmt: skip
        self._keep(self.way, self.begins)
        self._stand("preparing", self.begins, "prepare", due=182)
        self._plan(self.begins + timedelta(days=rng.randrange(15, 60)))
        self._save(self.begins + timedelta(days=60))
        self._papers(self.begins + timedelta(days=70))
        self._grow()
        if life.out <= self.diary.today:
            self._leave(life.out)

    def _keep(self, record: object, on: date, **values: object) -> bool:
        return self.diary.tell(record, on=on, by=self.by, late=1, **values)  # type: ignore[arg-type]

    def _stand(self, state: str, on: date, verb: str, *, due: int = 0, decided: bool = False
               ) -> None:  # fmt: skip
        if on > self.diary.today:
            return
        if self.stage:
            self._keep(self.stage, on, until=on)
        self.stage = Stage(
            process=PROCESS, subject=self.way.pk, place=self.child.person.place, state=state,
            since=on, verb=verb, reason="independent_living" if verb == "exit" else "",
            decided_by=self.decider if decided else self.by,
            proposed_by=self.by if decided else None,
            due_on=self._ahead(on, due) if due else None,
        )  # fmt: skip
        self._keep(self.stage, on)

    def _ahead(self, on: date, days: int) -> date:
        """The plan was looked at again and again; who lately was not is late by a little."""
        due = on + timedelta(days=days)
        while due < self.diary.today - timedelta(days=20):
            due += timedelta(days=days)
        return due

    def _plan(self, on: date) -> None:
        rng = self.diary.rng
        plan = IndependencePlan(
            way=self.way, since=on, agreed_on=on + timedelta(days=6), own_view=rng.choice(VIEWS),
            told=rng.choice(("spoken", "spoken", "written", "drawn")),
        )  # fmt: skip
        if not self._keep(plan, on):
            return
        for domain, text, who in rng.sample(GOALS, 3):
            due = on + timedelta(days=rng.randrange(90, 500))
            goal = Goal(plan=plan, domain=domain, text=text, who=who, due_on=due)
            self._keep(goal, on)
            if rng.random() < 0.7:
                self._keep(goal, due, state="reached", state_on=due)

    def _save(self, on: date) -> None:
        """Now and then; one in four saved nothing in the last year and a half."""
        rng = self.diary.rng
        self.savings = SavingsAccount(
            person=self.child.person, institution="Caisse du village", since=on, balance=0
        )
        self._keep(self.savings, on)
        self.balance, day = 0, on
        end = min(self.child.life.out, self.diary.today)
        if rng.random() < 0.25:
            end -= timedelta(days=540)
        while day < end:
            francs, source = rng.choice(((5_000, "own"), (10_000, "gift"), (7_500, "stipend")))
            self.balance += francs
            self._entry(day, "in", francs, source)
            day += timedelta(days=rng.randrange(150, 360))

    def _entry(self, on: date, direction: str, francs: int, source: str, receipt: str = "") -> None:
        entry = SavingsEntry(
            account=self.savings, on=on, direction=direction, francs=francs, source=source,
            receipt=receipt,
        )  # fmt: skip
        self._keep(entry, on)
        self._keep(self.savings, on, balance=self.balance)

    def _papers(self, on: date) -> None:
        rng = self.diary.rng
        self.papers = []
        for kind in PaperKind.values:
            here = rng.random() < 0.78
            note = "" if here else "demandé, suivi par le conseiller"
            paper = Paper(
                person=self.child.person, kind=kind, note=note,
                state="in_hand" if here else rng.choice(("requested", "missing")),
            )  # fmt: skip
            if self._keep(paper, on) and here:
                self.papers.append(paper)

    def _grow(self) -> None:
        """Where the young person lives, as care tells it, and the allowance of that time."""
        for stay in self.child.stays:
            verb, state = STEPS.get(stay.form, ("", ""))
            if verb and stay.since > self.begins:
                self._stand(state, stay.since, verb, due=182, decided=True)
        last = min(self.child.life.out, self.diary.today)
        self._allow(max(self.child.life.leaves, self.begins, last - RECENT))

    def _allow(self, since: date) -> None:
        until = self.child.life.out if self.child.life.out <= self.diary.today else None
        allowance = Allowance(
            way=self.way, francs=self.diary.rng.choice((10_000, 15_000, 20_000)), period="quarter",
            since=since, purpose="repas, transport",
        )  # fmt: skip
        if not self._keep(allowance, since):
            return
        begins, number = since, 0
        while begins < (until or self.diary.today - timedelta(days=10)):
            self._pay(allowance, begins, number)
            number += 1
            begins = months_after(since, 3 * number)
        if until:
            self._keep(allowance, until, until=until)

    def _pay(self, allowance: Allowance, begins: date, number: int) -> None:
        paid = AllowancePaid(
            allowance=allowance, begins_on=begins, paid_on=begins, francs=allowance.francs,
            receipt=f"A-{number + 1:02d}",
        )  # fmt: skip
        self._keep(paid, begins)

    def _leave(self, out: date) -> None:
        rng = self.diary.rng
        self._stand("leaving_planned", max(out - timedelta(days=40), self.begins), "plan_leaving")
        handed = out - timedelta(days=3)
        for paper in self.papers:
            self._keep(paper, handed, handed_on=handed)
        left, self.balance = self.balance, 0
        if left:
            self._entry(handed, "out", left, "handover", "F-01")
        self._keep(self.savings, handed, until=handed)
        kinds = {paper.kind for paper in self.papers}
        exit_ = Exit(
            way=self.way, placement=self.child.placement, on=out, exit_reason="independent_living",
            destination=rng.choice(CITIES), birth_act="birth_certificate" in kinds,
            received_by=rng.choice(("un oncle", "la logeuse", "une ancienne du village")),
            identity="national_id" in kinds,
        )  # fmt: skip
        self._keep(exit_, out)
        self._stand("independent", out, "exit", decided=True)
        self._stand("aftercare", out + timedelta(days=9), "accompany")
        self._follow(exit_)

    def _follow(self, left: Exit) -> None:
        rng = self.diary.rng
        silent = rng.random() < 0.12
        reached = 0
        for months in RHYTHM:
            on = months_after(left.on, months) + timedelta(days=rng.randrange(-6, 20))
            if on > self.diary.today or (silent and months > 3):
                break
            if months > 3 and rng.random() < 0.15:
                continue
            self._contact(left, on, months, reached=True)
            reached = months
        if silent and left.on < self.diary.today - timedelta(days=270):
            self._lose(left)
        elif reached == RHYTHM[-1]:
            self._close(months_after(left.on, 25))

    def _contact(self, left: Exit, on: date, months: int, *, reached: bool, channel: str = ""
                 ) -> None:  # fmt: skip
        rng = self.diary.rng
        outcome = {name: rng.choice(codes) for name, codes in STOCK} if reached else {}
        row = Contact(
            exit=left, held_on=on, months=months, reached=reached, made_by=self.by,
            channel=channel or rng.choice(("phone", "phone", "visit", "office")), **outcome,
        )  # fmt: skip
        self._keep(row, on)

    def _lose(self, left: Exit) -> None:
        on = months_after(left.on, 7)
        for number, channel in enumerate(("phone", "message", "visit")):
            self._contact(left, on + timedelta(days=9 * number), 6, reached=False, channel=channel)
        self._stand("lost_contact", on + timedelta(days=25), "lose", due=90)

    def _close(self, on: date) -> None:
        if on <= self.diary.today:
            self._stand("closed", on, "close", decided=True)
            self._keep(self.way, on, until=on)


STEPS = {
    "youth_house": ("move_to_youth_house", "youth_house"),
    "semi_independence": ("live_alone", "semi_independent"),
}
