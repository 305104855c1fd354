"""What phones alone ask: the link by which one enters, a table, a piece of a picture, a box."""

from base64 import b64decode
from uuid import uuid4

from bench.proofs.prepared.scene import Prepare, Ready, Scene
from kinkeeper.ground.sync.actions import add_phone
from kinkeeper.mission.protection.field import KIND, box_key
from kinkeeper.mission.protection.tests.make import a_box

WORKER, PASSWORD = "field_worker-own", "preuve-du-mot-de-passe-7"


def enrol(scene: Scene) -> Ready:
    account = scene.people[WORKER]
    account.set_password(PASSWORD)
    account.save(update_fields=["password"])
    _device, code = add_phone(by=scene.by, account=account, place=scene.place, label="Preuve")
    return Ready({}, {"code": code, "email": account.email, "password": PASSWORD}, "anonymous")


def table(scene: Scene) -> Ready:
    del scene
    return Ready({"name": "growth"}, {}, WORKER)


def piece(scene: Scene) -> Ready:
    del scene
    return Ready({}, "Preuve", WORKER)


def box(scene: Scene) -> Ready:
    _key, public = box_key()
    sealed = a_box(scene.place, b64decode(public))
    return Ready({}, {"id": str(uuid4()), "kind": KIND, "box": sealed}, WORKER)


PREPARED: dict[str, Prepare] = {
    "POST /api/field/enrol": enrol,
    "GET /api/field/packs/{name}": table,
    "POST /api/field/piece": piece,
    "POST /api/field/sealed": box,
}
