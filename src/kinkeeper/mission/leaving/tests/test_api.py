"""The JSON API: the same verbs, the same refusals."""

from uuid import uuid4

import pytest

from kinkeeper.mission.leaving.models import Way
from kinkeeper.mission.leaving.queries import state_of
from kinkeeper.mission.leaving.tests.make import FINE, VIEW


def post(client, path, **body):
    return client.post(f"/api{path}", body, content_type="application/json")


def test_from_the_preparation_to_the_plan(journey, enter):
    salif, day = enter("salif"), lambda n: journey.day(n).isoformat()
    begun = post(salif, f"/people/{journey.person.pk}/prepare", on=day(0))
    pk = begun.json()["id"]
    goal = {"domain": "money", "text": "Un cahier", "who": "Kadia", "due_on": day(99)}
    written = post(salif, f"/youth/{pk}/plan", on=day(3), own_view=VIEW, told="spoken",
                   goals=[goal], agreed=True)  # fmt: skip
    assert written.status_code == 200
    papers = [{"kind": "national_id", "state": "requested", "note": "Salif"}]
    assert post(salif, f"/youth/{pk}/papers", on=day(4), papers=papers).status_code == 200
    answer = salif.get(f"/api/youth/{pk}").json()
    assert answer["state"] == "preparing"
    steps = {step["verb"]: step for step in answer["steps"]}
    assert len(steps["move_to_youth_house"]["missing"]) == 2
    assert steps["plan_leaving"]["asks"] == ["activity", "follower", "housing", "support"]
    [row] = salif.get("/api/youth").json()
    assert (row["plan_agreed"], row["missing"]) == (True, 10)


@pytest.mark.parametrize(("precision", "answer"), [("hour", 422), ("unknown", 200)])
def test_how_well_a_day_is_known_is_one_of_five_words(precision, answer, journey, enter):
    journey.prepare()
    body = {"on": journey.day(3).isoformat(), "own_view": VIEW, "told": "spoken",
            "planned_on": journey.day(99).isoformat(), "planned_precision": precision}  # fmt: skip
    path = f"/youth/{journey.way.pk}"
    assert post(enter("salif"), f"{path}/plan", **body).status_code == answer
    step = {"on": body["on"], "planned_on": body["planned_on"], "planned_precision": precision}
    assert post(enter("salif"), f"{path}/steps/stop", **step).status_code == 422


def test_a_step_is_proposed_by_one_and_decided_by_another(journey, enter, village):
    journey.prepare()
    journey.furnish()
    path = f"/youth/{journey.way.pk}/steps/move_to_youth_house"
    body = {"on": journey.day(30).isoformat(), "house": str(village.youth_house.pk),
            "activity": "school", "health_check_on": journey.day(2).isoformat()}  # fmt: skip
    wrong = post(enter("moussa"), path, **body)
    assert wrong.status_code == 422
    assert wrong.json()["sentences"] == ["Nobody has proposed it yet."]
    assert post(enter("salif"), path, propose=True, **body).status_code == 200
    assert post(enter("moussa"), path, **body).json()["state"] == "youth_house"
    assert state_of(journey.way) == "youth_house"


def test_handover_exit_and_a_call_a_year_later(journey, enter):
    journey.prepare()
    journey.furnish()
    journey.plan_leaving(40)
    salif, pk = enter("salif"), journey.way.pk
    wrong = post(salif, f"/youth/{pk}/handover", on=journey.day(41).isoformat(), papers=[],
                 receipt=" ")  # fmt: skip
    assert wrong.status_code == 422
    journey.hand_over(50)
    journey.leave(60)
    called = post(salif, f"/youth/{pk}/contacts", held_on=journey.day(425).isoformat(),
                  channel="phone", reached=True, **FINE)  # fmt: skip
    assert called.status_code == 200
    [row] = salif.get("/api/aftercare").json()
    assert row["due_months"] == 24


def test_the_book_is_read_and_written_by_the_childs_people_alone(journey, enter):
    journey.put_by(20_000)
    path = f"/people/{journey.person.pk}/savings"
    salif = enter("salif")
    body = {"on": journey.day(30).isoformat(), "direction": "out", "francs": 20_001,
            "source": "need", "receipt": "R-1"}  # fmt: skip
    assert post(salif, path, **body).status_code == 422
    key = str(uuid4())
    for _again in range(2):
        assert post(salif, path, form_id=key, **body | {"francs": 5_000}).status_code == 200
    [account] = salif.get(f"/api{path}").json()
    assert account["balance"] == 15_000
    assert [e["balance"] for e in account["entries"]] == [20_000, 15_000]
    for name in ("mariam", "fatim", "awa", "hawa", "pierre", "nobody"):
        assert enter(name).get(f"/api{path}").status_code in {401, 403, 404}
        assert post(enter(name), path, **body).status_code in {401, 403, 404}


def test_whoever_works_elsewhere_finds_nobody(journey, enter):
    journey.prepare()
    pk = Way.objects.get().pk
    for name in ("awa", "fatim", "claire", "nadia"):
        assert enter(name).get(f"/api/youth/{pk}").status_code == 404
    assert enter("awa").get("/api/youth").json() == []
