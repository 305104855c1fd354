"""Protection in the demonstration: a dozen invented reports and cases of different states, closed
ones of the years of RECORDE, two concerns, and a directory whose services do not exist (they say
so).

Told by the verbs of the room, then moved back in time: what was done on one day here lies weeks
apart there.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.records.actions import write
from kinkeeper.mission.protection import actions
from kinkeeper.mission.protection.actions import Asked, Ground, Heard, Judged, safeguarding
from kinkeeper.mission.protection.models import (
    Case,
    Concern,
    Contact,
    Referral,
    Report,
    Told,
)
from kinkeeper.mission.protection.queries import area_of
from kinkeeper.mission.protection.said import Story, Words
from kinkeeper.site.demonstration.cast import KITA, SANANKOROBA, SOCOURA, Setting
from kinkeeper.site.demonstration.tales import PAST, TALES, Tale

CONSENT = Ground(basis="consent", note="accord de la personne en charge, assentiment de l’enfant")
OVERRIDE = Ground(basis="best_interests", note="la personne en charge est mise en cause")
SERVICES = (
    ("Centre de santé de référence (inventé)", ["medical", "psychosocial"], "00 00 00 01",
     "jour et nuit", True),
    ("Service du développement social (inventé)", ["social", "papers"], "00 00 00 02",
     "lundi à vendredi, 7 h 30 à 16 h", True),
    ("Brigade de protection (inventée)", ["emergency", "legal"], "00 00 00 03", "jour et nuit",
     True),
    ("Maison d’accueil (inventée)", ["shelter", "psychosocial"], "00 00 00 04", "jour et nuit",
     False),
)  # fmt: skip


class Teller:
    """The desk of the demonstration: Fanta works, Drissa decides."""

    def __init__(self, setting: Setting, today: date) -> None:
        self.setting, self.today = setting, today
        self.fanta, self.drissa = setting.accounts["fanta"], setting.accounts["drissa"]
        self.contacts: dict[str, list[Contact]] = {}

    def tell(self, tale: Tale) -> None:
        """As far as the tale goes; then moved back to the day it began."""
        story = Story(channel=tale.channel, danger="yes" if tale.risk == "high" else "no",
                      kinds=list(tale.kinds), story=tale.story)  # fmt: skip
        kept = actions.tell(Heard(place=self.setting.communes[tale.where], story=story))
        report = kept.told
        assert isinstance(report, Report)  # noqa: S101 - not about staff
        case = None
        if tale.until != "received":
            self._judge(report, tale)
        if tale.until not in {"received", "proposed", "triaged"}:
            case = self._decide(report, tale)
        back(report, case, tale.days, self.setting.machine, self.today)

    def _judge(self, report: Report, tale: Tale) -> None:
        judged = Judged(
            risk=tale.risk, safety="un adulte de confiance est prévenu", asked_who=True,
            ages=(("sex", tale.sex), ("age", tale.age)),
        )  # fmt: skip
        actions.judge(report, judged, by=self.fanta)
        if tale.until != "proposed":
            actions.judge(report, judged, by=self.drissa)

    def _decide(self, report: Report, tale: Tale) -> Case | None:
        plain = {"informed": "inform", "referred": "refer_directly"}
        why = "famille reçue et conseillée"
        if tale.until == "unfounded":
            actions.conclude(report, "find_unfounded", by=self.drissa, why=why, reason="mistake")
        elif tale.until in plain:
            actions.conclude(report, plain[tale.until], by=self.drissa, why=why)
        else:
            case = self._work(report, tale)
            actions.conclude(report, "close", by=self.fanta, why="")
            return case
        actions.conclude(report, "close", by=self.fanta, why="")
        return None

    def _work(self, report: Report, tale: Tale) -> Case:
        ground = OVERRIDE if "neglect" in tale.kinds else CONSENT
        case = actions.open_case(report, by=self.drissa, worker=self.fanta, ground=ground)
        order = ("new", "planned", "serving", "served", "asked_to_close", "closed")
        for stage in order[1 : order.index(tale.until) + 1]:
            getattr(self, f"_{stage}")(case, tale)
        return case

    def _write(self, case: Case, kind: str, text: str, risk: str = "") -> None:
        actions.add_entry(case, kind=kind, words=Words(text=text, risk=risk), by=self.fanta)

    def _planned(self, case: Case, _tale: Tale) -> None:
        seen = "Enfant et personne en charge vus à la maison. Forces : une tante présente."
        self._write(case, "assessment", f"{seen} Risques : dettes, école loin.")
        actions.take_step(case, "assess", by=self.fanta)
        self._write(case, "plan", "Retour à l’école avec le directeur ; soins ; visite chaque "
                    "semaine ; la tante garde l’enfant le soir.")  # fmt: skip
        actions.propose_step(case, "agree_plan", by=self.fanta)
        actions.take_step(case, "agree_plan", by=self.drissa)

    def _serving(self, case: Case, tale: Tale) -> None:
        asked = Asked(need="soins et écoute", parts=("child",), ground=CONSENT)
        refused = dict(tale.not_taken)
        for help_ in tale.helps:
            row = actions.refer(case, self._service(case.place, help_), asked, by=self.fanta)
            answer = "rejected" if help_ in refused else "accepted"
            actions.answer_referral(row, answer, by=self.fanta, why=refused.get(help_, ""))
        actions.take_step(case, "start", by=self.fanta)
        text = "Vu à l’école ; dort bien, mange deux fois par jour."
        self._write(case, "follow_up", text, "low")

    def _served(self, case: Case, _tale: Tale) -> None:
        for row in Referral.objects.filter(case=case, status="accepted"):
            actions.answer_referral(row, "done", by=self.fanta, text="soins terminés")
        actions.take_step(case, "carry_out", by=self.fanta)

    def _asked_to_close(self, case: Case, _tale: Tale) -> None:
        text = "L’enfant sait que le suivi finit et vers qui revenir."
        actions.propose_step(case, "close", by=self.fanta, reason="goals_met", text=text)

    def _closed(self, case: Case, _tale: Tale) -> None:
        actions.take_step(case, "close", by=self.drissa, reason="goals_met")

    def _service(self, place: Place, help_: str) -> Contact:
        return next(c for c in self.contacts[str(place.pk)] if help_ in c.helps)

    def services(self, areas: Iterable[Place]) -> None:
        """The same invented services in each area; one was not verified for long."""
        for place in {area.pk: area for area in areas}.values():
            rows = [self._contact(place, row) for row in SERVICES]
            self.contacts[str(place.pk)] = rows
        write(rows[-1], by=self.drissa, verified_on=self.today - timedelta(days=200))

    def _contact(self, place: Place, row: tuple[str, list[str], str, str, bool]) -> Contact:
        name, helps, phone, hours, alone = row
        return actions.add_contact(
            by=self.drissa, name=name, place=place, helps=helps, phone=phone, hours=hours,
            languages="bambara, français, peul", cost="gratuit", alone=alone,
            first="emergency" in helps, invented=True, since=date(2018, 1, 8),
        )  # fmt: skip


def back(report: Told, case: Case | None, days: int, by: Account, today: date) -> None:
    """Moves what was written today back: a report by all its days, its case step by step."""
    began = today - timedelta(days=days)
    write(report, by=by, received_on=began)
    _spread(report.pk, began, today, by)
    if isinstance(report, Concern):
        for number, done in enumerate(report.entries.order_by("pk")):
            write(done, by=by, on=min(began + timedelta(days=1 + 4 * number), today))
    if case is None:
        return
    opened = began + timedelta(days=min(2, days))
    write(case, by=by, opened_on=opened, until=None if case.until is None else today)
    last = _spread(case.pk, opened, today, by)
    for number, entry in enumerate(case.entries.order_by("pk")):
        write(entry, by=by, on=min(opened + timedelta(days=5 + 9 * number), today))
    for row in case.referrals.all():
        ended = last if row.done_on else None
        write(row, by=by, sent_on=opened + timedelta(days=min(12, days)),
              answered_on=last if row.answered_on else None, done_on=ended)  # fmt: skip
    if case.until is not None:
        write(case, by=by, until=last)


def _spread(subject: Any, began: date, today: date, by: Account) -> date:
    """Its stages a few days apart, in their order; their limits move with them. The last day."""
    rows = sorted(
        Stage.objects.filter(subject=subject), key=lambda row: (row.until is None, row.pk)
    )
    at = began
    for number, row in enumerate(rows):
        end = min(at + timedelta(days=2 + 6 * number), today) if row.until else None
        due = None if row.due_on is None else at + (row.due_on - row.since)
        write(row, by=by, since=at, until=end, due_on=due)
        at = end or at
    for proposal in Proposal.objects.filter(subject=subject):
        write(proposal, by=by, since=min(at, today), until=at if proposal.until else None)
    return at


CONCERNS = (
    (12, "Un encadreur emmène un enfant seul dans sa chambre pendant la sieste.", "secured"),
    (58, "Une marraine écrit directement à une jeune fille et demande des photos.", "judged"),
)


def tell_concerns(setting: Setting, today: date) -> None:
    """Two concerns about people of ours; Moussa, named in the first, and his line are left out."""
    koro, lassana = setting.accounts["koro"], setting.accounts["lassana"]
    moussa, mariam = setting.accounts["moussa"], setting.accounts["mariam"]
    actions.set_superior(moussa, mariam, since=today - timedelta(days=700), by=koro)
    for days, text, until in CONCERNS:
        story = Story(channel="colleague", danger="unknown", story=text)
        concern = actions.tell(Heard(place=setting.communes[SOCOURA], story=story, staff=True)).told
        assert isinstance(concern, Concern)  # noqa: S101 - it is about staff
        safeguarding.take_step(
            concern, "secure", by=koro, text="l’enfant dort dans une autre maison"
        )
        if until == "judged":
            said = "entretien, contact suspendu"
            safeguarding.propose_step(concern, "judge", by=koro, text=said, reason="conduct")
            safeguarding.take_step(concern, "judge", by=lassana, text=said, reason="conduct")
        else:
            safeguarding.name_people(concern, [moussa], by=koro)
        back(concern, None, days, setting.machine, today)


def tell_protection(setting: Setting, today: date) -> None:
    """Directory, rota, reports, cases, concerns."""
    teller = Teller(setting, today)
    areas = [area_of(setting.communes[key]) for key in (KITA, SANANKOROBA, SOCOURA)]
    teller.services(areas)
    for place in areas:
        for who in (teller.fanta, teller.drissa):
            actions.put_on_duty(who, place, since=today - timedelta(days=30), until=None,
                                by=teller.drissa)  # fmt: skip
    for tale in TALES:
        teller.tell(tale)
    actions.ask_opinion(areas[1], respected=True, by=teller.fanta)
    for day, tale in PAST:
        teller.tell(replace(tale, days=(today - day).days))
    tell_concerns(setting, today)
