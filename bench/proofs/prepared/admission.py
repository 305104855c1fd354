"""Admissions as far as the committee, the choice and the house."""

from typing import Any

from bench.proofs.prepared.scene import Prepare, Ready, Scene
from kinkeeper.mission.admission.rules import BEST, NO, OPTIONS, SOS
from kinkeeper.mission.admission.tests.make import Walk, a_village


def _walk(scene: Scene, state: str) -> Walk:
    village, family = a_village(by=scene.by, place=scene.place)
    walk = Walk(village, family, scene.people["field_worker-own"], scene.people["director-own"])
    walk.to(state)
    return walk


def _ready(walk: Walk, days: int, **body: Any) -> Ready:
    return Ready({"pk": str(walk.admission().pk)}, {"on": walk.day(days).isoformat(), **body})


def options(scene: Scene) -> Ready:
    weighed = {k: {"verdict": BEST if k == SOS else NO, "why": "Preuve"} for k in OPTIONS}
    return _ready(_walk(scene, "necessity_decided"), 22, options=weighed)


def choose_care(scene: Scene) -> Ready:
    walk = _walk(scene, "necessity_decided")
    walk.weigh()
    walk.propose("choose_care", 25)
    return _ready(walk, 25, members="Directrice", with_authority=True)


def place(scene: Scene) -> Ready:
    walk = _walk(scene, "authorised")
    return _ready(walk, 41, house=str(walk.family.homes.get().house_id))


PREPARED: dict[str, Prepare] = {
    "POST /api/admissions/{pk}/options": options,
    "POST /api/admissions/{pk}/choose_care": choose_care,
    "POST /api/admissions/{pk}/place": place,
}
