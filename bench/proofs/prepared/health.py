"""A child sent to a centre, and one whose doses are due."""

from bench.proofs.prepared.scene import Prepare, Ready, Scene
from kinkeeper.mission.care.tests.make import a_child
from kinkeeper.mission.health.caring.actions import record_consultation
from kinkeeper.mission.health.models import Centre


def arrived(scene: Scene) -> Ready:
    girl = a_child(by=scene.by, place=scene.place, given="Preuve")
    row = record_consultation(
        girl, by=scene.by, occasion="ill", ill_since=scene.ago(5),
        sent_to=Centre.objects.order_by("pk")[0], sent_on=scene.ago(4),
    )  # fmt: skip
    return Ready({"pk": str(row.pk)}, {"on": scene.today()})


def vaccinations(scene: Scene) -> Ready:
    girl = a_child(by=scene.by, place=scene.place, given="Preuve", born=scene.ago(60))
    dose = {"vaccine": "bcg", "number": 1, "on": scene.ago(59).isoformat()}
    return Ready({"pk": str(girl.pk)}, {"doses": [dose], "source": "card"})


PREPARED: dict[str, Prepare] = {
    "POST /api/consultations/{pk}/arrived": arrived,
    "POST /api/people/{pk}/vaccinations": vaccinations,
}
