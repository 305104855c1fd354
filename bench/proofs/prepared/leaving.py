"""A young person on the way out of care."""

from bench.proofs.prepared.scene import Prepare, Ready, Scene
from kinkeeper.mission.leaving.queries import KINDS
from kinkeeper.mission.leaving.tests.make import FINE, Journey, Village

COUNSELLOR = "youth_counsellor-own"


def _journey(scene: Scene) -> Journey:
    people = scene.people
    village = Village(scene.place, people[COUNSELLOR], people["director-own"])
    return Journey(village, village.young())


def savings(scene: Scene) -> Ready:
    journey = _journey(scene)
    journey.put_by()
    said = {"direction": "in", "francs": 5_000, "source": "own", "receipt": "R-1"}
    return Ready({"pk": str(journey.person.pk)}, {"on": journey.day(30).isoformat(), **said})


def prepare(scene: Scene) -> Ready:
    journey = _journey(scene)
    return Ready({"pk": str(journey.person.pk)}, {"on": journey.day(0).isoformat()})


def _leaving(scene: Scene) -> Journey:
    journey = _journey(scene)
    journey.prepare()
    journey.furnish()
    journey.plan_leaving(40)
    return journey


def handover(scene: Scene) -> Ready:
    journey = _leaving(scene)
    body = {"on": journey.day(50).isoformat(), "papers": sorted(KINDS), "receipt": "R-12"}
    return Ready({"pk": str(journey.way.pk)}, body)


def contacts(scene: Scene) -> Ready:
    journey = _leaving(scene)
    journey.hand_over(50)
    journey.leave(60)
    said = {"channel": "phone", "reached": True, **FINE}
    return Ready({"pk": str(journey.way.pk)}, {"held_on": journey.day(425).isoformat(), **said})


PREPARED: dict[str, Prepare] = {
    "POST /api/people/{pk}/savings": savings,
    "POST /api/people/{pk}/prepare": prepare,
    "POST /api/youth/{pk}/handover": handover,
    "POST /api/youth/{pk}/contacts": contacts,
}
