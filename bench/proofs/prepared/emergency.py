"""An evacuation that has arrived in another village."""

from types import SimpleNamespace
from typing import Any

from bench.proofs.prepared.scene import Prepare, Ready, Scene
from kinkeeper.mission.emergency.queries import away_children
from kinkeeper.mission.emergency.tests.make import Walk


def _arrived(scene: Scene) -> Walk:
    cast = SimpleNamespace(
        moussa=scene.people["director-own"], mariam=scene.people["national-whole"]
    )
    walk = Walk(cast, SimpleNamespace(socoura=scene.place, sanankoroba=scene.second))
    walk.to("arrived")
    return walk


def _first(walk: Walk) -> Any:
    return away_children(walk.movement, walk.day(9))[0].line


def give_bed(scene: Scene) -> Ready:
    walk = _arrived(scene)
    body = {"on": walk.day(9).isoformat(), "house": str(walk.guests.pk)}
    return Ready({"pk": str(_first(walk).pk)}, body, "national-whole")


def review(scene: Scene) -> Ready:
    walk = _arrived(scene)
    said = {"welfare": "bien", "schooling": "tous à l’école", "cost": 1_200_000}
    return Ready({"pk": str(walk.movement.pk)}, {"held_on": walk.day(9).isoformat(), **said})


def hear(scene: Scene) -> Ready:
    walk = _arrived(scene)
    said = {"person": str(_first(walk).person_id), "form": "spoken", "wish": "return"}
    return Ready({"pk": str(walk.movement.pk)}, {"asked_on": walk.day(9).isoformat(), **said})


PREPARED: dict[str, Prepare] = {
    "POST /api/emergency/line/{pk}/give_bed": give_bed,
    "POST /api/emergency/movement/{pk}/review_relocation": review,
    "POST /api/emergency/movement/{pk}/hear_child": hear,
}
