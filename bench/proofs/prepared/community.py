"""Savings groups with an open cycle, and with one to share out."""

from bench.proofs.prepared.scene import Prepare, Ready, Scene
from kinkeeper.mission.community.actions import record_meeting
from kinkeeper.mission.community.models import Cycle, Structure
from kinkeeper.mission.community.tests.make import a_cycle, a_structure


def _group(scene: Scene) -> Structure:
    group = a_structure(
        by=scene.by, place=scene.place, sort="savings", name="Preuve", since=scene.ago(400)
    )
    a_cycle(group, by=scene.by, since=scene.ago(390))
    return group


def meeting(scene: Scene) -> Ready:
    body = {"held_on": scene.today(), "women": 18, "men": 2, "shares": 40, "box": 8_000}
    return Ready({"pk": str(_group(scene).pk)}, body)


def share_out(scene: Scene) -> Ready:
    group = _group(scene)
    cycle = Cycle.objects.get(structure=group)
    record_meeting(cycle, by=scene.by, held_on=scene.ago(30), women=18, men=2, shares=40, box=8_000)
    body = {"members": 20, "shares": 40, "per_share": 200, "paid": 8_000}
    return Ready({"pk": str(group.pk)}, {"held_on": scene.today(), **body})


PREPARED: dict[str, Prepare] = {
    "POST /api/community/structure/{pk}/record_meeting": meeting,
    "POST /api/community/structure/{pk}/share_out": share_out,
}
