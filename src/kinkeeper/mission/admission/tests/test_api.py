"""The JSON API: one operation for each transition of the table."""

from uuid import uuid4

import pytest
from django.test import Client

from kinkeeper.ground.access.api_doors import doors_of
from kinkeeper.mission.admission.api import router
from kinkeeper.mission.admission.models import Admission, AdmissionChild
from kinkeeper.mission.admission.process import ADMISSION
from kinkeeper.mission.admission.queries import state_of
from kinkeeper.mission.admission.rules import OPTIONS
from kinkeeper.mission.admission.tests.make import REFERRED, a_walk
from kinkeeper.mission.care.models import Placement
from kinkeeper.mission.care.tests.make import a_child

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def walk(cast, stage):
    return a_walk(cast, stage)


def speak(account):
    client = Client()
    client.force_login(account, backend=BACKEND)

    def ask(path, body=None):
        address = f"/api/{path}"
        if body is None:
            return client.get(address)
        return client.post(address, body, content_type="application/json")

    return ask


def test_every_transition_has_its_operation_and_its_door():
    wanted = {t.verb for t in ADMISSION.transitions if t.sources}
    assert {path.rsplit("/", 1)[1] for path in router.path_operations} >= wanted
    for path, view in router.path_operations.items():
        assert doors_of(view.get_view()), path


def test_a_whole_way_through_the_api(walk, cast, stage):
    oumar, moussa = speak(cast.oumar), speak(cast.moussa)
    child = a_child(by=cast.machine, place=stage.socoura, born=REFERRED.replace(year=2015))
    body = {"village": str(walk.village.pk), "on": str(REFERRED), "authority": "judge",
            "authority_name": "Tribunal", "children": [str(child.pk)]}  # fmt: skip
    pk = oumar("admissions", body).json()["id"]
    at = f"admissions/{pk}"
    day = str(walk.day(12))
    assert oumar(f"{at}/enquire", {"on": day}).json()["state"] == "enquiry"
    told = oumar(at).json()
    missing = next(s for s in told["steps"] if s["verb"] == "find_necessary")["missing"]
    assert len(missing) == 6
    heard = {"person": str(child.pk), "view_form": "drawn", "view": "une maison", "heard_on": day,
             "health_seen_on": day}  # fmt: skip
    assert oumar(f"{at}/voices", heard).status_code == 200
    found = {"visited_on": day, "mother": "dead", "father": "dead", "kin": "personne",
             "grounds": ["no_caregiver"]}  # fmt: skip
    assert oumar(f"{at}/enquiry", found).status_code == 200
    assert oumar(f"{at}/find_necessary", {"on": day, "propose": True}).status_code == 200
    sat = {"on": day, "members": "Directrice", "with_authority": True}
    assert moussa(f"{at}/find_necessary", sat).json()["state"] == "necessity_decided"
    options = {k: {"verdict": "best" if k == "sos_family" else "no", "why": "x"} for k in OPTIONS}
    assert oumar(f"{at}/options", {"on": day, "options": options}).status_code == 200
    assert oumar(f"{at}/choose_care", {"on": day, "propose": True}).status_code == 200
    assert moussa(f"{at}/choose_care", sat).json()["state"] == "suitability_decided"
    paper = {"number": "1", "issued_on": day, "authority": "Juge"}
    assert oumar(f"{at}/authorise", {"on": day, "paper": paper}).json()["state"] == "authorised"
    house = str(walk.home().home.house.pk)
    assert moussa(f"{at}/place", {"on": day, "house": house}).json()["state"] == "placed"
    assert Placement.objects.get().person_id == child.pk


def test_what_is_wrong_is_said_and_what_is_sent_twice_counts_once(walk, cast):
    admission = walk.to("referred")
    oumar = speak(cast.oumar)
    assert [row["code"] for row in oumar("admissions").json()] == [admission.code]
    wrong = oumar(f"admissions/{admission.pk}/place", {"on": str(REFERRED)})
    assert wrong.status_code == 404
    body = {"on": str(REFERRED), "form_id": str(uuid4())}
    for _twice in range(2):
        assert oumar(f"admissions/{admission.pk}/enquire", body).status_code == 200
    assert state_of(Admission.objects.get()) == "enquiry"
    early = oumar(f"admissions/{admission.pk}/options", {"on": str(REFERRED), "options": {}})
    assert early.status_code == 422
    assert early.json()["sentences"]


def test_others_get_no_answer(walk, cast):
    admission = walk.to("enquiry")
    child = AdmissionChild.objects.first()
    for name in ("awa", "claire", "pierre", "nobody"):
        ask = speak(getattr(cast, name))
        assert ask(f"admissions/{admission.pk}").status_code == 404
        heard = {"person": str(child.person_id), "view_form": "too_young", "heard_on": "2023-04-01"}
        assert ask(f"admissions/{admission.pk}/voices", heard).status_code == 404
    strange = {"village": str(uuid4()), "on": str(REFERRED), "authority": "judge",
               "authority_name": "T", "children": [str(child.person_id)]}  # fmt: skip
    assert speak(cast.oumar)("admissions", strange).status_code == 404
