"""The same work for other programs."""

from uuid import uuid4

import pytest

from kinkeeper.mission.casework.models import Assessment, Plan, Service, Visit
from kinkeeper.mission.casework.queries import children_now
from kinkeeper.mission.casework.tests.make import a_family, ago, agreed, assessed, visited

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def family(cast, stage):
    return a_family(by=cast.awa, place=stage.kita_town)


@pytest.fixture
def as_(client, cast):
    def login(name):
        client.force_login(getattr(cast, name), backend=BACKEND)
        return client

    return login


def at(family, part):
    return f"/api/families/{family.pk}/{part}"


def send(client, address, **values):
    return client.post(address, {"id": str(uuid4()), **values}, content_type="application/json")


def test_a_visit_is_sent_and_read_back(as_, family):
    awa, values = (
        as_("awa"),
        {"id": str(uuid4()), "held_on": ago(2).isoformat(), "observations": "ok"},
    )
    first = awa.post(at(family, "visits"), values, content_type="application/json")
    again = awa.post(at(family, "visits"), values, content_type="application/json")
    assert (first.status_code, first.json()) == (201, again.json())
    assert Visit.objects.count() == 1
    assert awa.get(at(family, "visits")).json() == [first.json()]


def test_a_wrong_value_is_answered_with_its_field(as_, family):
    answer = send(as_("awa"), at(family, "services"), kind="food", done_on=ago(-9).isoformat())
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["body", "done_on"]
    assert not Service.objects.exists()


def test_services_and_assessments_are_sent(as_, family):
    awa, child = as_("awa"), children_now(family)[0]
    answer = send(
        awa,
        at(family, "services"),
        kind="food",
        planned_on=ago(-9).isoformat(),
        person=str(child.pk),
    )
    assert answer.json()["person"] == str(child.pk)
    rows = [{"care": 2}, {"person": str(child.pk), "care": 3, "note": "seul"}]
    answer = send(
        awa, at(family, "assessments"), occasion="baseline", held_on=ago(1).isoformat(), rows=rows
    )
    assert answer.status_code == 201
    assert Assessment.objects.count() == len(answer.json()) == 2


def test_a_plan_is_drafted_and_agreed(as_, family):
    awa = as_("awa")
    answer = send(
        awa,
        at(family, "plan"),
        since=ago(5).isoformat(),
        goals=[{"dimension": "food", "statement": "Deux repas"}],
        commitments=[
            {"owner": "family", "promise": "Cultiver"},
            {"owner": "programme", "promise": "Semence"},
        ],
    )
    plan = answer.json()
    assert len(plan["commitments"]) == 2
    agreed_ = send(
        awa,
        f"/api/plans/{plan['id']}/agreement",
        agreed_on=ago(4).isoformat(),
        agreed_with="la mère",
        explained_in="bambara",
    )
    assert agreed_.json()["agreed_on"] == ago(4).isoformat()
    assert awa.get(at(family, "plan")).json()["id"] == str(Plan.objects.get().pk)


def test_the_national_office_is_not_sent_scores_and_notes(as_, cast, family):
    assessed(family, by=cast.awa, on=ago(3))
    visited(family, by=cast.awa, on=ago(3), observations="secret", present="la mère")
    agreed(family, by=cast.awa, on=ago(3))
    mariam = as_("mariam")
    (visit,) = mariam.get(at(family, "visits")).json()
    assert visit["present"] == "la mère"
    assert "observations" not in visit
    assert all("care" not in row for row in mariam.get(at(family, "assessments")).json())
    assert "statement" not in mariam.get(at(family, "plan")).json()["goals"][0]


@pytest.mark.parametrize("who", ["oumar", "hawa", "claire", "nobody"])
def test_the_others_find_nothing(as_, family, who):
    client = as_(who)
    for part in ("visits", "services", "assessments", "plan"):
        assert client.get(at(family, part)).status_code == 404
    assert send(client, at(family, "visits"), held_on=ago(1).isoformat()).status_code == 404


def test_a_review_is_held_once_and_the_next_is_waited_for(as_, cast, family):
    plan = agreed(family, by=cast.awa, on=ago(30))
    address, awa = f"/api/plans/{plan.pk}/reviews", as_("awa")
    (waiting,) = awa.get(address).json()
    assert waiting["held_on"] is None
    goal = plan.goals.first()
    sent = {
        "id": str(uuid4()), "held_on": ago(2).isoformat(), "child_view": "Je vais à l’école.",
        "rows": [{"care": 3, "food": 2}], "goal_states": {str(goal.pk): "met"},
    }  # fmt: skip
    held = send(awa, address, **sent).json()
    assert (held["id"], held["held_on"]) == (waiting["id"], ago(2).isoformat())
    assert send(awa, address, **sent).json() == held
    assert [row["held_on"] for row in awa.get(address).json()] == [None, ago(2).isoformat()]
    assert awa.get(at(family, "plan")).json()["goals"][0]["state"] == "met"
    assert "child_view" not in as_("mariam").get(address).json()[1]
    assert send(awa, address, held_on=ago(-3).isoformat(), rows=[]).status_code == 422
    assert as_("oumar").get(address).status_code == 404
