"""The JSON API: measuring with its questions, and one operation for each transition."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from kinkeeper.ground.access.api_doors import doors_of
from kinkeeper.mission.health.api import router
from kinkeeper.mission.health.models import Measurement, NutritionCase
from kinkeeper.mission.health.process import MALNUTRITION
from kinkeeper.mission.health.tests.make import FOUND_ON, Walk, a_girl, measured

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def girl(cast, stage):
    return a_girl(by=cast.awa, place=stage.kita_town)


def speak(account):
    client = Client()
    client.force_login(account, backend=BACKEND)

    def ask(path, body=None):
        address = f"/api/{path}"
        if body is None:
            return client.get(address)
        return client.post(address, body, content_type="application/json")

    return ask


def body(**more):
    return {
        "on": FOUND_ON.isoformat(), "weight": "6.9", "lenhei": "75.0", "position": "l",
        "muac_mm": 112, "oedema": "0", **more,
    }  # fmt: skip


def test_every_transition_has_its_operation_and_its_door():
    addresses = {path for path in router.path_operations if "nutrition-cases" in path}
    wanted = {t.verb for t in MALNUTRITION.transitions if t.sources}
    assert {path.rsplit("/", 1)[1] for path in addresses} >= wanted
    for path, view in router.path_operations.items():
        assert doors_of(view.get_view()), path


def test_a_child_is_measured_once_and_read_again(girl, cast):
    ask, sent = speak(cast.awa), body(form_id=str(uuid4()))
    for _ in range(2):
        assert ask(f"people/{girl.pk}/measurements", sent).status_code == 200
    found = ask(f"people/{girl.pk}/measurements").json()
    assert len(found) == 1
    assert (found[0]["status"], found[0]["reasons"]) == ("severe", ["whz", "muac"])
    assert found[0]["z"]["wfl"] == -3.29


def test_unusual_values_come_back_with_codes_to_confirm(girl, cast):
    ask = speak(cast.awa)
    answer = ask(f"people/{girl.pk}/measurements", body(weight="24"))
    assert answer.status_code == 422
    asks = answer.json()["asks"]
    assert asks == ["flag_wei", "flag_wfl"]
    assert (
        ask(f"people/{girl.pk}/measurements", body(weight="24", confirmed=asks)).status_code == 200
    )


def test_what_cannot_be_is_said_without_codes(girl, cast):
    answer = speak(cast.awa)(f"people/{girl.pk}/measurements", body(weight="6900"))
    assert answer.status_code == 422
    assert answer.json()["asks"] == []
    assert len(answer.json()["sentences"]) == 1
    assert not Measurement.objects.exists()


def test_a_case_is_read_and_goes_its_way(girl, cast):
    measured(girl, by=cast.awa)
    case, ask = NutritionCase.objects.get(), speak(cast.awa)
    told = ask(f"nutrition-cases/{case.pk}").json()
    assert told["state"] == "classified"
    assert {s["verb"] for s in told["steps"]} == {"refer", "stop"}
    step = {"on": FOUND_ON.isoformat(), "reason": "urenas"}
    wrong = ask(f"nutrition-cases/{case.pk}/refer", step)
    assert (wrong.status_code, len(wrong.json()["sentences"])) == (422, 2)
    right = step | {"centre": "CSRéf", "agreed_by": "la mère"}
    assert ask(f"nutrition-cases/{case.pk}/refer", right).json()["state"] == "referred"


def test_an_end_is_proposed_by_one_and_decided_by_another(girl, cast):
    measured(girl, by=cast.awa)
    case = NutritionCase.objects.get()
    day = (FOUND_ON + timedelta(days=9)).isoformat()
    sent = {"on": day, "reason": "moved", "propose": True}
    assert speak(cast.awa)(f"nutrition-cases/{case.pk}/stop", sent).json()["state"] == "classified"
    decided = speak(cast.fatim)(f"nutrition-cases/{case.pk}/stop", sent | {"propose": False})
    assert decided.json()["state"] == "closed"


@pytest.mark.parametrize(
    "name", ["oumar", "moussa", "mariam", "claire", "pierre", "hawa", "nadia", "nobody"]
)
def test_who_may_not_meet_what_was_found_finds_nothing(girl, cast, name):
    Walk(girl, cast.awa, cast.fatim).found()
    case, ask = NutritionCase.objects.get(), speak(getattr(cast, name))
    assert ask(f"people/{girl.pk}/measurements").status_code == 404
    assert ask(f"people/{girl.pk}/measurements", body()).status_code == 404
    assert ask(f"nutrition-cases/{case.pk}").status_code == 404
