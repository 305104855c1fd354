"""A family on its way, one that has left, and a plan that waits to be agreed."""

from uuid import uuid4

from bench.proofs.prepared.scene import Prepare, Ready, Scene
from kinkeeper.mission.casework.models import Plan
from kinkeeper.mission.strengthening.tests.make import Walk, a_family, children_of


def _walk(scene: Scene) -> Walk:
    worker = scene.people["field_worker-own"]
    family = a_family(by=worker, place=scene.place, name="Preuve")
    return Walk(family, worker, scene.people["coordinator-own"])


def contact(scene: Scene) -> Ready:
    walk = _walk(scene)
    enrolment = walk.to("exited")
    said = {"months": 6, "children_with_family": True, "self_reliant": True}
    return Ready({"pk": str(enrolment.pk)}, {"held_on": walk.day(1000).isoformat(), **said})


def loss(scene: Scene) -> Ready:
    walk = _walk(scene)
    walk.to("active")
    child = children_of(walk.family)[0]
    return Ready({"pk": str(child.pk)}, {"happened_on": walk.day(70).isoformat(), "cause": "death"})


def agreement(scene: Scene) -> Ready:
    walk = _walk(scene)
    walk.to("admitted")
    walk.plan(agreed=False)
    said = {"id": str(uuid4()), "agreed_with": "la mère", "explained_in": "bambara"}
    plan = Plan.objects.get(family=walk.family)
    return Ready({"plan": str(plan.pk)}, {"agreed_on": walk.day(41).isoformat(), **said})


PREPARED: dict[str, Prepare] = {
    "POST /api/enrolments/{pk}/contacts": contact,
    "POST /api/people/{pk}/loss-of-care": loss,
    "POST /api/plans/{plan}/agreement": agreement,
}
