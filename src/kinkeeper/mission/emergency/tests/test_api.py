"""The JSON API: one operation for each transition, the list, and check-ins of devices."""

from uuid import uuid4

import pytest
from django.test import Client

from kinkeeper.ground.access.api_doors import doors_of
from kinkeeper.mission.emergency.api import router
from kinkeeper.mission.emergency.models import CheckIn
from kinkeeper.mission.emergency.process import MOVEMENT

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


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
    verbs = {path.rsplit("/", 1)[1] for path in router.path_operations}
    assert verbs >= {t.verb for t in MOVEMENT.transitions if t.sources}
    for path, view in router.path_operations.items():
        assert doors_of(view.get_view()), path


def test_an_evacuation_is_read_with_its_next_steps(walk, cast):
    walk.to("manifest_frozen")
    ask = speak(cast.moussa)
    assert [e["state"] for e in ask("evacuations").json()] == ["manifest_frozen"]
    told = ask(f"evacuations/{walk.movement.pk}").json()
    assert [(s["verb"], len(s["missing"])) for s in told["steps"]] == [("depart", 1)]


def test_a_step_is_taken_once_and_what_is_wrong_is_said(walk, cast):
    walk.make_alert()
    ask = speak(cast.moussa)
    body = {"on": walk.day(0).isoformat(), "form_id": str(uuid4())}
    wrong = ask(f"evacuations/{walk.movement.pk}/submit", body)
    assert (wrong.status_code, len(wrong.json()["sentences"])) == (422, 1)
    for _twice in range(2):
        answer = ask(f"evacuations/{walk.movement.pk}/submit", {**body, "options": "rester"})
        assert answer.json()["state"] == "decision_pending"


def test_devices_count_the_names_of_the_list_as_often_as_they_like(walk, cast):
    walk.to("manifest_frozen")
    ask = speak(cast.oumar)
    listed = ask(f"evacuations/{walk.movement.pk}/list/out").json()
    point = listed["checkpoints"][0]
    said = [{"line": x["id"]} for x in listed["lines"] if x["goes"]]
    for device, written in (("a", 7), ("b", 0)):
        answer = ask(f"checkpoints/{point['id']}/check-ins", {"device": device, "said": said})
        assert (answer.json()["written"], answer.json()["already"]) == (written, 7 - written)
    assert answer.json()["difference"] == 0
    assert CheckIn.objects.count() == 7


def test_a_wrong_name_does_not_stop_the_others(walk, cast):
    walk.to("manifest_frozen")
    ask = speak(cast.moussa)
    point = walk.point(walk.out, "departure").pk
    said = [{"line": str(uuid4())}, {"line": str(walk.line("Ali").pk)},
            {"line": str(walk.line("Bah").pk), "status": "vanished"}]  # fmt: skip
    answer = ask(f"checkpoints/{point}/check-ins", {"said": said}).json()
    assert (answer["written"], len(answer["wrong"])) == (1, 2)
    arrival = walk.point(walk.out, "arrival").pk
    assert ask(f"checkpoints/{arrival}/check-ins", {"said": said}).status_code == 422


@pytest.mark.parametrize("name", ["awa", "claire", "pierre", "hawa", "nadia", "nobody"])
def test_who_has_no_business_there_meets_nothing(walk, cast, name):
    walk.to("manifest_frozen")
    ask = speak(getattr(cast, name))
    point = walk.point(walk.out, "departure").pk
    body = {"on": walk.day(2).isoformat()}
    assert ask(f"evacuations/{walk.movement.pk}").status_code == 404
    assert ask(f"evacuations/{walk.movement.pk}/list/out").status_code == 404
    assert ask(f"evacuations/{walk.movement.pk}/depart", body).status_code == 404
    said = {"said": [{"line": str(walk.line("Ali").pk)}]}
    assert ask(f"checkpoints/{point}/check-ins", said).status_code == 404
    listed = ask("evacuations")
    assert listed.status_code == 404 or listed.json() == []


def test_life_away_is_told_and_written(walk, cast):
    walk.to("arrived")
    ask, at = speak(cast.moussa), f"emergency/movement/{walk.movement.pk}"
    child = ask(f"{at}/away").json()["children"][0]
    day = walk.day(9).isoformat()
    settled = {"on": day, "school": "École de Kita", "health_check_on": day}
    assert ask(f"emergency/line/{child['line']}/settle", settled).status_code == 200
    heard = {"person": child["person"], "asked_on": day, "form": "spoken", "wish": "return"}
    answer = ask(f"{at}/hear_child", heard)
    review = {"held_on": day, "welfare": "well", "schooling": "all at school", "cost": 1_200_000}
    assert answer.status_code == 200, answer.json()
    assert ask(f"{at}/review_relocation", review).status_code == 200
    assert ask(f"{at}/review_relocation", review).status_code == 422
    told = ask(f"{at}/away").json()
    mine = next(c for c in told["children"] if c["line"] == child["line"])
    assert mine["settling"]["school"] == "École de Kita"
    assert mine["opinion"]["wish"] == "return"
    assert [r["cost"] for r in told["reviews"]] == [1_200_000]


def test_what_stays_open_at_home_is_stated_and_the_return_assessed(walk, cast):
    walk.to("arrived")
    ask, movement = speak(cast.moussa), walk.movement
    day = walk.day(9).isoformat()
    site = {"kind": "water", "name": "Forage", "state": "open", "since": day}
    assert ask(f"emergency/village/{movement.village_id}/state_site", site).status_code == 200
    safe = {"held_on": day, "security": "calm", "services": "water", "safe": True}
    assert ask(f"emergency/movement/{movement.pk}/assess_return", safe).status_code == 200
    told = ask(f"emergency/movement/{movement.pk}/away").json()
    assert (told["sites"][0]["state"], told["schools"]) == ("open", [])
    assert told["assessments"][0]["safe"] is True


@pytest.mark.parametrize("name", ["awa", "claire", "pierre", "nadia", "nobody"])
def test_life_away_is_nobody_elses_business(walk, cast, name):
    walk.to("arrived")
    ask, at = speak(getattr(cast, name)), f"emergency/movement/{walk.movement.pk}"
    assert ask(f"{at}/away").status_code == 404
    assert ask(f"{at}/assess_return", {}).status_code in {404, 422}
