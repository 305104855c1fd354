"""Builders of the tests: they call the real actions."""

import json
from dataclasses import dataclass
from typing import Any

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.vault.actions import seal_box
from kinkeeper.mission.protection import actions
from kinkeeper.mission.protection.actions import Ground, Heard, Judged
from kinkeeper.mission.protection.models import Case, Concern, Contact, Report
from kinkeeper.mission.protection.said import Story, Words

CONSENT = Ground(basis="consent", note="la mère, de vive voix")
STORY = {"story": "Un garçon de huit ans porte des pierres à la mine.", "kinds": ["child_labour"],
         "village": "Namala", "who": "Issa, chez son oncle"}  # fmt: skip


def a_story(**values: Any) -> Story:
    return Story(**{**STORY, **values})


def a_report(place: Place, **values: Any) -> Report:
    kept = actions.tell(Heard(place=place, story=a_story(**values)))
    assert isinstance(kept.told, Report)
    return kept.told


def a_concern(place: Place, **values: Any) -> Concern:
    kept = actions.tell(Heard(place=place, story=a_story(**values), staff=True))
    assert isinstance(kept.told, Concern)
    return kept.told


def judged(risk: str = "medium", *named: Account) -> Judged:
    return Judged(risk=risk, safety="l’enfant dort chez sa grand-mère", named=named, asked_who=True)


@dataclass(frozen=True)
class Desk:
    """Fanta and Yaya judge, Drissa decides."""

    place: Place
    fanta: Account
    yaya: Account
    drissa: Account

    def triaged(self, risk: str = "medium", **story: Any) -> Report:
        report = a_report(self.place, **story)
        actions.judge(report, judged(risk), by=self.fanta)
        actions.judge(report, judged(risk), by=self.yaya)
        return report

    def case(self, risk: str = "medium", **story: Any) -> Case:
        report = self.triaged(risk, **story)
        return actions.open_case(report, by=self.drissa, worker=self.fanta, ground=CONSENT)

    def write(self, case: Case, kind: str, text: str = "écrit", risk: str = "") -> None:
        words = Words(text=text, risk=risk)
        actions.add_entry(case, kind=kind, words=words, by=self.fanta)

    def planned(self) -> Case:
        case = self.case()
        self.write(case, "assessment")
        actions.take_step(case, "assess", by=self.fanta)
        self.write(case, "plan", "école, puis visite chaque semaine")
        actions.propose_step(case, "agree_plan", by=self.fanta)
        actions.take_step(case, "agree_plan", by=self.drissa)
        return case

    def closed(self) -> Case:
        case = self.planned()
        told = "l’enfant sait que c’est fini et comment revenir"
        actions.propose_step(case, "close", by=self.fanta, reason="goals_met", text=told)
        actions.take_step(case, "close", by=self.drissa, reason="goals_met")
        return case


def a_contact(place: Place, by: Account, **values: Any) -> Contact:
    wanted = {"name": "Centre de santé inventé", "place": place, "helps": ["medical"],
              "phone": "00 00 00 00", **values}  # fmt: skip
    return actions.add_contact(by=by, **wanted)


def a_box(place: Place | None, public: bytes, **values: Any) -> dict[str, Any]:
    """What a phone seals for the desk."""
    said = {"v": 1, "place": str(place and place.pk), "danger": "yes", "kinds": ["fgm", "nonsense"],
            "story": "demain", "staff": False, **values}  # fmt: skip
    return seal_box(json.dumps(said).encode(), public=public)
